"""What WeCom opens to us: tokens, the application, customer contact, the archive."""

from collections.abc import Iterator

from reconciler.engine.checkups.consult import APP, ARCHIVE, CUSTOMER, Consulted, wants_customers
from reconciler.engine.checkups.words import (
    APPLICATION_PAGE,
    ARCHIVE_PAGE,
    COMPANY_PAGE,
    CUSTOMER_PAGE,
    NO_TOKEN,
    RANGE_PAGE,
    SECRET_PAGE,
    UNTRUSTED_ADDRESS,
    from_error,
)
from reconciler.errors import ProviderError, ReconcilerError, SettingsError, UnreachableError
from reconciler.model.checkup import Check, Topic
from reconciler.text import Text

_TOKENS = {
    APP: Topic("token-app", Text("应用的 token", "Token of the application")),
    CUSTOMER: Topic("token-customer", Text("客户联系的 token", "Token of customer contact")),
    ARCHIVE: Topic("token-archive", Text("会话内容存档的 token", "Token of the message archive")),
}
_PAGES = {APP: SECRET_PAGE, CUSTOMER: CUSTOMER_PAGE, ARCHIVE: ARCHIVE_PAGE}
_PAGES_OF_CODES = {40013: COMPANY_PAGE, 50003: APPLICATION_PAGE}
_ENABLED = Topic("app-enabled", Text("应用已启用", "Application switched on"))
_RANGE = Topic("app-range", Text("应用可见范围", "Range of the application"))
_CUSTOMER = Topic("customer-contact", Text("客户群接口", "Customer groups"))
_ARCHIVE = Topic("archive", Text("会话内容存档", "Message archive"))

NOT_LISTED = frozenset({48002, 84074})
ARCHIVE_ENDED, ARCHIVE_OFF = 301052, 301053


def check_tokens(seen: Consulted) -> Iterator[Check]:
    """One check for every secret that company.yaml names; each was tried once."""
    for name, topic in _TOKENS.items():
        if name in seen.tokens:
            yield _token(topic, seen.tokens[name], _PAGES[name])


def check_enabled(seen: Consulted) -> Check:
    """`close` of `agent/get` [90227]."""
    match seen.application:
        case None:
            return _ENABLED.not_checked(NO_TOKEN)
        case ReconcilerError() as error:
            return _about_application(_ENABLED, error)
        case application if application.enabled:
            return _ENABLED.ok(Text(f"「{application.name}」已启用。", f"“{application.name}” is on."))
        case application:
            return _ENABLED.failure(
                Text(f"「{application.name}」已停用。", f"“{application.name}” is switched off."),
                Text("在管理后台启用它。", "Switch it on in the admin console."),
                APPLICATION_PAGE,
            )


def check_range(seen: Consulted) -> Check:
    """Whether the root department is in range, without which there are no app groups [90245]."""
    match seen.application:
        case None:
            return _RANGE.not_checked(NO_TOKEN)
        case ReconcilerError() as error:
            return _about_application(_RANGE, error)
        case application if application.root_in_range:
            return _RANGE.ok(Text("包含根部门。", "The root department is in it."))
        case _:
            return _RANGE.failure(
                Text("不包含根部门，不能管理应用群。", "The root department is not in it: there can be no app groups."),
                Text("选择根部门（整个企业）。", "Choose the root department (the whole company)."),
                RANGE_PAGE,
            )


def check_customer(seen: Consulted) -> Check:
    """A list of customer groups with room for one answers [92120]."""
    if not wants_customers(seen.surgery):
        return _CUSTOMER.not_checked(
            Text("没有客户群，也没有写 secrets.customer。", "There is no customer group and no secrets.customer.")
        )
    match seen.customer:
        case None:
            return _CUSTOMER.not_checked(NO_TOKEN)
        case ProviderError() as error if error.errcode in NOT_LISTED:
            listed = Text(
                "把本应用加进「可调用接口的应用」，并让群主在应用可见范围内。",
                "Add this application to 可调用接口的应用 and have the groups' owners in its range.",
            )
            return _CUSTOMER.failure(error.what, listed, CUSTOMER_PAGE)
        case ReconcilerError() as error:
            return from_error(_CUSTOMER, error, CUSTOMER_PAGE)
        case _:
            return _CUSTOMER.ok(Text("客户群列表可以读取。", "The list of customer groups can be read."))


def check_archive(seen: Consulted) -> Check:
    """Whom the archive covers can be read [91614]."""
    if ARCHIVE not in seen.surgery.access:
        return _ARCHIVE.not_checked(Text("没有写 secrets.archive。", "There is no secrets.archive."))
    match seen.archive:
        case None:
            return _ARCHIVE.not_checked(NO_TOKEN)
        case ProviderError() as error if error.errcode in {ARCHIVE_ENDED, ARCHIVE_OFF}:
            what = Text("会话内容存档没有开通。", "The message archive is not enabled.")
            if error.errcode == ARCHIVE_ENDED:
                what = Text("会话内容存档已经到期。", "The message archive has expired.")
            return _ARCHIVE.failure(
                what,
                Text("开通或续费，并把成员加进存档范围。", "Enable or renew it and put people in range."),
                ARCHIVE_PAGE,
            )
        case ReconcilerError() as error:
            return from_error(_ARCHIVE, error, ARCHIVE_PAGE)
        case 0:
            return _ARCHIVE.warning(
                Text("存档范围里没有人。", "Nobody is in its range."),
                Text("把成员加进存档范围。", "Put people in its range."),
                ARCHIVE_PAGE,
            )
        case number:
            return _ARCHIVE.ok(Text(f"存档范围里有 {number} 人。", f"People in its range: {number}."))


def _token(topic: Topic, answer: bool | ReconcilerError, page: Text) -> Check:
    match answer:
        case UnreachableError():
            return topic.not_checked(
                Text("企业微信没有应答，没有试。", "WeCom did not answer, so the secret was not tried.")
            )
        case SettingsError() as error:
            return topic.failure(error.what, error.remedy, page)
        case ProviderError() as error if error.errcode == UNTRUSTED_ADDRESS:
            return topic.not_checked(Text("出口地址被拒，见上。", "The outgoing address is refused; see above."))
        case ProviderError() as error:
            return from_error(topic, error, _PAGES_OF_CODES.get(error.errcode or 0, page))
        case ReconcilerError() as error:
            return from_error(topic, error, page)
        case _:
            return topic.ok(Text("换到了 access_token。", "WeCom gave an access token."))


def _about_application(topic: Topic, error: ReconcilerError) -> Check:
    if isinstance(error, ProviderError) and error.errcode == UNTRUSTED_ADDRESS:
        return topic.not_checked(Text("出口地址被拒，见上。", "The outgoing address is refused; see above."))
    return from_error(topic, error, APPLICATION_PAGE)
