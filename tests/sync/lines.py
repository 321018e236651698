"""Writing lines in tests and looking at both ends of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from app.models import outbox
from app.models.base import wire_value
from app.models.register import Register
from app.models.tables import RECORD_TYPES, JournalLine, LineResult, SyncState, Villager
from app.models.verify import verify
from sync.server.tables import KnownReplica
from tests.sync.stations import VILLAGE, Room, RunningTownship

ACTOR = "a" * 32


def add_villagers(room: Room, *names: str, note: str = "") -> list[str]:
    """One line a name; the new records' ids. A long ``note`` makes long lines."""
    with room.register.write(ACTOR, room.clock) as unit:
        made = [unit.add(Villager(name=name, note=note)) for name in names]
        unit.commit()
    return [one.id for one in made]


def change(room: Room, villager_id: str, **fields: object) -> None:
    with room.register.write(ACTOR, room.clock) as unit:
        villager = unit.get(Villager, villager_id)
        assert villager is not None
        for name, value in fields.items():
            setattr(villager, name, value)
        unit.commit()


def villager(register: Register, villager_id: str, site: str = VILLAGE) -> Villager | None:
    with register.reading() as session:
        return session.get(Villager, (site, villager_id))


def written(register: Register) -> list[bytes]:
    """The room's own lines, in order."""
    with register.reading() as session:
        query = select(JournalLine.raw).where(JournalLine.replica_id == register.identity.replica_id)
        return list(session.scalars(query.order_by(JournalLine.seq)))


def stored(township: RunningTownship, replica_id: str) -> list[bytes]:
    """What the township holds of one PC, in feed order."""
    with township.register.reading() as session:
        query = select(JournalLine.raw).where(JournalLine.replica_id == replica_id)
        return list(session.scalars(query.order_by(JournalLine.n)))


def state_of(room: Room) -> SyncState:
    with room.register.reading() as session:
        state = outbox.township_of(session)
    assert state is not None
    return state


def replica_of(township: RunningTownship, room: Room) -> KnownReplica:
    with township.register.reading() as session:
        return session.get_one(KnownReplica, room.register.identity.replica_id)


def results(register: Register) -> list[LineResult]:
    with register.reading() as session:
        return list(session.scalars(select(LineResult).order_by(LineResult.ver)))


def tables(register: Register, site: str = VILLAGE) -> dict[tuple[str, str], dict[str, Any]]:
    """Every replicated record of a site, field by field."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    with register.reading() as session:
        for word, model in RECORD_TYPES.items():
            for row in session.scalars(select(model).where(model.site_code == site)):
                values = {name: wire_value(getattr(row, name)) for name in row.field_names()}
                found[(word, row.id)] = values | {"ver": row.ver}
    return found


def assert_equal(township: RunningTownship, rooms: Sequence[Room]) -> None:
    """Township and rooms hold the same lines and the same records, and each register proves itself."""
    for room in rooms:
        replica_id = room.register.identity.replica_id
        assert stored(township, replica_id) == written(room.register)
        assert tables(room.register) == tables(township.register)
        assert verify(room.register).problems == ()
    assert verify(township.register).problems == ()
