"""One document under explanation: its file, kind and positions, from which findings are made."""

from dataclasses import dataclass
from typing import Final

from reconciler.model.finding import Finding, Place, Severity
from reconciler.source.places import Positions
from reconciler.source.tree import Route
from reconciler.text import Text

MAX_SHOWN: Final = 60
_SECRETIVE: Final = (("secrets",), ("wecom",))  # a secret or a proxy's password may stand where a name belongs

_WEBHOOK: Final = ("webhook_env",)  # whoever has a robot's address may speak in the group


@dataclass(frozen=True, slots=True)
class Spot:
    """Where findings of one document go; `subject` is the document's key where it can be told."""

    file: str
    kind: str
    positions: Positions
    subject: str = ""

    def error(self, rule: str, route: Route, what: Text, why: Text, remedy: Text) -> Finding:
        """A finding at a value."""
        place = Place(self.file, route, *self.positions.of(route))
        return Finding(rule, Severity.ERROR, place, what, why, remedy, self.subject)

    def error_at_key(self, rule: str, route: Route, what: Text, why: Text, remedy: Text) -> Finding:
        """A finding at the key that ends a route."""
        place = Place(self.file, route, *self.positions.of_key(route))
        return Finding(rule, Severity.ERROR, place, what, why, remedy, self.subject)

    def shown(self, route: Route, text: object) -> str:
        """A value as a sentence may repeat it: one line, not long, and never what may be a secret by mistake."""
        if (self.kind == "company" and route[:1] in _SECRETIVE) or route[-1:] == _WEBHOOK:
            return "***"
        line = str(text).replace("\r", "").replace("\n", "⏎")
        return line if len(line) <= MAX_SHOWN else f"{line[:MAX_SHOWN]}…"


def name_of(route: Route) -> Text:
    """What a route leads to, in words."""
    if not route:
        return Text("文档", "the document")
    last = route[-1]
    if isinstance(last, int):
        parent = route[-2] if len(route) > 1 else ""
        return Text(f"`{parent}` 的第 {last + 1} 项", f"Item {last + 1} of `{parent}`")
    return Text(f"`{last}` ", f"`{last}`")
