"""Everybody is asked once, and nobody behind a line that is dead or a secret that is refused."""

import asyncio
from dataclasses import replace

from reconciler.engine.checkups.consult import APP, ARCHIVE, CUSTOMER, Consulted, Surgery, consult
from reconciler.errors import LedgerError, SettingsError
from reconciler.model.company import Callback, Connection
from reconciler.model.group import GroupType
from reconciler.text import Text
from tests.builders import a_company, a_spec
from tests.engine.checkups.consulted import (
    ANSWER,
    HEALTHY,
    UNREACHABLE,
    FakeAccess,
    FakeHost,
    FakeLine,
    FakePast,
    a_surgery,
    forbidden,
)

UNREAD = LedgerError(Text("读不出。", "Unreadable."))


def asked(surgery: Surgery) -> Consulted:
    return asyncio.run(consult(surgery))


def test_everything_is_asked_once() -> None:
    app, customer, archive, line = FakeAccess(), FakeAccess(), FakeAccess(), FakeLine()

    seen = asked(a_surgery(line=line, access={APP: app, CUSTOMER: customer, ARCHIVE: archive}))

    assert line.asked == ["resolve qyapi.weixin.qq.com", "probe"]
    assert [app.asked, customer.asked, archive.asked] == [
        ["token", "application"],
        ["token", "customer"],
        ["token", "archive"],
    ]
    assert (seen.probed, seen.application, seen.customer, seen.archive) == (ANSWER, HEALTHY, True, 12)


def test_customer_groups_are_read_with_the_applications_secret_where_there_is_no_other() -> None:
    app = FakeAccess()

    seen = asked(a_surgery(a_spec("vip", type=GroupType.CUSTOMER), access={APP: app}))

    assert (app.asked, seen.customer) == (["token", "application", "customer"], True)


def test_a_company_without_customer_groups_is_not_asked_about_them() -> None:
    app = FakeAccess()

    asked(a_surgery(access={APP: app}))

    assert app.asked == ["token", "application"]


def test_behind_a_dead_line_no_secret_is_tried() -> None:
    app = FakeAccess()

    seen = asked(a_surgery(line=FakeLine(probed=UNREACHABLE, names=UNREACHABLE), access={APP: app}))

    assert app.asked == []
    assert (seen.resolved, seen.tokens, seen.application) == (UNREACHABLE, {APP: UNREACHABLE}, None)


def test_a_refused_secret_is_tried_once() -> None:
    refusal = forbidden(40001)
    app = FakeAccess({"token": refusal})

    seen = asked(a_surgery(a_spec("vip", type=GroupType.CUSTOMER), access={APP: app}))

    assert app.asked == ["token"]
    assert (seen.tokens, seen.application, seen.customer) == ({APP: refusal}, None, None)


def test_a_secret_that_is_not_there_is_an_answer_too() -> None:
    unset = SettingsError(Text("没有设置。", "Not set."))

    seen = asked(a_surgery(access={APP: unset}))

    assert seen.tokens == {APP: unset}


def test_behind_a_proxy_the_proxy_is_asked_and_no_name_is() -> None:
    line = FakeLine()
    connection = Connection(proxy="http://proxy.example.com:3128")

    seen = asked(a_surgery(company=a_company(connection=connection), line=line))

    assert line.asked == ["connect proxy.example.com 3128", "probe"]
    assert (seen.resolved, seen.proxied) == (None, True)


def test_a_proxy_without_a_port_has_the_usual_one() -> None:
    line = FakeLine(names=UNREACHABLE)
    connection = Connection(proxy="https://proxy.example.com")

    seen = asked(a_surgery(company=a_company(connection=connection), line=line))

    assert line.asked[0] == "connect proxy.example.com 443"
    assert seen.proxied is UNREACHABLE


def test_a_simulator_has_no_names() -> None:
    line = FakeLine()

    asked(a_surgery(line=line, simulated=True))

    assert line.asked == ["probe"]


def test_trouble_with_the_ledger_is_an_answer_too() -> None:
    surgery = a_surgery(ledger=FakePast(unread=UNREAD, full=UNREAD))

    seen = asked(replace(surgery, clock=surgery.clock))

    assert (seen.past, seen.broken, seen.writable) == (UNREAD, UNREAD, UNREAD)


def test_the_code_host_is_asked_about_a_token_and_never_without_one_or_by_a_simulator() -> None:
    without, simulated, asked_once = FakeHost(), FakeHost(), FakeHost()
    token = {"GH_TOKEN": "ghp_Zq7"}

    asked(a_surgery(code_host=without))
    asked(a_surgery(code_host=simulated, variables=token, simulated=True))
    seen = asked(a_surgery(code_host=asked_once, variables=token))

    assert (without.asked, simulated.asked, asked_once.asked, seen.granted) == (0, 0, 1, asked_once.granted)


def test_the_callbacks_host_is_asked_for_a_connection() -> None:
    line = FakeLine()
    company = a_company(callback=Callback("https://hooks.example.com:8443/wecom", "T", "K"))

    seen = asked(a_surgery(company=company, line=line))

    assert (line.asked[-1], seen.callback) == ("connect hooks.example.com 8443", True)
