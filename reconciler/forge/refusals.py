"""What a refusal of the code host means, in words that name the next act."""

from reconciler.errors import ForgeDeniedError, ForgeError, ForgeMissingError, ForgeRejectedError, ForgeTokenError
from reconciler.forge.endpoint import Call
from reconciler.text import Text

_LONGEST = 200


def refusal(call: Call, status: int, message: str) -> ForgeError:
    """The error for a status outside 2xx that no waiting will change; `message` is GitHub's own, made tame."""
    said = "".join(letter for letter in message if letter.isprintable())[:_LONGEST]
    grant = Text(
        f"在工作流该作业的 permissions 里加上 {call.permission}，或给令牌这项权限。",
        f"Add {call.permission} to the permissions of the workflow's job, or grant it to the token.",
    )
    match status:
        case 401:
            return ForgeTokenError(
                Text("代码托管平台不接受这个令牌。", "The code host does not accept the token."),
                Text("检查 GITHUB_TOKEN 是否过期或被撤销。", "Check whether GITHUB_TOKEN has expired or was revoked."),
            )
        case 403:
            return _denied(call, said, grant)
        case 410:
            return ForgeMissingError(
                Text(f"代码托管平台上已经没有这一项：{said}", f"The code host has it no longer: {said}")
            )
        case 404:
            return ForgeMissingError(
                Text(
                    f"代码托管平台上没有这一项，或者令牌看不到它（需要 {call.permission}）。",
                    f"The code host has no such thing, or the token may not see it (it needs {call.permission}).",
                ),
                grant,
            )
        case _:
            return ForgeRejectedError(
                Text(
                    f"代码托管平台拒绝了请求（{status}）：{said}",
                    f"The code host refused the request ({status}): {said}",
                )
            )


def _denied(call: Call, said: str, grant: Text) -> ForgeError:
    """A 403 has many reasons, and only some of them are the token's: what GitHub says decides whose."""
    words = said.casefold()
    for sign, what, remedy in _CLOSED:
        if sign in words:
            return ForgeDeniedError(what, remedy)
    if said and "not accessible" not in words:
        return ForgeDeniedError(
            Text(f"代码托管平台不允许：{said}", f"The code host does not allow it: {said}"),
            grant,
        )
    return ForgeDeniedError(
        Text(f"令牌没有 {call.permission} 权限。", f"The token lacks the permission {call.permission}."), grant
    )


_CLOSED = (
    (
        "is locked",
        Text("这个对话已被锁定，谁也不能再写。", "The conversation is locked: nothing can be written there."),
        Text("有写权限的人点 Unlock conversation，再运行一次。", "Have a collaborator unlock it, then run again."),
    ),
    (
        "archived",
        Text("这个仓库已归档，只能看。", "The repository is archived and can only be read."),
        Text("取消归档，或停掉这里的工作流。", "Take it out of the archive, or switch its workflows off."),
    ),
)
