"""Clock, names, proxy, who answers, and the address that WeCom sees."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reconciler.engine.checkups.consult import Consulted
from reconciler.engine.checkups.line import check_address, check_answer, check_clock, check_dns, check_proxy
from reconciler.model.checkup import Probed, State
from tests.builders import NOW, a_company
from tests.engine.checkups.consulted import ANSWER, UNREACHABLE, a_surgery, forbidden, found_out

SIMULATED = a_surgery(simulated=True)


@pytest.mark.parametrize(("skew_s", "state"), [
    pytest.param(0, State.OK, id="right"),
    pytest.param(120, State.OK, id="two-minutes"),
    pytest.param(121, State.WARNING, id="over-two-minutes"),
    pytest.param(-121, State.WARNING, id="slow-counts-too"),
    pytest.param(300, State.WARNING, id="five-minutes"),
    pytest.param(301, State.FAILURE, id="over-five-minutes"),
    pytest.param(-86_400, State.FAILURE, id="a-day-behind"),
])  # fmt: skip
def test_the_clock_is_held_against_wecoms(skew_s: int, state: State) -> None:
    check = check_clock(found_out(now=NOW + timedelta(seconds=skew_s)))

    assert (check.state, str(abs(skew_s)) in check.detail.zh) == (state, True)


@pytest.mark.parametrize(("seen", "words"), [
    pytest.param(found_out(probed=UNREACHABLE), "did not answer", id="no-answer"),
    pytest.param(found_out(probed=replace(ANSWER, said_at=None)), "does not say", id="no-date"),
    pytest.param(found_out(SIMULATED, probed=replace(ANSWER, said_at=None)), "Simulated", id="simulated"),
])  # fmt: skip
def test_without_wecoms_time_the_clock_is_not_checked(seen: Consulted, words: str) -> None:
    check = check_clock(seen)

    assert check.state is State.NOT_CHECKED
    assert words in check.detail.en


@pytest.mark.parametrize(("seen", "dns", "proxy"), [
    pytest.param(found_out(), State.OK, State.NOT_CHECKED, id="direct"),
    pytest.param(found_out(resolved=UNREACHABLE), State.FAILURE, State.NOT_CHECKED, id="unknown-name"),
    pytest.param(found_out(resolved=None, proxied=True), State.NOT_CHECKED, State.OK, id="proxy"),
    pytest.param(found_out(resolved=None, proxied=UNREACHABLE), State.NOT_CHECKED, State.FAILURE, id="proxy-silent"),
    pytest.param(found_out(SIMULATED, resolved=None), State.NOT_CHECKED, State.NOT_CHECKED, id="simulated"),
])  # fmt: skip
def test_names_and_proxy(seen: Consulted, dns: State, proxy: State) -> None:
    states = check_dns(seen).state, check_proxy(seen).state

    assert states == (dns, proxy)


@pytest.mark.parametrize(("seen", "state", "words"), [
    pytest.param(found_out(), State.OK, "WeCom answers", id="wecom"),
    pytest.param(found_out(SIMULATED), State.OK, "simulator answers", id="simulator"),
    pytest.param(found_out(probed=Probed(301, is_wecom=False)), State.FAILURE, "301", id="somebody-else"),
    pytest.param(found_out(probed=UNREACHABLE), State.FAILURE, "cannot be reached", id="nobody"),
])  # fmt: skip
def test_somebody_else_answering_is_a_failure(seen: Consulted, state: State, words: str) -> None:
    check = check_answer(seen)

    assert check.state is state
    assert words in check.detail.en


@pytest.mark.parametrize(("seen", "state", "words"), [
    pytest.param(found_out(), State.OK, "192.0.2.7", id="accepted"),
    pytest.param(found_out(probed=replace(ANSWER, seen_from="")), State.OK, "does not say", id="address-not-told"),
    pytest.param(found_out(application=forbidden(60020)), State.FAILURE, "refuses", id="refused"),
    pytest.param(found_out(tokens={"app": forbidden(60020)}, application=None), State.FAILURE, "refuses",
                 id="refused-at-the-token"),
    pytest.param(found_out(tokens={"app": forbidden(40001)}, application=None), State.NOT_CHECKED, "192.0.2.7",
                 id="no-token"),
    pytest.param(found_out(probed=UNREACHABLE, tokens={"app": UNREACHABLE}, application=None), State.NOT_CHECKED,
                 "unknown", id="no-line"),
])  # fmt: skip
def test_the_outgoing_address_is_named_and_its_page_too(seen: Consulted, state: State, words: str) -> None:
    check = check_address(seen)

    assert check.state is state
    assert words in check.detail.en
    assert ("企业可信IP" in check.page.zh if check.page else False) is (state is State.FAILURE)


def test_the_name_in_question_is_that_of_company_yaml() -> None:
    company = a_company(connection=replace(a_company().connection, base_url="https://wecom.example.com:8443/x"))

    check = check_dns(found_out(a_surgery(company=company)))

    assert "wecom.example.com 解析出 2 个地址" in check.detail.zh
