"""What every `post` command shares: the company's language, the code host, and showing what was posted."""

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from reconciler.cli.faces import Told, findings_markdown, way_to
from reconciler.cli.forging import open_forge
from reconciler.cli.main import run
from reconciler.cli.output import Output
from reconciler.cli.settings import Environment
from reconciler.engine.posting import Desk
from reconciler.errors import ForgeDeniedError, SettingsError, SourceError
from reconciler.model.code_host import CodeHostPlace
from reconciler.model.finding import Place, Severity
from reconciler.model.ids import GroupKey
from reconciler.model.plan import Plan
from reconciler.model.posted import Posted
from reconciler.text import Language, Text


@dataclass(frozen=True, slots=True)
class Company:
    """What is taken from the documents that are checked out: a language, whose they are, where groups are declared.

    `unloadable` is what keeps them from being used, as Markdown; empty where nothing does.
    """

    language: Language
    corp_id: str | None = None
    places: Mapping[GroupKey, Place] = field(default_factory=dict)
    unloadable: str = ""


def company_of(root: Path, output: Output) -> Company:
    """The company of a root; where there is none to be read, the command's own language and nothing else."""
    from reconciler.render.words.posted import sentences
    from reconciler.source.load import load

    try:
        loaded = load(root)
    except SourceError as error:
        return Company(output.language, unloadable=sentences(error.what, error.remedy, output.language))
    desired = loaded.desired
    language = output.language if desired is None else desired.company.language
    errors = tuple(each for each in loaded.findings if each.severity is Severity.ERROR)
    unloadable = findings_markdown(Told(errors, loaded.files), root, language) if errors or desired is None else ""
    if desired is None:
        return Company(language, unloadable=unloadable)
    places = {each.key: each.place for each in desired.groups}
    return Company(language, desired.company.corp_id, places, unloadable)


def placed(plan: Plan, company: Company, root: Path) -> Plan:
    """A saved plan knows no places: its findings and what is blocked are put where their group is declared."""
    from reconciler.source.places import locate_places

    named = {each.group for each in plan.blocked if each.group} | {GroupKey(each.subject) for each in plan.findings}
    wanted = {key: company.places[key] for key in named if key in company.places}
    lines = locate_places(root, set(wanted.values()))
    found = {key: lines[place] for key, place in wanted.items()}
    return replace(
        plan,
        blocked=tuple(replace(each, place=found.get(each.group) if each.group else None) for each in plan.blocked),
        findings=tuple(replace(each, place=found.get(GroupKey(each.subject), each.place)) for each in plan.findings),
    )


def post(environment: Environment, do: Callable[[Desk], Awaitable[Posted]], *, rehearsed: bool) -> Posted:
    """Open the code host, do it, close it. Raises: ForgeError, a missing token or repository included."""

    async def inside() -> Posted:
        async with open_forge(environment) as forge:
            return await do(Desk(forge, rehearsed))

    try:
        return run(inside())
    except SettingsError as error:
        raise ForgeDeniedError(error.what, error.remedy) from error


def show(posted: Posted, what: str, output: Output, *, rehearsed: bool, as_json: bool) -> None:
    """What was posted on stdout, what could not be on stderr."""
    from reconciler.render.programs.posted import dump_posted, posted_to_text

    if as_json:
        output.result(dump_posted(posted, what, rehearsed=rehearsed))
    else:
        output.result(posted_to_text(posted, output.language, rehearsed=rehearsed))
    for words in posted.trouble:
        output.complain(words)


def summarise(environment: Environment, bodies: tuple[str, ...], output: Output) -> None:
    """Put the first body that fits on the page of the run, if there is one; trouble with it is only said."""
    from reconciler.errors import ForgeError
    from reconciler.forge import write_job_summary

    path = environment.summary_path
    if path is None:
        return
    try:
        write_job_summary(path, bodies)
    except ForgeError as error:
        output.complain(error.what)


def tenant_of(root: Path) -> str:
    """A few digits that stand for a tenant in markers: it is known by its root, whatever can be read there."""
    return hashlib.sha256(way_to(root).as_posix().encode()).hexdigest()[:12]


def run_page(environment: Environment) -> str:
    """The address of the run's page; empty outside of one. Raises: ForgeDeniedError without token or repository."""
    place = _place(environment)
    return f"{place.server_url}/{place.repository}/actions/runs/{place.run_id}" if place.run_id else ""


def pull_request_of(environment: Environment) -> int:
    """The pull request of the event that started this run.

    Raises: SettingsError, ForgeProtocolError; ForgeDeniedError without token or repository.
    """
    from reconciler.forge.events import read_event

    place = _place(environment)
    number = None
    if place.event_path and place.event_name:
        number = read_event(Path(place.event_path), place.event_name).pull_request
    if number is None:
        raise SettingsError(
            Text("这次运行不是由合并请求引起的。", "This run was not started by a pull request."),
            Text("用 --pull-request 给出编号。", "Give its number with --pull-request."),
        )
    return number


def _place(environment: Environment) -> CodeHostPlace:
    """Without token or repository it is the code host that fails, whichever command asks."""
    try:
        return environment.code_host()
    except SettingsError as error:
        raise ForgeDeniedError(error.what, error.remedy) from error


def below(root: Path) -> str:
    """The way from the top of the repository down to the root, with a slash at its end; empty for the top itself."""
    way = way_to(root).as_posix()
    if way == "." and root.resolve() != Path.cwd().resolve() and not (root / ".git").exists():
        raise SettingsError(
            Text(f"{root} 不在这个仓库里。", f"{root} is not in this repository."),
            Text("在仓库里运行，--root 给出仓库里的目录。", "Run in the repository and give a folder of it as --root."),
        )
    return "" if way == "." else f"{way}/"
