"""What stops us. What the user wrote wrong is a `Finding`, never one of these.

ReconcilerError
├── SettingsError          a flag, variable or settings value is missing or contradicts another
├── SourceError            the root or a file of it cannot be read at all
│   └── EditError          a file is not changed, because the change would damage it
├── PlanError
│   ├── StalePlanError     the world moved: more would be done than was reviewed
│   ├── UnapprovedError    not approved as company.yaml demands
│   ├── PlanFormatError    a saved plan is unreadable, edited, foreign or from a newer version
│   │   └── SnapshotError  a snapshot is unreadable, not signed by us, foreign, too old or from a newer version
│   └── UndoError          an apply cannot be undone
├── RevocationError        who or what was given with `revoke` does not do
│   └── ReasonError        its reason is malformed
├── StepError              a manual step cannot be confirmed
│   └── AttestationError   what was given to confirm it is malformed
├── ProviderError          WeCom, with endpoint and errcode
│   ├── UnreachableError   the request certainly did not arrive
│   ├── UnknownOutcomeError  a write was sent and no answer came
│   ├── ThrottledError     a frequency or concurrency limit
│   ├── BusyError          WeCom says it is busy (−1), also after every permitted retry
│   ├── CredentialError    secret or token refused
│   ├── ForbiddenError     range, permission, application switched off, IP list
│   ├── MissingError       no such chat, person, department or tag
│   ├── RejectedError      read and refused; our request is wrong
│   │   ├── AlreadyExistsError  the chat id is taken: by us earlier, or by somebody else
│   │   └── TooBroadError       asked about more than one call may cover; ask for less
│   └── ProtocolError      answer not in the documented shape
├── TooManyFailuresError   calls failed one after another; the rest of a run is not tried
├── FrozenError            company.yaml says that nothing is written for now
├── LedgerError
│   └── LedgerConflictError  someone else holds it
├── ForgeError             the code host did not do what we asked
│   ├── ForgeUnreachableError  the request certainly did not arrive, or reading was never answered
│   ├── ForgeUnknownError    a write was sent and no answer came
│   ├── ForgeThrottledError  a rate limit outlasted our patience
│   ├── ForgeDeniedError     token refused, or a permission is missing
│   ├── ForgeMissingError    no such thing, or the token may not see it
│   ├── ForgeRejectedError   read and refused; our request is wrong
│   └── ForgeProtocolError   answer not in the documented shape, or hostile
└── InternalError          a bug of ours
"""

from reconciler.text import Text


class ReconcilerError(Exception):
    """Everything we raise on purpose: a sentence and, where there is one, the next act."""

    def __init__(self, what: Text, remedy: Text | None = None) -> None:
        super().__init__(what.en)
        self.what = what
        self.remedy = remedy


class SettingsError(ReconcilerError):
    """A flag, variable or settings value is missing or contradicts another."""


class SourceError(ReconcilerError):
    """The root or a file of it cannot be read at all (bad YAML or bad shape is a finding)."""


class NoDocumentsError(SourceError):
    """A folder that holds no document at all: nobody asks for nothing, so it is never taken for an empty company."""


class EditError(SourceError):
    """A file is not changed: the change would damage it, or somebody else changed it meanwhile."""


class PlanError(ReconcilerError):
    """A plan cannot be used; `difference` is why, item by item."""

    def __init__(self, what: Text, remedy: Text | None = None, difference: tuple[Text, ...] = ()) -> None:
        super().__init__(what, remedy)
        self.difference = difference


class StalePlanError(PlanError):
    """The world, git or the settings moved since the review, or more would be done than was reviewed."""


class UnapprovedError(PlanError):
    """A plan was not approved as company.yaml demands, or the evidence for it is of another commit."""


class PlanFormatError(PlanError):
    """A saved plan is unreadable, edited, made for another company or by a newer version."""


class SnapshotError(PlanFormatError):
    """A snapshot is unreadable, not signed by our key, another company's, too old, newer, or does not hold enough."""


class UndoError(PlanError):
    """An apply cannot be undone: it is not known, was undone already, or nothing tells how it left the groups."""


class RevocationError(ReconcilerError):
    """Nobody is revoked: who or what was given does not do."""


class ReasonError(RevocationError):
    """The reason of a revocation is blank, too long, of several lines, or holds a personal number."""


class StepError(ReconcilerError):
    """A manual step cannot be confirmed: there is none, it ended, live shows it, or who or what was given is wrong."""


