"""The township's command line as it is used: every command works while the server runs, and a kill loses nothing."""

from __future__ import annotations

import contextlib
import json
import random
import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from app import assets
from app.clock import SystemClock
from app.domain.cases import Tier
from app.errors import Refusal
from app.models.calendars import working_calendar
from app.services import agents, catalogues, items
from app.services.catalogue_signatures import Standing
from app.services.desk import Desk
from sync.client.enrolling import enrol
from sync.client.passes import SyncPass
from sync.client.transport import HttpCarrier
from sync.server.township import open_township
from tests.sync.child import ServingChild, ask
from tests.sync.lines import add_villagers, state_of, written
from tests.sync.stations import OTHER_VILLAGE, PASSPHRASE, VILLAGE, Faulty, Room

MakeRoom = Callable[..., Room]


@pytest.fixture
def home(tmp_path: Path, founded: Path) -> Path:
    return Path(shutil.copytree(founded, tmp_path / "township"))


@pytest.fixture
def serving(home: Path) -> Iterator[ServingChild]:
    child = ServingChild(home)
    child.start()
    yield child
    child.kill()


def wait_a_little(seconds: float) -> None:
    threading.Event().wait(seconds)


def sync(room: Room, give_up_s: float = 20.0, at_first_batch: Callable[[], None] | None = None) -> None:
    """One pass; ``at_first_batch`` happens as its first batch leaves."""

    def leave(count: int, body: bytes) -> bytes:
        if count == 1 and at_first_batch:
            at_first_batch()
        return body

    state = state_of(room)
    with HttpCarrier(state.url, bytes.fromhex(state.certificate_pin)) as carrier:
        SyncPass(room.register, room.clock, Faulty(carrier, leave), give_up_s, wait_a_little).run()


def test_a_township_from_nothing_to_its_first_village(tmp_path: Path, make_room: MakeRoom) -> None:
    home = tmp_path / "new"
    assert ask(home, "init", "--code", "620902101", "--name", "下河清镇")["code"] == "620902101000"
    assert ask(home, "add-site", "--code", VILLAGE, "--name", "槐树村")["code"] == VILLAGE
    assert ask(home, "publish-catalogue", "--sample") == {
        "version": "sample-2026-2",
        "items": 117,
        "sites": 1,
    }
    child = ServingChild(home)
    child.start()
    try:
        room = make_room("a")
        enrol(room.register, child.url, ask(home, "enrol-code", "--site", VILLAGE)["code"])
        add_villagers(room, "王秀英")
        sync(room)
        (site,) = ask(home, "status")["sites"]
        assert (site["code"], site["cases"], site["name"]) == (VILLAGE, 0, "槐树村")
        assert site["entries"] == len(written(room.register)) and site["last_contact"]
        assert ask(home, "verify")["ok"] is True
        ask(home, "add-site", "--code", "620902101202", "--name", "柳林村")
        assert [site["entries"] for site in ask(home, "status")["sites"]][1] == 0  # no PC of its own yet
    finally:
        child.kill()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["init", "--code", "620902101", "--name", "下河清镇"], "room-exists"),
        (["add-site", "--code", "620902101", "--name", "镇"], "site-code"),
        (["add-site", "--code", "62", "--name", "村"], "site-code"),
        (["add-site", "--code", "620902101205", "--name", "槐" * 300], "name-too-long"),
        (["add-site", "--code", "620902101205", "--name", "槐\u202e树"], "text-bidi"),
        (["add-site", "--code", "620902101205", "--name", " "], "name-empty"),
        (["enrol-code", "--site", "620902101299"], "no-site"),
        (["event", "101201-261122-A1-007K", "received"], ""),
        (["event", "101201-261122-A1-007K", "nonsense"], "unknown-event"),
        (["event", "101201-261122-A1-007K", "received", "--data", "[]"], "data"),
        (["publish-catalogue", "/nothing/here.json"], "file"),
        (["serve", "--plain-http", "--host", "0.0.0.0"], "plain-http"),
        (["serve", "--plain-http", "--host", "example.invalid"], "plain-http"),
        (["serve", "--port", "0", "--host", "a name that is none"], "host"),
        (["status", "--db", "no address"], "database-url"),
        (["status", "--db", "postgresql+psycopg://nobody@127.0.0.1:1/none"], "database"),
    ],
)
def test_a_refused_command_says_why_and_ends_with_one(home: Path, words: list[str], code: str) -> None:
    said = ask(home, *words, expected=1)
    assert said["error"] and (not code or said["code"] == code)


