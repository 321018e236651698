"""What every released version sent is taken in by today's program, byte for byte and with the same meaning."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.clock import SetClock
from app.models import lines, outbox, schemas
from app.models.register import Register
from app.models.tables import CaseStatus, JournalLine, ServiceCase, SyncState
from app.models.verify import verify
from sync.client.kept_answers import keep_answer
from sync.protocol.answers import OpenedAnswer, unseal_answer
from sync.protocol.envelope import read_header, unseal
from sync.server.exchange import exchange
from sync.server.township import Township, open_township
from tests.sync.lines import villager
from tests.sync.stations import Room

RECORDED = Path(__file__).parent / "recorded"
VERSIONS = sorted(folder.name for folder in RECORDED.iterdir() if folder.is_dir())


class Recording:
    """What one version left behind."""

    def __init__(self, name: str) -> None:
        self.folder = RECORDED / name
        self.schema = int(name.removeprefix("schema-"))
        self.facts: dict[str, Any] = json.loads((self.folder / "facts.json").read_text(encoding="utf-8"))

    @property
    def pushes(self) -> list[bytes]:
        return [place.read_bytes() for place in sorted(self.folder.glob("push-*.dbn"))]

    def township(self, tmp_path: Path, clock: SetClock) -> Township:
        home = tmp_path / "township"
        shutil.copytree(self.folder / "township", home)
        return open_township(home, clock, passphrase=self.facts["passphrase"])

    def feed(self) -> OpenedAnswer:
        key = bytes.fromhex(self.facts["server_public"])
        return unseal_answer((self.folder / "feed.dbn").read_bytes(), lambda _header: key)


@pytest.fixture(params=VERSIONS)
def recording(request: pytest.FixtureRequest) -> Recording:
    return Recording(request.param)


def test_every_schema_up_to_ours_is_recorded() -> None:
    assert {Recording(name).schema for name in VERSIONS} == set(range(schemas.FIRST, lines.SCHEMA + 1))


def test_every_schema_below_ours_has_its_step() -> None:
    assert set(schemas.STEPS) == set(range(schemas.FIRST, lines.SCHEMA))


def assert_came_out(register: Register, recording: Recording) -> None:
    for villager_id, fields in recording.facts["villagers"].items():
        found = villager(register, villager_id, recording.facts["site"])
        assert found is not None
        assert {name: getattr(found, name) for name in fields} == fields
    with register.reading() as session:
        case = session.scalars(select(ServiceCase)).one()
        status = session.scalars(select(CaseStatus)).one()
    assert (case.case_no, status.state) == (recording.facts["case_no"], "in_progress")
    assert verify(register).problems == ()


def test_a_recorded_batch_is_stored_as_it_came_and_applied(
    recording: Recording, tmp_path: Path, clock: SetClock
) -> None:
    township = recording.township(tmp_path, clock)
    sent: list[bytes] = []
    for wire in recording.pushes:
        assert exchange(township, wire).status == 200
        key = bytes.fromhex(_key_of(township, read_header(wire).sender))
        sent += unseal(wire, lambda _header, key=key: key).lines  # type: ignore[misc]
    with township.register.reading() as session:
        rows = session.execute(
            select(JournalLine.raw, JournalLine.result)
            .where(JournalLine.replica_id == recording.facts["replica_id"])
            .order_by(JournalLine.seq)
        ).all()
    assert [raw for raw, _result in rows] == sent
    assert {lines.decode(raw).schema for raw in sent} == {recording.schema}
    assert {result for _raw, result in rows} == {"ok"}
    assert_came_out(township.register, recording)
    township.register.close()


def _key_of(township: Township, replica_id: str) -> str:
    from sync.server.tables import KnownReplica

    with township.register.reading() as session:
        return session.get_one(KnownReplica, replica_id).signing_public


def test_a_recorded_feed_is_taken_in_by_a_room_of_today(
    recording: Recording, make_room: Callable[..., Room]
) -> None:
    room = make_room("today")
    with room.register.writing() as session:
        outbox.keep_township(
            session,
            SyncState(
                url="https://127.0.0.1:8443",
                server_replica_id=recording.facts["server_id"],
                server_public_key=recording.facts["server_public"],
            ),
        )
        session.commit()
    opened = recording.feed()
    keep_answer(room.register, room.clock, opened)
    assert_came_out(room.register, recording)