class AttestationError(StepError):
    """What was given to confirm a step is no user id, too long, or holds a personal number."""


class ProviderError(ReconcilerError):
    """WeCom did not do what we asked.

    `endpoint` is the path without query, `errcode` WeCom's number, None where no answer was understood.
    """

    def __init__(
        self, what: Text, remedy: Text | None = None, *, endpoint: str = "", errcode: int | None = None
    ) -> None:
        super().__init__(what, remedy)
        self.endpoint = endpoint
        self.errcode = errcode


class UnreachableError(ProviderError):
    """The request certainly did not arrive."""


class UnknownOutcomeError(ProviderError):
    """A write was sent and no answer came; it may or may not have taken effect."""


class ThrottledError(ProviderError):
    """A frequency or concurrency limit; `retry_after_s` is how long WeCom blocks, in seconds."""

    def __init__(
        self,
        what: Text,
        remedy: Text | None = None,
        *,
        endpoint: str = "",
        errcode: int | None = None,
        retry_after_s: float = 60.0,
    ) -> None:
        super().__init__(what, remedy, endpoint=endpoint, errcode=errcode)
        self.retry_after_s = retry_after_s


class BusyError(ProviderError):
    """WeCom answered −1 on every permitted try; nothing was done."""


class CredentialError(ProviderError):
    """Secret refused, or the token refused again after one refresh."""


class ForbiddenError(ProviderError):
    """Outside range or permission, application switched off, or address not on the IP list.

    `everywhere` False: it stands for calls of the same family alone (customer groups, smartsheet groups, archive), and
    those of other families may still succeed.
    """

    def __init__(
        self,
        what: Text,
        remedy: Text | None = None,
        *,
        endpoint: str = "",
        errcode: int | None = None,
        everywhere: bool = True,
    ) -> None:
        super().__init__(what, remedy, endpoint=endpoint, errcode=errcode)
        self.everywhere = everywhere


class MissingError(ProviderError):
    """No such chat, person, department or tag."""


class RejectedError(ProviderError):
    """WeCom read the request and refused it; `bad_member` when it refuses one of the people in it."""

    def __init__(
        self,
        what: Text,
        remedy: Text | None = None,
        *,
        endpoint: str = "",
        errcode: int | None = None,
        bad_member: bool = False,
    ) -> None:
        super().__init__(what, remedy, endpoint=endpoint, errcode=errcode)
        self.bad_member = bad_member


class AlreadyExistsError(RejectedError):
    """A chat with that id exists already (86215): ours from an earlier try, or another application's; look."""


class TooBroadError(RejectedError):
    """More people or things are in range than one call may cover (81017): name fewer and ask again."""


class ProtocolError(ProviderError):
    """The answer is not in the documented shape."""


class TooManyFailuresError(ReconcilerError):
    """Calls failed one after another: the rest of the run is not tried."""


class FrozenError(ReconcilerError):
    """company.yaml says that nothing is written for now, and until when."""


class LedgerError(ReconcilerError):
    """The ledger cannot be read or written, or its chain is broken."""


class LedgerConflictError(LedgerError):
    """Someone else is writing to this ledger now."""


class ForgeError(ReconcilerError):
    """The code host did not do what we asked."""


class ForgeUnreachableError(ForgeError):
    """The request certainly did not arrive, or a question was asked several times and never answered."""


class ForgeUnknownError(ForgeError):
    """A write was sent and no answer came; it may or may not have taken effect."""


class ForgeThrottledError(ForgeError):
    """A rate limit that lasts longer than we wait; `retry_after_s` is how long, in seconds."""

    def __init__(self, what: Text, remedy: Text | None = None, *, retry_after_s: float) -> None:
        super().__init__(what, remedy)
        self.retry_after_s = retry_after_s


class ForgeDeniedError(ForgeError):
    """The token is refused, or lacks the permission that the remedy names."""


class ForgeTokenError(ForgeDeniedError):
    """The token itself is refused, whatever it is used for."""


class ForgeMissingError(ForgeError):
    """No such thing, or the token may not see it: the code host does not tell one from the other."""


class ForgeRejectedError(ForgeError):
    """Read and refused: our request is wrong, or the world is not as it supposes."""


class ForgeProtocolError(ForgeError):
    """An answer, event file or archive is not in the documented shape, too large, or hostile."""


class InternalError(ReconcilerError):
    """A bug of ours, with what to report."""
