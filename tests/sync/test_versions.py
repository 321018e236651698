"""Old and new programs in one township: nothing a newer one says is lost, misread, or overwritten by an older one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from math import inf

import pytest
from sqlalchemy import select

from app.errors import Refusal
from app.models import fold, lines, schemas, unread_lines
from app.models.base import Replicated
from app.models.lines import Line, decode, encode, said_again
from app.models.rejudging import rejudge
from app.models.tables import RECORD_TYPES, Inquiry, LineResult, Material, ServiceCase, UnreadLine, Villager
from app.models.verify import verify
from app.services import problems, synchronising
from sync.client.passes import PassReport, SyncPass
from sync.client.transport import BATCH_TYPE, HttpAnswer
from sync.server.exchange import exchange
from tests.models import rooms
from tests.sync.lines import (
    ACTOR,
    add_villagers,
    assert_equal,
    change,
    results,
    state_of,
    stored,
    tables,
    villager,
    written,
)
from tests.sync.stations import VILLAGE, Room, RunningTownship

MakeRoom = Callable[..., Room]


@contextmanager
def old_program() -> Iterator[None]:
    """A program of schema 1: it knows neither ``villager.liaison`` nor inquiries, and says schema 1 in its lines."""
    whole = fold._shape_of

    def narrower(model: type[Replicated]) -> fold._Shape:
        shape = whole(model)
        return shape._replace(known=shape.known - {"liaison"}) if model is Villager else shape

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(lines, "SCHEMA", 1)
        patched.setattr(fold, "_shape_of", narrower)
        patched.delitem(RECORD_TYPES, "inquiry")
        yield


@contextmanager
def lines_an_old_program_would_misread() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(lines, "MIN_READER", 2)
        yield


@dataclass
class ByHand:
    """Carries to a township whose program may be another than the room's."""

    township: RunningTownship
    is_old: bool
    room_is_old: bool = False
    certificate_pin: bytes = bytes(32)

    def post(
        self, _path: str, body: bytes, _content_type: str = BATCH_TYPE, *, at_most_s: float = inf
    ) -> HttpAnswer:
        with pytest.MonkeyPatch.context() as patched:
            if self.room_is_old and not self.is_old:  # back to today's while the township works
                patched.setattr(lines, "SCHEMA", TODAY)
                patched.setattr(fold, "_shape_of", WHOLE_SHAPE)
                patched.setitem(RECORD_TYPES, "inquiry", Inquiry)
                reply = exchange(self.township.township, body, with_root=True)
            elif self.is_old:
                with old_program():
                    reply = exchange(self.township.township, body, with_root=True)
            else:
                reply = exchange(self.township.township, body, with_root=True)
        return HttpAnswer(reply.status, reply.body)


TODAY, WHOLE_SHAPE = lines.SCHEMA, fold._shape_of


def sync(
    room: Room, township: RunningTownship, *, old: bool = False, old_township: bool = False
) -> PassReport:
    """One pass; ``old``: the room's program is of schema 1; ``old_township``: the township's is."""
    carrier = ByHand(township, is_old=old_township, room_is_old=old)
    work = SyncPass(room.register, room.clock, carrier, 5.0, lambda _seconds: None)
    if not old:
        return work.run()
    with old_program():
        return work.run()


@pytest.fixture
def second(make_room: MakeRoom, township: RunningTownship) -> Room:
    made = make_room("second", pc_code="B1")
    made.enrol(township)
    return made


def waiting(room: Room) -> int:
    with room.register.reading() as session:
        return unread_lines.counted(session, VILLAGE)


def unread(township: RunningTownship) -> list[UnreadLine]:
    with township.register.reading() as session:
        return list(session.scalars(select(UnreadLine)))


def test_a_field_an_old_pc_does_not_know_survives_its_edits_and_is_there_after_its_update(
    township: RunningTownship, room: Room, second: Room
) -> None:
    with room.register.write(ACTOR, room.clock) as unit:
        made = unit.add(Villager(name="王秀英", liaison="李干事", phone="13800000001"))
        unit.commit()
    sync(room, township)
    sync(second, township, old=True)
    with old_program():
        here = villager(second.register, made.id)
        assert here is not None and (here.phone, here.liaison) == ("13800000001", "")
        assert verify(second.register).problems == ()
        change(second, made.id, note="听力不好")
        assert decode(written(second.register)[-1]).schema == 1
    assert waiting(second) == 1
    sync(second, township, old=True)
    sync(room, township)
    for register in (room.register, township.register):
        found = villager(register, made.id)
        assert found is not None and (found.liaison, found.note) == ("李干事", "听力不好")
    assert rejudge(second.register, second.clock) == 1
    found = villager(second.register, made.id)
    assert found is not None and (found.liaison, found.note) == ("李干事", "听力不好")
    assert waiting(second) == 0
    sync(second, township)
    assert_equal(township, [room, second])


