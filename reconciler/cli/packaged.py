"""What the package carries for a company's repository: in a wheel beside the code, else where it lies in ours."""

from pathlib import Path

from reconciler.errors import SourceError
from reconciler.source.schema import FILES, schema_folder
from reconciler.text import Text


def own_workflows() -> dict[str, str]:
    """The tool's own workflows, name → text. Raises: SourceError if they are nowhere."""
    here = Path(__file__).resolve()
    for folder in (here.parents[1] / "workflows", here.parents[2] / ".github" / "workflows"):
        if (folder / "validate.yml").is_file():
            return {file.name: file.read_text("utf-8") for file in sorted(folder.glob("*.yml"))}
    raise SourceError(
        Text("找不到工作流的模板。", "The templates of the workflows are nowhere to be found."),
        Text("重新安装 wecom-reconciler。", "Install wecom-reconciler again."),
    )


def document_schemas() -> dict[str, str]:
    """The schemas that editors use for a company's documents, name → text. Raises: SourceError if they are nowhere."""
    names = sorted({f"{file}.schema.json" for file in FILES.values()})
    return {name: (schema_folder() / name).read_text("utf-8") for name in names}
