"""How old every backup is, a room's and the server's own, is known at the township."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.services import backups
from sync.server import backup_ages, incidents, upkeep
from sync.server.tables import SyncIncident
from tests.sync.stations import VILLAGE, Room, RunningTownship

MakeRoom = Callable[..., Room]


def test_the_township_knows_when_each_pc_of_a_room_made_its_newest_backup(
    township: RunningTownship, room: Room, make_room: MakeRoom, tmp_path: Path
) -> None:
    second = make_room("second", pc_code="B1")
    second.enrol(township)
    second.sync()
    assert backup_ages.of_rooms(township.township, [VILLAGE]) == {}
    backups.back_up_room(room.register, tmp_path / "stick", room.clock)
    room.clock.advance(hours=3)
    backups.back_up_room(room.register, tmp_path / "stick", room.clock)
    newest = room.clock.now()
    room.clock.advance(days=2)
    room.sync()
    assert backup_ages.of_rooms(township.township, [VILLAGE]) == {(VILLAGE, "A1"): newest}
    assert backup_ages.of_rooms(township.township, []) == {}


def test_a_run_that_ends_badly_is_an_incident_and_the_good_one_before_is_remembered(
    township: RunningTownship,
) -> None:
    there, clock = township.township, township.clock
    assert backup_ages.of_server(there) is None
    with township.register.writing() as session:
        upkeep.begun(session, clock, upkeep.BACKUP)
        upkeep.ended(session, clock, upkeep.BACKUP, ok=True, file="daiban.backup")
        session.commit()
    good_at = clock.now()
    clock.advance(days=1)
    with township.register.writing() as session:
        upkeep.begun(session, clock, upkeep.BACKUP)
        session.commit()
    assert not upkeep.standings(there)[upkeep.BACKUP].failed
    with township.register.writing() as session:
        upkeep.ended(session, clock, upkeep.BACKUP, ok=False, why="disk-full")
        session.commit()
    found = upkeep.standings(there)[upkeep.BACKUP]
    assert found.failed and found.good_at == good_at == backup_ages.of_server(there)
    assert [one.kind for one in recent(township)] == ["backup-failed"]


def recent(township: RunningTownship) -> list[SyncIncident]:
    with township.register.reading() as session:
        return list(incidents.recent(session))