def test_between_programs_of_different_fields_no_digest_is_compared(
    township: RunningTownship, room: Room, second: Room
) -> None:
    with room.register.write(ACTOR, room.clock) as unit:
        unit.add(Villager(name="王秀英", liaison="李干事"))
        unit.commit()
    sync(room, township)
    sync(second, township, old=True)
    assert state_of(second).digest_ok is None
    rejudge(second.register, second.clock)
    sync(second, township)
    assert state_of(second).digest_ok is True


def test_a_record_type_an_old_pc_does_not_know_waits_for_its_update(
    township: RunningTownship, room: Room, second: Room
) -> None:
    with room.register.write(ACTOR, room.clock) as unit:
        made = unit.add(
            Inquiry(
                asked_at=room.clock.now(),
                asked_on=date(2026, 11, 23),
                name="王秀英",
                topic="医保",
                first_asked="",
            )
        )
        unit.commit()
    sync(room, township)
    sync(second, township, old=True)
    with old_program():
        assert waiting(second) == 1
        assert verify(second.register).problems == ()
    rejudge(second.register, second.clock)
    with second.register.reading() as session:
        assert session.get_one(Inquiry, (VILLAGE, made.id)).topic == "医保"
    for one in (second, room):
        sync(one, township)
    assert_equal(township, [room, second])


def test_what_an_old_pc_may_not_read_is_shown_and_not_changed_until_its_update(
    township: RunningTownship, room: Room, second: Room
) -> None:
    (shared,) = add_villagers(room, "王秀英")
    for one in (room, second):
        sync(one, township)
    with lines_an_old_program_would_misread():
        change(room, shared, phone="13800000001")
    assert decode(written(room.register)[-1]).min_reader == 2
    sync(room, township)
    sync(second, township, old=True)
    with old_program():
        here = villager(second.register, shared)
        assert here is not None and here.phone == ""
        with pytest.raises(Refusal, match="请先升级程序") as refused:
            change(second, shared, note="听力不好")
        assert refused.value.code == "too-new"
        add_villagers(second, "李建国")  # everything else goes on
        assert synchronising.status(second.register).unread == 1
    sync(second, township, old=True)
    rejudge(second.register, second.clock)
    change(second, shared, note="听力不好")
    for one in (second, room):
        sync(one, township)
    assert_equal(township, [room, second])
    assert synchronising.status(second.register).unread == 0


def test_an_old_township_takes_newer_lines_in_after_its_update_in_feed_order(
    township: RunningTownship, room: Room, second: Room
) -> None:
    (shared,) = add_villagers(room, "王秀英")
    for one in (room, second):
        sync(one, township)
    with lines_an_old_program_would_misread():
        change(room, shared, phone="13800000001")
    change(second, shared, phone="13800000002")
    for one in (room, second, room):
        sync(one, township, old_township=True)
    with old_program():
        assert [one.code for one in results(township.register)] == ["too-new"]
        there = villager(township.register, shared)
        assert there is not None and there.phone == "13800000002"
        assert verify(township.register).problems == ()
    assert [one.code for one in problems.listed(room.register)] == ["too-new"]
    assert rejudge(township.register, township.clock) == 1
    for one in (room, second):
        sync(one, township)
    there = villager(township.register, shared)
    assert there is not None and there.phone == "13800000001"
    assert_equal(township, [room, second])
    assert problems.listed(room.register) == ()
    (told,) = problems.listed(second.register)
    assert (told.code, told.kept_value, told.late_value) == ("conflict", "138****0001", "138****0002")
    assert unread(township) == []


