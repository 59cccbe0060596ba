"""Tokens, the application, customer contact, the archive."""

from dataclasses import replace

import pytest

from reconciler.engine.checkups.access import (
    check_archive,
    check_customer,
    check_enabled,
    check_range,
    check_tokens,
)
from reconciler.engine.checkups.consult import APP, ARCHIVE, CUSTOMER, Consulted
from reconciler.errors import CredentialError, ProtocolError, SettingsError
from reconciler.model.checkup import State
from reconciler.model.group import GroupType
from reconciler.text import Text
from tests.builders import a_spec
from tests.engine.checkups.consulted import (
    HEALTHY,
    UNREACHABLE,
    FakeAccess,
    a_surgery,
    forbidden,
    found_out,
)

UNSET = SettingsError(Text("没有设置环境变量 X。", "X is not set."), Text("设置它。", "Set it."))
WRONG = CredentialError(Text("Secret 不正确。", "The secret is wrong."), Text("改。", "Mend it."), errcode=40001)
STRANGE = ProtocolError(Text("看不懂。", "Not understood."))
WITH_CUSTOMERS = a_surgery(a_spec("vip", type=GroupType.CUSTOMER))
WITH_ARCHIVE = a_surgery(access={APP: FakeAccess(), ARCHIVE: FakeAccess()})


@pytest.mark.parametrize(("answer", "state", "words"), [
    pytest.param(True, State.OK, "gave an access token", id="given"),
    pytest.param(WRONG, State.FAILURE, "secret is wrong", id="wrong-secret"),
    pytest.param(UNSET, State.FAILURE, "X is not set", id="variable-not-set"),
    pytest.param(UNREACHABLE, State.NOT_CHECKED, "was not tried", id="no-line"),
    pytest.param(forbidden(60020), State.NOT_CHECKED, "see above", id="address-refused"),
    pytest.param(STRANGE, State.NOT_CHECKED, "Not understood", id="not-understood"),
])  # fmt: skip
def test_a_token_is_given_or_it_is_said_why_not(answer: object, state: State, words: str) -> None:
    (check,) = check_tokens(found_out(tokens={APP: answer}))

    assert check.state is state
    assert words in check.detail.en
    assert (check.page is not None) is (state is State.FAILURE)


def test_every_secret_that_company_yaml_names_has_its_check() -> None:
    checks = tuple(check_tokens(found_out(tokens={APP: True, CUSTOMER: WRONG, ARCHIVE: True})))

    assert [(check.id, check.state) for check in checks] == [
        ("token-app", State.OK),
        ("token-customer", State.FAILURE),
        ("token-archive", State.OK),
    ]


@pytest.mark.parametrize(("application", "enabled", "in_range"), [
    pytest.param(HEALTHY, State.OK, State.OK, id="healthy"),
    pytest.param(replace(HEALTHY, enabled=False), State.FAILURE, State.OK, id="switched-off"),
    pytest.param(replace(HEALTHY, root_in_range=False), State.OK, State.FAILURE, id="narrow"),
    pytest.param(None, State.NOT_CHECKED, State.NOT_CHECKED, id="not-asked"),
    pytest.param(UNREACHABLE, State.NOT_CHECKED, State.NOT_CHECKED, id="no-answer"),
    pytest.param(forbidden(60020), State.NOT_CHECKED, State.NOT_CHECKED, id="address-refused"),
    pytest.param(forbidden(301002), State.FAILURE, State.FAILURE, id="another-application"),
])  # fmt: skip
def test_the_application_is_on_and_sees_everybody(application: object, enabled: State, in_range: State) -> None:
    seen = found_out(application=application)

    assert (check_enabled(seen).state, check_range(seen).state) == (enabled, in_range)


@pytest.mark.parametrize(("seen", "state", "page"), [
    pytest.param(found_out(), State.NOT_CHECKED, "", id="not-needed"),
    pytest.param(found_out(WITH_CUSTOMERS), State.NOT_CHECKED, "", id="no-token"),
    pytest.param(found_out(WITH_CUSTOMERS, customer=True), State.OK, "", id="answers"),
    pytest.param(found_out(WITH_CUSTOMERS, customer=forbidden(48002)), State.FAILURE, "可调用接口的应用", id="48002"),
    pytest.param(found_out(WITH_CUSTOMERS, customer=forbidden(84074)), State.FAILURE, "可调用接口的应用", id="84074"),
    pytest.param(found_out(WITH_CUSTOMERS, customer=forbidden(60030)), State.FAILURE, "可调用接口的应用", id="range"),
    pytest.param(found_out(WITH_CUSTOMERS, customer=UNREACHABLE), State.NOT_CHECKED, "", id="no-answer"),
])  # fmt: skip
def test_customer_contact_names_the_page_where_the_application_is_let_in(
    seen: Consulted, state: State, page: str
) -> None:
    check = check_customer(seen)

    assert check.state is state
    assert page in (check.page.zh if check.page else "")


@pytest.mark.parametrize(("seen", "state", "words"), [
    pytest.param(found_out(), State.NOT_CHECKED, "no secrets.archive", id="not-needed"),
    pytest.param(found_out(WITH_ARCHIVE), State.NOT_CHECKED, "no access token", id="no-token"),
    pytest.param(found_out(WITH_ARCHIVE, archive=12), State.OK, "12", id="people"),
    pytest.param(found_out(WITH_ARCHIVE, archive=0), State.WARNING, "Nobody", id="nobody"),
    pytest.param(found_out(WITH_ARCHIVE, archive=forbidden(301052)), State.FAILURE, "expired", id="301052"),
    pytest.param(found_out(WITH_ARCHIVE, archive=forbidden(301053)), State.FAILURE, "not enabled", id="301053"),
    pytest.param(found_out(WITH_ARCHIVE, archive=forbidden(301042)), State.FAILURE, "refuses", id="301042"),
    pytest.param(found_out(WITH_ARCHIVE, archive=UNREACHABLE), State.NOT_CHECKED, "reached", id="no-answer"),
])  # fmt: skip
def test_the_archive_is_open_and_covers_somebody(seen: Consulted, state: State, words: str) -> None:
    check = check_archive(seen)

    assert check.state is state
    assert words in check.detail.en


@pytest.mark.parametrize(("errcode", "page"), [
    pytest.param(40001, "Secret", id="wrong-secret"),
    pytest.param(40013, "企业信息", id="wrong-corp-id"),
    pytest.param(50003, "应用管理 → 应用", id="switched-off"),
])  # fmt: skip
def test_a_refused_secret_leads_to_the_page_where_it_is_mended(errcode: int, page: str) -> None:
    (check,) = check_tokens(found_out(tokens={APP: forbidden(errcode)}))

    assert check.page is not None
    assert check.page.zh.endswith(page)
