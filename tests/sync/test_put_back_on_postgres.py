"""A township on PostgreSQL that was put back by its administrator begins a new life like one on SQLite."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import delete, update

from app.models.chain import ZERO
from app.models.tables import JournalHead, JournalLine
from sync.server import restoring
from sync.server.tables import KnownReplica
from tests.sync.lines import add_villagers, assert_equal, state_of
from tests.sync.stations import VILLAGE, Room, RunningTownship
from tests.sync.stores import ON_POSTGRES

MakeRoom = Callable[..., Room]

pytestmark = ON_POSTGRES


def test_what_a_database_lost_comes_back_from_the_rooms(
    township: RunningTownship, make_room: MakeRoom
) -> None:
    first, second = make_room("a"), make_room("b", pc_code="B1")
    for one in (first, second):
        one.enrol(township)
        one.sync()
    with township.register.reading() as session:
        head = session.get_one(JournalHead, VILLAGE)
        kept = (head.n, head.hash, head.seq)
        marks = {
            one.register.identity.replica_id: session.get_one(KnownReplica, one.register.identity.replica_id)
            for one in (first, second)
        }
    add_villagers(first, "王秀英", "𬸣建国")
    for one in (first, second):
        one.sync()
    with township.register.writing() as session:  # what putting an older dump back does to the logs
        session.execute(delete(JournalLine).where(JournalLine.site_code == VILLAGE, JournalLine.n > kept[0]))
        session.execute(
            update(JournalHead)
            .where(JournalHead.site_code == VILLAGE)
            .values(n=kept[0], hash=kept[1], seq=kept[2], applied=kept[0])
        )
        for replica_id, row in marks.items():
            session.execute(
                update(KnownReplica)
                .where(KnownReplica.replica_id == replica_id)
                .values(last_seq=row.last_seq, last_hash=row.last_hash or ZERO)
            )
        _forget_villagers(session)
        session.commit()
    before = state_of(second).epoch
    restoring.begin_life(township.township)
    for one in (second, first, second):
        one.sync()
    assert state_of(second).epoch != before
    assert state_of(second).digest_ok is True
    assert_equal(township, [first, second])


def _forget_villagers(session: object) -> None:
    from sqlalchemy.orm import Session

    from app.models import digests
    from app.models.tables import RecordMark, SearchEntry, Villager

    assert isinstance(session, Session)
    ids = list(session.connection().execute(Villager.__table__.select()).mappings())
    wanted = [row["id"] for row in ids]
    for table, column in ((Villager, "id"), (RecordMark, "record_id"), (SearchEntry, "record_id")):
        session.connection().execute(
            delete(table.__table__).where(table.__table__.c[column].in_(wanted))  # type: ignore[arg-type]
        )
    digests.forget(session, VILLAGE)