def test_parts_of_a_case_that_came_before_the_township_could_read_the_case_are_taken_in_too(
    township: RunningTownship, room: Room
) -> None:
    with lines_an_old_program_would_misread(), room.register.write(ACTOR, room.clock) as unit:
        case = rooms.add_case(unit, room.clock, number="101201-261124-A1-001V")
        unit.commit()
    with room.register.write(ACTOR, room.clock) as unit:
        unit.add(Material(case_id=case.id, name="户口簿"))
        unit.commit()
    sync(room, township, old_township=True)
    with township.register.reading() as session:
        assert session.scalars(select(ServiceCase)).all() == []
        codes = {one.code for one in session.scalars(select(LineResult))}
    assert codes == {"too-new", "bad-change"}
    rejudge(township.register, township.clock)
    sync(room, township)
    assert_equal(township, [room])
    assert {one.code for one in results(room.register)} == {"ok"}
    assert problems.listed(room.register) == ()


def test_an_updated_township_judges_again_when_it_is_opened(township: RunningTownship, room: Room) -> None:
    (shared,) = add_villagers(room, "王秀英")
    with lines_an_old_program_would_misread():
        change(room, shared, phone="13800000001")
    sync(room, township, old_township=True)
    with township.offline():
        pass
    there = villager(township.register, shared)
    assert there is not None and there.phone == "13800000001"
    assert verify(township.register).problems == ()


def test_lines_four_schemas_old_go_through_a_step_a_schema_and_older_ones_too(
    township: RunningTownship, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A township of schema 7, where schema 5 renamed ``telephone`` to ``phone``, and lines of schemas 1 and 3."""

    def renamed(record_type: str, fields: Mapping[str, object]) -> dict[str, object]:
        return {("phone" if name == "telephone" else name): value for name, value in fields.items()}

    (shared,) = add_villagers(room, "王秀英")
    monkeypatch.setattr(lines, "SCHEMA", 7)
    monkeypatch.setattr(schemas, "STEPS", {n: renamed if n == 4 else schemas.STEPS[1] for n in range(1, 7)})
    for schema, number in ((1, "13800000001"), (3, "13800000002")):
        line = Line(1, "a" * 32, shared, "villager", "put", 0, {"telephone": number}, "0.0", 0, "", schema)
        read = schemas.read(encode(line))
        assert (read.f, read.schema) == ({"phone": number}, 7)
    sync(room, township)
    assert {decode(raw).schema for raw in stored(township, room.register.identity.replica_id)} == {2}
    assert_equal(township, [room])


def test_a_line_a_step_cannot_take_is_kept_as_one_that_cannot_be_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def strict(_record_type: str, fields: Mapping[str, object]) -> dict[str, object]:
        return {"name": fields["named"]}

    monkeypatch.setattr(schemas, "STEPS", {1: strict})
    line = Line(1, "a" * 32, "b" * 32, "villager", "put", 0, {"name": "王秀英"}, "0.0", 0, "", 1)
    with pytest.raises(Refusal) as refused:
        schemas.read(encode(line))
    assert refused.value.code == "bad-change"


def test_a_line_said_again_keeps_whatever_a_newer_program_said_in_it() -> None:
    raw = b'{"seq":4,"id":"x","rec":"y","t":"villager","f":{"later":1},"min_reader":9,"new_word":[1,2]}'
    again = said_again(raw, 7, "z")
    assert (
        again
        == b'{"seq":7,"id":"z","rec":"y","t":"villager","f":{"later":1},"min_reader":9,"new_word":[1,2]}'
    )


def test_another_operation_than_put_waits_for_a_program_that_knows_it(
    township: RunningTownship, room: Room, second: Room
) -> None:
    line = Line(1, "a" * 32, "b" * 32, "villager", "erase", 0, {"name": ""}, "0.0", 0, "", 3)
    assert fold.too_new(line) == "operation erase"


def test_tables_of_all_stay_what_their_logs_say(township: RunningTownship, room: Room, second: Room) -> None:
    """Old room, new room, new township, back and forth, then the update."""
    with room.register.write(ACTOR, room.clock) as unit:
        made = unit.add(Villager(name="王秀英", liaison="李干事"))
        unit.commit()
    sync(room, township)
    sync(second, township, old=True)
    for number in range(3):
        with old_program():
            change(second, made.id, note=f"第{number}次")
        change(room, made.id, liaison=f"第{number}任", tags="低保")
        for one in (second, room):
            sync(one, township, old=one is second)
        with old_program():
            assert verify(second.register).problems == ()
        assert verify(room.register).problems == verify(township.register).problems == ()
    rejudge(second.register, second.clock)
    for one in (room, second, room):
        sync(one, township)
    assert tables(room.register) == tables(second.register)
    assert_equal(township, [room, second])
