"""Sentences that several checks say, and pages of the admin console; their wording may vary with versions."""

from reconciler.errors import CredentialError, ForbiddenError, ProviderError, ReconcilerError, RejectedError
from reconciler.model.checkup import Check, Topic
from reconciler.text import Text

UNTRUSTED_ADDRESS = 60020

APPLICATION_PAGE = Text("管理后台 → 应用管理 → 应用", "admin console → App Management (应用管理) → the app")
SECRET_PAGE = Text(f"{APPLICATION_PAGE.zh} → Secret", f"{APPLICATION_PAGE.en} → Secret")
COMPANY_PAGE = Text("管理后台 → 我的企业 → 企业信息", "admin console → My Company (我的企业) → Company info")
RANGE_PAGE = Text(f"{APPLICATION_PAGE.zh} → 可见范围", f"{APPLICATION_PAGE.en} → Allowed users (可见范围)")
ADDRESS_PAGE = Text(f"{APPLICATION_PAGE.zh} → 企业可信IP", f"{APPLICATION_PAGE.en} → Company's Trusted IP (企业可信IP)")
CALLBACK_PAGE = Text(
    f"{APPLICATION_PAGE.zh} → 接收消息 → 设置API接收", f"{APPLICATION_PAGE.en} → 接收消息 → 设置API接收"
)
CUSTOMER_PAGE = Text(
    "管理后台 → 客户联系 → 可调用接口的应用", "admin console → Customer Contact (客户联系) → 可调用接口的应用"
)
ARCHIVE_PAGE = Text("管理后台 → 会话内容存档", "admin console → Message archive (会话内容存档)")

SIMULATED = Text("模拟，不适用。", "Simulated; does not apply.")
NO_TOKEN = Text("没有换到 access_token，见上面的 token 检查。", "There is no access token; see the check of it above.")


def from_error(topic: Topic, error: ReconcilerError, page: Text | None = None, remedy: Text | None = None) -> Check:
    """A failure where WeCom said no; not checked where nobody answered in a way that tells."""
    said_no = isinstance(error, CredentialError | ForbiddenError | RejectedError)
    if isinstance(error, ProviderError) and not said_no:
        return topic.not_checked(error.what, error.remedy)
    return topic.failure(error.what, remedy or error.remedy, page)
