"""The answers with which tests make a company's own repository."""

COMMIT = "0123456789abcdef0123456789abcdef01234567"
TOOL = f"wecom-reconciler/wecom-reconciler@{COMMIT}"
ANSWERS = (
    "--name",
    "云帆科技",
    "--corp-id",
    "ww5f2c9a81d3e7b604",
    "--agent-id",
    "1000002",
    "--governor",
    "limin=limin-yf,zhangxiaohong",
    "--tool",
    TOOL,
)
