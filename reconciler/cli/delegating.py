"""What the commands about approvals share: two states of one root, and who has a say in the older one."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reconciler.cli.revisions import Revisions
from reconciler.delegation.authority import Authority
from reconciler.delegation.difference import difference
from reconciler.delegation.requiring import required
from reconciler.errors import SourceError
from reconciler.model.field_change import FieldChange
from reconciler.model.origin import Origin
from reconciler.model.plan import NeededApproval
from reconciler.model.stated import Stated
from reconciler.source.stated import stated_under
from reconciler.text import Text


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a branch changes since it left its base, and who had a say at the base's own end.

    `head` is the commit the changes were read from; empty for the work tree.
    """

    changes: tuple[FieldChange, ...]
    authority: Authority
    base: str
    head: str
    masked: bool


def read_proposal(root: Path, variables: Mapping[str, str], base: str, head: str | None = None) -> Proposal:
    """Compare a root with the commit it left.

    Args:
        base: the branch or commit to be merged into. What changed there meanwhile is not the branch's; who may
            approve is read from its end all the same, so that an old branch revives no right.
        head: a revision; None = the work tree.

    Raises: SettingsError for revisions that git does not have, SourceError if a state cannot be read or the base has
        no usable company.yaml.
    """
    revisions = Revisions(root, variables)
    tip, commit = revisions.commit(base), revisions.commit(head or "HEAD")
    left = revisions.parting(tip, commit)
    standing = revisions.stated(tip)
    authority = Authority(standing)
    if not authority.has_company:
        raise SourceError(
            Text(
                f"提交 {tip[:10]} 里没有可用的 company.yaml，说不出谁能批准。",
                f"Commit {tip[:10]} has no usable company.yaml: nobody can say who may approve.",
            )
        )
    before = standing if left == tip else revisions.stated(left)
    after = stated_under(root) if head is None else revisions.stated(commit)
    masked = is_public(standing)
    return Proposal(difference(before, after), authority, left, "" if head is None else commit, masked)


def needed_approvals(
    root: Path, variables: Mapping[str, str], base: str | None, origin: Origin
) -> tuple[NeededApproval, ...] | None:
    """What the changes of a branch need before they are merged; None where there is no base to compare with.

    Args:
        base: as `read_origin` has it; None for the remote's default branch.
        origin: of the work tree, made with the same base.

    Raises: SettingsError, SourceError as `read_proposal`.
    """
    from reconciler.render.terminal.consent import needed_of

    if not origin.head or origin.base == origin.head:
        return None
    proposal = read_proposal(root, variables, base or "refs/remotes/origin/HEAD")
    return needed_of(required(proposal.changes, proposal.authority), masked=proposal.masked)


def is_public(stated: tuple[Stated, ...]) -> bool:
    """Whether ids have to be masked: as company.yaml says, and where it cannot be read."""
    companies = [each.tree for each in stated if each.kind == "company" and each.tree is not None]
    return len(companies) != 1 or companies[0].get("visibility") == "public"