def test_the_space_for_scans_is_told_and_set(home: Path) -> None:
    sites = [{"code": code, "used_bytes": 0} for code in (VILLAGE, OTHER_VILLAGE)]
    assert ask(home, "scan-space") == {"most_gb": 8, "sites": sites}
    assert ask(home, "scan-space", "12")["most_gb"] == 12
    assert ask(home, "scan-space")["most_gb"] == 12


def test_a_wrong_passphrase_opens_nothing(home: Path) -> None:
    assert ask(home, "status", expected=1, passphrase="不对")["code"] == "wrong-passphrase"
    assert ask(home, "status", expected=1, passphrase="")["code"] == "passphrase-needed"


def test_a_server_killed_at_any_moment_loses_nothing_that_it_acknowledged(
    serving: ServingChild, make_room: MakeRoom
) -> None:
    moments = random.Random(20261122)
    room = make_room("a")
    enrol(room.register, serving.url, ask(serving.home, "enrol-code", "--site", VILLAGE)["code"])
    for round_no in range(3):
        add_villagers(room, *(f"村民{round_no}-{number}" for number in range(400)), note="腿脚不便。" * 40)
        killer = threading.Timer(moments.uniform(0.0, 0.2), serving.kill)
        with contextlib.suppress(Refusal):  # the kill came in the middle, or just after the pass
            sync(room, give_up_s=-1.0, at_first_batch=killer.start)
        killer.join()
        acknowledged = state_of(room).acked_seq
        serving.start()
        assert acknowledged <= last_received(serving.home, room)
    sync(room)
    assert state_of(room).applied_seq == len(written(room.register))
    assert ask(serving.home, "verify")["ok"] is True


def last_received(home: Path, room: Room) -> int:
    from sync.server.tables import KnownReplica

    township = open_township(home, SystemClock(), passphrase=PASSPHRASE)
    try:
        with township.register.reading() as session:
            return session.get_one(KnownReplica, room.register.identity.replica_id).last_seq
    finally:
        township.register.close()


def test_working_days_and_powers_reach_every_village(home: Path, make_room: MakeRoom, tmp_path: Path) -> None:
    ask(home, "publish-catalogue", "--sample")
    year = tmp_path / "2027.json"
    table = json.loads(assets.text("calendar", "2027.json")) | {"published": True}
    year.write_text(json.dumps(table), encoding="utf-8")
    assert ask(home, "publish-calendar", str(year)) == {"year": 2027, "sites": 2}
    moved = ask(home, "move-power", "MZ02", "--from", "2026-01-01", "--form", "委托", "--document", "1号")
    assert moved == {"item": "MZ02", "to": "village", "sites": 2}
    assert ask(home, "move-power", "MZ08", "--from", "2026-01-01", expected=1)["code"] == "power-tier"
    assert ask(home, "move-power", "XX", "--from", "2026-01-01", expected=1)["code"] == "unknown-item"
    until = ["--from", "2026-01-02", "--until", "2026-01-01"]
    assert ask(home, "move-power", "MZ02", *until, expected=1)["code"] == "power-dates"
    child = ServingChild(home)
    child.start()
    try:
        room = make_room("a")
        enrol(room.register, child.url, ask(home, "enrol-code", "--site", VILLAGE)["code"])
        sync(room)
    finally:
        child.kill()
    item = items.in_force(room.register, room.clock).item("MZ02")
    assert item is not None and item.tier is Tier.VILLAGE
    (version,) = catalogues.versions(room.register, room.clock)
    assert version.standing is Standing.SIGNED and version.published_by is Tier.TOWNSHIP
    with room.register.reading() as session:
        assert not working_calendar(session, VILLAGE).is_provisional(date(2027, 1, 4))
    desk = Desk(room.register, agents.first_actor(room.register), room.clock)
    with pytest.raises(Refusal) as refusal:
        catalogues.publish(desk, catalogues.published_now(room.register, room.clock))
    assert refusal.value.code == "catalogue-from-above"


def test_a_promise_beyond_the_law_is_not_published(home: Path, tmp_path: Path) -> None:
    document = json.loads(assets.text("catalogue", "sample.json"))
    document["items"][0]["statutory_days"] = 1
    file = tmp_path / "wrong.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    assert ask(home, "publish-catalogue", str(file), expected=1)["code"] == "catalogue-not-publishable"
