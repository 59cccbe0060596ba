"""How calls about resources end when WeCom says that something is there already, or gone."""

from reconciler.engine.ports import Observer
from reconciler.errors import AlreadyExistsError, MissingError, ProviderError, ReconcilerError
from reconciler.model.action import Action, WriteResource
from reconciler.model.outcome import Outcome, Status
from reconciler.model.resource import Content, Made, ResourceOp
from reconciler.text import Text

_RANGE = frozenset({"users", "departments"})  # what a reading may show only in part [95097]


def told(error: ReconcilerError) -> Text:
    """What went wrong and the next act."""
    return error.what + error.remedy if error.remedy else error.what


def missing(action: Action, error: MissingError) -> Outcome:
    """What was to be taken away is gone already; everything else has failed."""
    if isinstance(action, WriteResource) and action.op is ResourceOp.DELETE:
        words = Text("已经不在了。", "It is gone already.")
        return Outcome(action, Status.APPLIED, words, error.errcode, Made(action.id))
    return Outcome(action, Status.FAILED, told(error), error.errcode)


async def adopted_rule(action: WriteResource, error: AlreadyExistsError, observer: Observer) -> Outcome:
    """A rule of that name exists (41077): ours from a try whose answer was lost, if it says the same."""
    try:
        found = await observer.find_rule(str(action.content.get("name", "")))
    except ProviderError:
        found = None
    if found is not None and action.may_exist and _says_the_same(action.content, found[1]):
        words = Text(
            "这条规则已经存在，内容一致，就用它。", "The rule exists already and says the same: it is taken over."
        )
        return Outcome(action, Status.APPLIED, words, error.errcode, Made(found[0]))
    return Outcome(action, Status.FAILED, told(error), error.errcode)


def _says_the_same(wanted: Content, shown: Content) -> bool:
    return all(shown.get(name) == value for name, value in wanted.items() if name not in _RANGE)
