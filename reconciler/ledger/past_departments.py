"""Departments as last seen, heard from the `departments` records: each of them holds only what changed."""

from collections.abc import Mapping
from datetime import datetime

from reconciler.ledger.records import Departments, Record


class DepartmentBook:
    """Paths of departments by id. Names of departments are no personal data."""

    def __init__(self) -> None:
        self._paths: dict[int, str] = {}

    def noted(self, record: Record, _at: datetime) -> None:
        """Take a record in. Raises: TypeError or ValueError for facts that no version of ours wrote."""
        for number in record["gone"]:
            self._paths.pop(int(number), None)
        for number, path in record["paths"].items():
            if not isinstance(path, str):
                raise TypeError(path)
            self._paths[int(number)] = path

    def paths(self) -> dict[int, str]:
        """Every department that is remembered."""
        return dict(self._paths)

    def news(self, paths: Mapping[int, str]) -> Departments | None:
        """What would have to be written to remember exactly these; None if they are remembered already."""
        changed = {str(number): path for number, path in sorted(paths.items()) if self._paths.get(number) != path}
        gone = [str(number) for number in sorted(self._paths.keys() - paths.keys())]
        return {"type": "departments", "paths": changed, "gone": gone} if changed or gone else None
