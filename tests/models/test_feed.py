"""The second door, on both sides: a township folds what it received, a room folds the township's feed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.clock import SetClock
from app.models import journal
from app.models.application import apply_received
from app.models.feed import TOWNSHIP as TOWNSHIP_PEER
from app.models.feed import FeedLine, OwnLines, take_feed
from app.models.lines import decode
from app.models.register import Register
from app.models.tables import (
    CaseEvent,
    CaseStatus,
    JournalLine,
    LineResult,
    ServiceCase,
    SyncState,
    Villager,
)
from app.models.verify import verify
from tests.models.rooms import TOWNSHIP, VILLAGE, add_case, add_villager, line, new_register

STRANGER = "ab" * 16


@pytest.fixture
def township(tmp_path: Path) -> Iterator[Register]:
    register = new_register(tmp_path / "township", TOWNSHIP)
    yield register
    register.close()


@pytest.fixture
def room(tmp_path: Path, township: Register) -> Iterator[Register]:
    register = new_register(tmp_path / "room")
    know(register, township)
    yield register
    register.close()


@pytest.fixture
def second_room(tmp_path: Path, township: Register) -> Iterator[Register]:
    register = new_register(tmp_path / "second", pc_code="A2")
    know(register, township)
    yield register
    register.close()


def know(room: Register, township: Register) -> None:
    with room.writing() as session:
        session.add(SyncState(peer=TOWNSHIP_PEER, server_replica_id=township.identity.replica_id))
        session.commit()


def receive(township: Register, replica_id: str, raws: list[bytes]) -> None:
    """What the receipt transaction does, without the network around it."""
    with township.writing() as session:
        head = journal.locked_head(session, VILLAGE, township.identity.replica_id)
        lines = [decode(raw) for raw in raws]
        journal.append(
            session,
            head,
            [
                journal.NewLine(replica_id, one.seq, one.t, one.rec, raw)
                for one, raw in zip(lines, raws, strict=True)
            ],
        )
        session.commit()


def push(room: Register, township: Register, clock: SetClock) -> None:
    with room.writing() as session:
        state = session.get_one(SyncState, TOWNSHIP_PEER)
        lines = session.scalars(
            select(JournalLine)
            .where(JournalLine.replica_id == room.identity.replica_id, JournalLine.seq > state.acked_seq)
            .order_by(JournalLine.seq)
        ).all()
        if lines:
            receive(township, room.identity.replica_id, [one.raw for one in lines])
            state.acked_seq = state.applied_seq = lines[-1].seq
        session.commit()
    apply_received(township, VILLAGE, clock)


def pull(room: Register, township: Register) -> None:
    with township.reading() as session:
        lines = session.scalars(
            select(JournalLine).where(JournalLine.site_code == VILLAGE).order_by(JournalLine.n)
        ).all()
    items: list[FeedLine | OwnLines] = [
        OwnLines(one.n, one.n, one.seq)
        if one.replica_id == room.identity.replica_id
        else FeedLine(one.n, one.replica_id, one.raw)
        for one in lines
    ]
    with room.writing() as session:
        take_feed(session, VILLAGE, room.identity.replica_id, items)
        session.commit()


def sync(room: Register, township: Register, clock: SetClock) -> None:
    push(room, township, clock)
    pull(room, township)


def records(register: Register, model: Any) -> dict[str, dict[str, Any]]:
    with register.reading() as session:
        rows = session.scalars(select(model).where(model.site_code == VILLAGE))
        return {row.id: {name: getattr(row, name) for name in model.field_names()} for row in rows}


def change(register: Register, clock: SetClock, villager_id: str, **fields: Any) -> None:
    with register.write("a", clock) as unit:
        villager = unit.get(Villager, villager_id)
        assert villager is not None
        for name, value in fields.items():
            setattr(villager, name, value)
        unit.commit()


def test_a_case_pushed_once_is_equal_on_both_sides(
    room: Register, township: Register, clock: SetClock
) -> None:
    with room.write("a", clock) as unit:
        add_case(unit, clock)
        unit.commit()
    sync(room, township, clock)
    for model in (Villager, ServiceCase, CaseEvent):
        assert records(room, model) == records(township, model)
    assert verify(room).ok
    assert verify(township).ok


def test_a_second_pc_receives_the_whole_register(
    room: Register, second_room: Register, township: Register, clock: SetClock
) -> None:
    with room.write("a", clock) as unit:
        case = add_case(unit, clock)
        unit.commit()
    sync(room, township, clock)
    sync(second_room, township, clock)
    assert records(second_room, ServiceCase) == records(room, ServiceCase)
    with second_room.reading() as session:
        assert session.get_one(CaseStatus, (VILLAGE, case.id)).state == "in_progress"
    assert verify(second_room).ok


def test_of_two_unseen_changes_the_first_received_stays_and_the_late_one_is_set_aside(
    room: Register, second_room: Register, township: Register, clock: SetClock
) -> None:
    with room.write("a", clock) as unit:
        villager = add_villager(unit, phone="13800000000")
        unit.commit()
    sync(room, township, clock)
    sync(second_room, township, clock)
    change(room, clock, villager.id, phone="13811111111")
    change(second_room, clock, villager.id, phone="13822222222")
    sync(second_room, township, clock)
    sync(room, township, clock)
    sync(second_room, township, clock)
    for register in (room, second_room, township):
        assert records(register, Villager)[villager.id]["phone"] == "13822222222"
        (result,) = records(register, LineResult).values()
        assert (result["code"], result["field"]) == ("conflict", "phone")
        assert (result["kept_value"], result["late_value"]) == ("13822222222", "13811111111")
        assert result["replica_id"] == room.identity.replica_id
        assert verify(register).ok


def test_an_unsent_change_stays_on_screen_while_older_news_arrives(
    room: Register, second_room: Register, township: Register, clock: SetClock
) -> None:
    with room.write("a", clock) as unit:
        villager = add_villager(unit, phone="13800000000")
        unit.commit()
    sync(room, township, clock)
    sync(second_room, township, clock)
    change(second_room, clock, villager.id, phone="13822222222", note="他机备注")
    sync(second_room, township, clock)
    change(room, clock, villager.id, phone="13811111111")
    pull(room, township)
    shown = records(room, Villager)[villager.id]
    assert (shown["phone"], shown["note"]) == ("13811111111", "他机备注")
    assert verify(room).ok


def test_different_fields_of_one_record_do_not_conflict(
    room: Register, second_room: Register, township: Register, clock: SetClock
) -> None:
    with room.write("a", clock) as unit:
        villager = add_villager(unit)
        unit.commit()
    sync(room, township, clock)
    sync(second_room, township, clock)
    change(room, clock, villager.id, phone="13811111111")
    change(second_room, clock, villager.id, note="搬到二组")
    for register in (room, second_room, room):
        sync(register, township, clock)
    for register in (room, second_room, township):
        found = records(register, Villager)[villager.id]
        assert (found["phone"], found["note"]) == ("13811111111", "搬到二组")
    assert records(township, LineResult) == {}


def test_a_field_of_the_township_cannot_be_written_by_a_room(
    township: Register, room: Register, clock: SetClock
) -> None:
    with room.write("a", clock) as unit:
        case = add_case(unit, clock)
        unit.commit()
    sync(room, township, clock)
    receive(township, STRANGER, [line(1, case.id, "case", {"township_no": "假编号"}, base=9)])
    apply_received(township, VILLAGE, clock)
    assert records(township, ServiceCase)[case.id]["township_no"] == ""
    (result,) = records(township, LineResult).values()
    assert (result["code"], result["field"]) == ("not-owner", "township_no")
    assert verify(township).ok


def test_what_the_township_decides_reaches_the_room_with_its_state(
    room: Register, township: Register, clock: SetClock
) -> None:
    with room.write("a", clock) as unit:
        case = add_case(unit, clock)
        unit.session.flush()
        unit.add(CaseEvent(case_id=case.id, event="escalated", from_state="in_progress", at=clock.now()))
        unit.commit()
    sync(room, township, clock)
    with township.write("clerk", clock) as unit:
        found = unit.get(ServiceCase, case.id, VILLAGE)
        assert found is not None
        found.township_no = "镇2026-7"
        unit.add(
            CaseEvent(
                site_code=VILLAGE,
                case_id=case.id,
                event="received",
                from_state="escalated",
                at=clock.now(),
                by_tier="township",
            )
        )
        unit.commit()
    pull(room, township)
    assert records(room, ServiceCase)[case.id]["township_no"] == "镇2026-7"
    assert [e["event"] for e in records(room, CaseEvent).values()] == ["accepted", "escalated", "received"]
    assert verify(room).ok
    assert verify(township).ok


@pytest.mark.parametrize(
    ("fields", "record_type", "code"),
    [
        ({"name": 7}, "villager", "bad-change"),
        ({"name": "无效日期", "birth_on": "2026-02-30"}, "villager", "bad-change"),
        ({"name": "空字节\x00"}, "villager", "bad-change"),
        ({"phone": "1"}, "villager", "bad-change"),
        (
            {"case_id": "f" * 32, "event": "accepted", "at": "2026-11-23T01:00:00.000Z"},
            "case_event",
            "bad-change",
        ),
        ({"name": "将来"}, "drone", "too-new"),
    ],
)
def test_a_bad_line_is_kept_and_answered_and_those_behind_it_go_on(
    township: Register, clock: SetClock, fields: dict[str, Any], record_type: str, code: str
) -> None:
    good = {"name": "周正", "id_number": "1"}
    receive(
        township,
        STRANGER,
        [
            line(1, "1" * 32, "villager", good),
            line(2, "2" * 32, record_type, fields),
            line(3, "3" * 32, "villager", good),
        ],
    )
    apply_received(township, VILLAGE, clock)
    assert set(records(township, Villager)) == {"1" * 32, "3" * 32}
    assert [result["code"] for result in records(township, LineResult).values()] == [code]
    assert verify(township).ok


def test_a_stale_step_is_kept_and_does_not_count(
    room: Register, second_room: Register, township: Register, clock: SetClock
) -> None:
    with room.write("a", clock) as unit:
        case = add_case(unit, clock)
        unit.commit()
    sync(room, township, clock)
    sync(second_room, township, clock)
    for register, event, data in (
        (room, "completed", {"result": "已发放"}),
        (second_room, "withdrawn", {"reason": "申请人不办了"}),
    ):
        with register.write("a", clock) as unit:
            unit.add(
                CaseEvent(case_id=case.id, event=event, from_state="in_progress", at=clock.now(), data=data)
            )
            unit.commit()
    for register in (room, second_room, room):
        sync(register, township, clock)
    for register in (room, second_room, township):
        with register.reading() as session:
            status = session.get_one(CaseStatus, (VILLAGE, case.id))
            assert (status.state, status.ineffective) == ("completed", 1)
        assert len(records(register, CaseEvent)) == 3
        assert [r["code"] for r in records(register, LineResult).values()] == ["stale-stage"]


def test_a_feed_with_a_hole_is_refused_whole(room: Register, township: Register, clock: SetClock) -> None:
    from app.errors import Refusal

    receive(township, STRANGER, [line(1, "1" * 32, "villager", {"name": "周正"})])
    items = [FeedLine(2, STRANGER, line(2, "2" * 32, "villager", {"name": "吴用"}))]
    with pytest.raises(Refusal) as refused, room.writing() as session:
        take_feed(session, VILLAGE, room.identity.replica_id, items)
    assert refused.value.code == "feed-broken"
    assert records(room, Villager) == {}


def test_lines_received_before_a_stop_are_folded_once_after_it(
    township: Register, clock: SetClock, tmp_path: Path
) -> None:
    receive(township, STRANGER, [line(n, f"{n:032x}", "villager", {"name": "周正"}) for n in range(1, 2501)])
    assert apply_received(township, VILLAGE, clock) == 2500
    assert apply_received(township, VILLAGE, clock) == 2500
    assert len(records(township, Villager)) == 2500
    assert verify(township).ok
