"""The model's words as people say them."""

from reconciler.model.change import Cause, Field
from reconciler.model.finding import Severity
from reconciler.model.group import Enrolment, GroupType
from reconciler.model.manual import Level
from reconciler.model.outcome import Status
from reconciler.model.resource import ResourceKind
from reconciler.text import Text

CAUSES = {
    Cause.INTENT: Text("YAML 有改动", "changed in git"),
    Cause.DIRECTORY: Text("通讯录有变动", "the address book moved"),
    Cause.EXPIRY: Text("期限已到", "the end date has passed"),
    Cause.SANCTION: Text("处分", "sanction"),
    Cause.DEPARTED: Text("已离职", "left the company"),
    Cause.REVOKED: Text("紧急移出", "revoked"),
    Cause.DRIFT: Text("群里被人改过", "changed in WeCom by hand"),
    Cause.UNDO: Text("撤销", "an undo"),
}

FIELDS = {
    Field.GROUP: Text("群", "group"),
    Field.NAME: Text("群名", "name"),
    Field.OWNER: Text("群主", "owner"),
    Field.MEMBER: Text("成员", "member"),
    Field.ADMIN: Text("群管理员", "group admin"),
    Field.ANNOUNCEMENT: Text("群公告", "announcement"),
    Field.RULES: Text("群规消息", "message with the rules"),
    Field.NOTICE: Text("通知", "notice"),
}

SEVERITIES = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("警告", "warning"),
    Severity.NOTE: Text("提示", "note"),
}

TYPES = {
    GroupType.APP: Text("应用群", "app group"),
    GroupType.CUSTOMER: Text("客户群", "customer group"),
    GroupType.INTERNAL: Text("内部群", "internal group"),
    GroupType.SHEET: Text("智能表格群", "sheet group"),
}

ENROLMENTS = {
    Enrolment.OBSERVE: Text("只看不改", "observed only"),
    Enrolment.ADDITIVE: Text("只加人，有明确原因才移出", "adds people, removes only for a stated cause"),
    Enrolment.STRICT: Text("成员与 YAML 完全一致", "people exactly as in the YAML"),
}

STATUSES = {
    Status.APPLIED: Text("已完成", "applied"),
    Status.FAILED: Text("失败", "failed"),
    Status.UNKNOWN: Text("结果不明", "unknown"),
    Status.DEFERRED: Text("推迟", "deferred"),
    Status.SKIPPED: Text("未执行", "skipped"),
}

KINDS = {
    ResourceKind.JOIN_WAY: Text("进群方式", "join way"),
    ResourceKind.WELCOME: Text("入群欢迎语", "welcome"),
    ResourceKind.WORDS: Text("敏感词规则", "sensitive-word rule"),
    ResourceKind.MASS_MESSAGE: Text("群发任务", "mass message"),
}

LEVELS = {
    Level.TOLD: Text("通知办理人", "tell the person"),
    Level.REMINDED: Text("提醒办理人", "remind the person"),
    Level.ESCALATED: Text("告知部门负责人", "tell the head of the department"),
    Level.GOVERNED: Text("告知治理人员", "tell the governance role"),
}

_REASONS = {
    "department": Text("部门 {}", "department {}"),
    "tag": Text("标签 {}", "tag {}"),
    "group": Text("群 {} 的成员", "people of group {}"),
    "admin": Text("群管理员", "admin"),
    "owner": Text("群主", "owner"),
}


def reason(canonical: str) -> Text | None:
    """Why a person is in, from canonical words such as `department:研发部`; None for a line of their own."""
    kind, _, value = canonical.partition(":")
    words = _REASONS.get(kind)
    if words is None:
        return None
    value = value.removesuffix("/.")
    return Text(words.zh.replace("{}", value), words.en.replace("{}", value))
