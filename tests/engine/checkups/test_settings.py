"""Webhooks, callback, code host, age of the secrets, package."""

from collections.abc import Mapping
from datetime import date

import pytest

from reconciler.engine.checkups.settings import (
    check_age,
    check_callback,
    check_code_host,
    check_package,
    check_webhooks,
)
from reconciler.errors import SourceError, UnreachableError
from reconciler.model.checkup import Granted, PackageFacts, State
from reconciler.model.company import Callback
from reconciler.text import Text
from tests.builders import a_company, a_spec
from tests.engine.checkups.consulted import UNREACHABLE, a_surgery, found_out

KEY = "0f0f0f0f-1111-4222-8333-444455556666"
ADDRESS = f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={KEY}"
BIDS = a_spec("bids", webhook_env="WEBHOOK_BIDS")
DUTY = a_spec("duty", webhook_env="WEBHOOK_DUTY")


@pytest.mark.parametrize(("variables", "state", "words"), [
    pytest.param({"WEBHOOK_BIDS": ADDRESS, "WEBHOOK_DUTY": KEY}, State.OK, "none was sent", id="address-and-key"),
    pytest.param({"WEBHOOK_BIDS": ADDRESS}, State.FAILURE, "Not set: WEBHOOK_DUTY", id="one-not-set"),
    pytest.param({"WEBHOOK_BIDS": "see wiki", "WEBHOOK_DUTY": KEY}, State.FAILURE,
                 "No webhook address: WEBHOOK_BIDS", id="no-key"),
    pytest.param({"WEBHOOK_BIDS": f"{ADDRESS}&x=1", "WEBHOOK_DUTY": ""}, State.FAILURE,
                 "Not set: WEBHOOK_DUTY. No webhook address: WEBHOOK_BIDS", id="both"),
])  # fmt: skip
def test_webhooks_are_set_and_look_like_one(variables: Mapping[str, str], state: State, words: str) -> None:
    check = check_webhooks(found_out(a_surgery(BIDS, DUTY, variables=variables)))

    assert check.state is state
    assert words in check.detail.en
    assert [value for value in variables.values() if value and value in f"{check}"] == []


def test_without_webhooks_there_is_nothing_to_look_at() -> None:
    assert check_webhooks(found_out()).state is State.NOT_CHECKED


CALLBACK = a_company(callback=Callback("https://hooks.example.com/wecom", "CALLBACK_TOKEN", "CALLBACK_KEY"))
FORMS = {"CALLBACK_TOKEN": "SimToken01", "CALLBACK_KEY": "simulatorKeysimulatorKeysimulatorKeysimulaA"}


def test_without_a_callback_nothing_is_asked_of_it() -> None:
    assert check_callback(found_out()).state is State.NOT_CHECKED


@pytest.mark.parametrize(("variables", "answer", "state", "words"), [
    pytest.param(FORMS, True, State.OK, "from here", id="answers"),
    pytest.param(FORMS, UNREACHABLE, State.FAILURE, "reached", id="no-connection"),
    pytest.param(FORMS, None, State.NOT_CHECKED, "Simulated", id="simulated"),
    pytest.param({}, True, State.FAILURE, "CALLBACK_TOKEN, CALLBACK_KEY", id="not-set"),
    pytest.param({**FORMS, "CALLBACK_KEY": "short"}, True, State.FAILURE, "form: CALLBACK_KEY", id="key-too-short"),
])  # fmt: skip
def test_a_callback_has_its_secrets_and_takes_a_connection(
    variables: Mapping[str, str], answer: bool | UnreachableError | None, state: State, words: str
) -> None:
    check = check_callback(found_out(a_surgery(company=CALLBACK, variables=variables), callback=answer))

    assert check.state is state
    assert words in check.detail.en


@pytest.mark.parametrize(("variables", "granted", "state", "words"), [
    pytest.param({}, None, State.NOT_CHECKED, "Not set: GITHUB_TOKEN, GH_TOKEN.", id="none"),
    pytest.param({"GH_TOKEN": "ghp_Zq7"}, None, State.NOT_CHECKED, "simulated", id="simulated"),
    pytest.param({"GH_TOKEN": "ghp_Zq7"}, UNREACHABLE, State.NOT_CHECKED, "GH_TOKEN is set.", id="no-answer"),
    pytest.param({"GH_TOKEN": "ghp_Zq7"}, Granted(accepted=False), State.WARNING, "refused", id="refused"),
    pytest.param({"GITHUB_TOKEN": "ghs_Zq7"}, Granted(accepted=True), State.OK, "not listed", id="job-token"),
    pytest.param({"GH_TOKEN": "ghp_Zq7"}, Granted(True, ("repo", "gist")), State.OK, "repo, gist", id="enough"),
    pytest.param({"GH_TOKEN": "ghp_Zq7"}, Granted(True, ("gist",)), State.WARNING, "lacks the scope", id="too-little"),
])  # fmt: skip
def test_the_code_hosts_token_is_taken_and_may_comment(
    variables: Mapping[str, str], granted: Granted | UnreachableError | None, state: State, words: str
) -> None:
    check = check_code_host(found_out(a_surgery(variables=variables), granted=granted))

    assert check.state is state
    assert words in check.detail.en
    assert "Zq7" not in f"{check}"


@pytest.mark.parametrize(("rotated", "state"), [
    pytest.param(None, State.NOT_CHECKED, id="unknown"),
    pytest.param(date(2026, 11, 18), State.OK, id="today"),
    pytest.param(date(2026, 5, 22), State.OK, id="180-days"),
    pytest.param(date(2026, 5, 21), State.WARNING, id="181-days"),
    pytest.param(date(2026, 11, 19), State.WARNING, id="tomorrow"),
])  # fmt: skip
def test_old_secrets_are_warned_about(rotated: date | None, state: State) -> None:
    seen = found_out(a_surgery(company=a_company(secrets_rotated=rotated)))

    assert check_age(seen).state is state


@pytest.mark.parametrize(("facts", "state", "words"), [
    pytest.param(PackageFacts("1.2.3"), State.OK, "1.2.3", id="one-version"),
    pytest.param(PackageFacts("1.2.3", "schemas", ("group.schema.json",)), State.WARNING, "group.schema.json",
                 id="editors-use-others"),
    pytest.param(PackageFacts("1.2.3", formats=("plan",)), State.FAILURE, "plan", id="formats-differ"),
    pytest.param(SourceError(Text("找不到。", "Nowhere.")), State.FAILURE, "Nowhere", id="no-schemas"),
])  # fmt: skip
def test_package_and_schemas_are_of_one_version(facts: PackageFacts | SourceError, state: State, words: str) -> None:
    check = check_package(found_out(a_surgery(package=facts)))

    assert check.state is state
    assert words in check.detail.en
