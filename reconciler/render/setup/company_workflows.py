"""Our own workflows as those of a repository that holds nothing but a company's files.

There the tool is not what is checked out but one commit of it, pinned in the company's own repository: nothing that a
job with a secret runs ever changes without a pull request there. Called workflows (`on: workflow_call`) would not do:
docs/workflows.md says why.
"""

from typing import Final

from reconciler.model.founding import ToolPin

OURS_ALONE: Final = frozenset({"ci.yml", "release.yml"})
FOLDER: Final = ".github/workflows"
_OF_CHECKOUT: Final = "uses: ./\n"
_HEAD: Final = """\
# 由 reconciler init 生成；工具钉在下面 uses 里的提交上，升级就是改那个提交。
# Made by `reconciler init`. The tool is the commit behind `uses` below: to upgrade it is to change that commit.
#
"""


def company_workflows(ours: dict[str, str], tool: ToolPin) -> dict[str, str]:
    """Every workflow of a company by its path.

    Args:
        ours: name → text of the tool's own workflows; those of its tests and releases are left out.
    """
    pinned = f"uses: {tool}\n"
    return {
        f"{FOLDER}/{name}": _HEAD + text.replace(_OF_CHECKOUT, pinned)
        for name, text in sorted(ours.items())
        if name not in OURS_ALONE
    }
