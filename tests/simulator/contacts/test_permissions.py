"""What an app may call."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reconciler.simulator import HandError, Simulator, SimulatorError, WorldFileError
from reconciler.simulator.call import Needs
from reconciler.simulator.codes import Refusal
from reconciler.simulator.contacts.permissions import demand
from reconciler.simulator.world.apps import App, Callback, load_app
from reconciler.simulator.world.store import FILE, Store
from tests.simulator.scene import AGENT, CORP, a_caller, make_world

KEY = "simulatorKeysimulatorKeysimulatorKeysimulaA"
HEAD = "now: 2026-11-02\ncorps:\n- corp_id: ww1\n  people: [ann]\n"
APP = App(CORP, AGENT, "x", "self-built", "s", True, (1,), (), (), frozenset(), frozenset(), None)
ALL = frozenset({"customer", "documents"})
WORLD = f"""{HEAD}  archive: {{people: ann}}
  apps:
  - {{agent_id: 1, name: 建, areas: customer documents, secret: a}}
  - {{agent_id: 2, name: 档, kind: archive, secret: b}}
  - {{agent_id: 3, name: 客, kind: customer-contact, secret: c,
     callback: {{url: "http://127.0.0.1:9/x", token: T0, aes_key: {KEY}}}}}
"""


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[Store]:
    """A world with an archive, as its file."""
    with make_world(tmp_path, WORLD):
        store = Store(tmp_path / "world" / FILE)
        yield store
        store.close()


def code_of(store: Store, app: App, needs: Needs) -> int:
    """The refusal, or 0."""
    try:
        with store.transaction() as connection:
            demand(connection, app, needs, 60011)
    except Refusal as refusal:
        return refusal.code
    return 0


@pytest.mark.parametrize(
    ("app", "codes"),
    [
        pytest.param(APP, [0, 0, 48002, 0, 48002, 48002, 48002], id="self-built"),
        pytest.param(replace(APP, areas=ALL), [0, 0, 48002, 0, 0, 0, 48002], id="in-both-lists"),
        pytest.param(
            replace(APP, areas=ALL, departments=(2,)), [0, 0, 48002, 60011, 0, 60011, 48002], id="narrow-in-both"
        ),
        pytest.param(replace(APP, kind="contact-sync"), [0, 48009, 0, 48002, 48002, 48002, 48002], id="contact-sync"),
        pytest.param(replace(APP, kind="archive"), [48002] * 6 + [0], id="archive"),
        pytest.param(
            replace(APP, kind="archive", corp_id="elsewhere"), [48002] * 6 + [301053], id="archive-not-bought"
        ),
        pytest.param(
            replace(APP, kind="customer-contact"), [48002, 48002, 48002, 48002, 0, 48002, 48002], id="customer-contact"
        ),
    ],
)
def test_each_kind_of_secret_may_call_its_own_family_only(stored: Store, app: App, codes: list[int]) -> None:
    order = [
        Needs.ANYONE, Needs.DETAILS, Needs.SYNC, Needs.ROOT, Needs.CUSTOMER, Needs.DOCUMENTS, Needs.ARCHIVE
    ]  # fmt: skip

    found = [code_of(stored, app, needs) for needs in order]

    assert found == codes


def test_an_archive_that_is_switched_off_is_301053(tmp_path: Path) -> None:
    text = WORLD.replace("{people: ann}", "{enabled: false, people: ann}")
    with make_world(tmp_path, text):
        store = Store(tmp_path / "world" / FILE)

        code = code_of(store, replace(APP, kind="archive"), Needs.ARCHIVE)
        store.close()

    assert code == 301053


def test_areas_kinds_and_callbacks_come_from_the_world_file(stored: Store) -> None:
    with stored.transaction() as connection:
        apps = [load_app(connection, CORP, agent_id) for agent_id in (1, 2, 3)]

    assert [(app.kind, app.areas, app.callback) for app in apps if app] == [
        ("self-built", ALL, None),
        ("archive", frozenset(), None),
        ("customer-contact", frozenset(), Callback("http://127.0.0.1:9/x", "T0", KEY)),
    ]


def test_the_secret_of_a_kind(tmp_path: Path) -> None:
    with make_world(tmp_path, WORLD) as world:
        assert [world.secret_of_kind(CORP, kind) for kind in ("self-built", "archive", "customer-contact")] == [
            "a", "b", "c",
        ]  # fmt: skip
        with pytest.raises(SimulatorError):
            world.secret_of_kind(CORP, "contact-sync")


def test_the_archive_secret_gets_a_token_and_may_not_read_the_address_book(tmp_path: Path) -> None:
    with make_world(tmp_path, WORLD) as world:
        assert a_caller(world, "b").code("user/get", userid="ann") == 48002


def test_areas_and_callbacks_by_hand(world: Simulator) -> None:
    world.hands.grant_area(AGENT, "customer", corp=CORP)
    world.hands.grant_area(AGENT, "documents", corp=CORP)
    world.hands.revoke_area(AGENT, "customer", corp=CORP)
    world.hands.set_callback(AGENT, "http://127.0.0.1:9/", "T0", KEY, corp=CORP)
    world.hands.set_callback(AGENT, "", corp=CORP)

    apps = world.show()["corps"][0]["apps"]  # type: ignore[index]  # a list of corps

    assert [each["areas"] for each in apps if each["agent_id"] == AGENT] == [["documents"]]


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("grant-area", {"agent": "1000002", "area": "kitchen"}),
        ("grant-area", {"agent": "5", "area": "customer"}),
        ("set-callback", {"agent": "1000002", "url": "http://192.0.2.1/", "token": "T0", "aes_key": KEY}),
        ("set-callback", {"agent": "1000002", "url": "https://localhost/", "token": "T0", "aes_key": KEY}),
        ("set-callback", {"agent": "1000002", "url": "http://localhost/", "token": "T 0", "aes_key": KEY}),
        ("set-callback", {"agent": "1000002", "url": "http://localhost/", "token": "T0", "aes_key": "short"}),
    ],
)
def test_what_the_console_does_not_take(world: Simulator, name: str, arguments: dict[str, str]) -> None:
    with pytest.raises(HandError):
        world.hands.call(name, {**arguments, "corp": CORP})


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param(f"{HEAD}  apps: [{{agent_id: 1, areas: kitchen}}]\n", "corps[0].apps[0].areas", id="area"),
        pytest.param(f"{HEAD}  apps: [{{agent_id: 1, kind: x}}]\n", "corps[0].apps[0].kind", id="kind"),
        pytest.param(
            f"{HEAD}  apps: [{{agent_id: 1, callback: {{url: 'http://x/', token: T, aes_key: k}}}}]\n",
            "corps[0].apps[0].callback",
            id="callback",
        ),
        pytest.param(f"{HEAD}  archive: {{people: bob}}\n", "corps[0].archive.people", id="archive"),
    ],
)
def test_wrong_files_are_refused(tmp_path: Path, text: str, place: str) -> None:
    with pytest.raises(WorldFileError) as caught:
        make_world(tmp_path, text)

    assert caught.value.place == place
