"""A room, its second PC and its township: the same services on each, each within what is its own."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from app import keystore
from app.clock import SetClock
from app.domain.cases import CaseEventKind, CaseKind, CaseState, Tier
from app.domain.rows import CaseFilter
from app.errors import Refusal
from app.models.register import Register
from app.models.tables import ServiceCase, SyncState
from app.models.verify import verify
from app.services import (
    agents,
    cases,
    complaints,
    deadlines,
    items,
    problems,
    rooms,
    search,
    today,
    transfer_lists,
)
from app.services.desk import Desk
from app.services.rooms import RoomPlan
from tests.models.test_feed import know, push, sync
from tests.services.conftest import PASSPHRASE, new_room
from tests.services.requests import accepted, id_number, request

E = CaseEventKind


@pytest.fixture
def township(tmp_path: Path, clock: SetClock) -> Iterator[Desk]:
    plan = RoomPlan("620902101000", "某某乡为民服务中心", "李主任", sample_catalogue=True, tier=Tier.TOWNSHIP)
    register = rooms.set_up(tmp_path / "township", plan, clock, passphrase=PASSPHRASE)
    yield Desk(register, agents.first_actor(register), clock)
    register.close()


@pytest.fixture
def room(desk: Desk, township: Desk) -> Desk:
    know(desk.register, township.register)
    return desk


@pytest.fixture
def second_pc(tmp_path: Path, township: Desk, clock: SetClock) -> Iterator[Desk]:
    register = new_room(tmp_path / "second", clock, pc_code="A2")
    know(register, township.register)
    yield Desk(register, agents.first_actor(register), clock)
    register.close()


def synced(room: Desk, township: Desk) -> None:
    sync(room.register, township.register, room.clock)  # type: ignore[arg-type]


def state_of(desk: Desk, number: str) -> CaseState:
    return cases.show(desk.register, number, desk.clock).row.state


def where(desk: Desk, number: str) -> str:
    return cases.show(desk.register, number, desk.clock).row.where


def test_where_a_case_is_is_told_truly(room: Desk, township: Desk) -> None:
    number = accepted(room)
    assert where(room, number) == "only_here"
    push(room.register, township.register, room.clock)  # type: ignore[arg-type]
    assert where(room, number) == "taken_in"
    cases.record(room, number, E.VERIFIED)
    assert where(room, number) == "only_here"
    assert where(township, number) == "taken_in"


def test_a_received_line_not_yet_applied_is_at_the_township(room: Desk, township: Desk) -> None:
    number = accepted(room)
    push(room.register, township.register, room.clock)  # type: ignore[arg-type]
    with room.register.writing() as session:
        session.get_one(SyncState, "township").applied_seq = 0
        session.commit()
    assert where(room, number) == "at_township"


def test_a_forwarded_case_is_received_returned_and_finished_by_both(
    room: Desk, township: Desk, clock: SetClock
) -> None:
    number = accepted(room)
    cases.record(room, number, E.ESCALATED)
    synced(room, township)
    with pytest.raises(Refusal) as caught:
        cases.record(township, number, E.WITHDRAWN, reason="x")
    assert caught.value.code == "not-yours"
    cases.record(township, number, E.RECEIVED, data={"reference": "镇2026-17", "answer_due_on": "2026-12-01"})
    clock.advance(days=1)
    cases.record(township, number, E.RETURNED, data={"missing": ["无房证明", "照片"]})
    synced(room, township)
    case = cases.show(room.register, number, clock)
    assert (case.row.state, case.missing) == (CaseState.WAITING_MATERIALS, ("无房证明", "照片"))
    accepted(room, "MZ01", without=1, name="王五", id_number=id_number(order=35))  # waits, never was up there
    assert today.board(room.register, clock).returned == 1
    listed = cases.page(room.register, CaseFilter(returned=True), clock)
    assert [row.case_no for row in listed.rows] == [number]
    assert any("镇2026-17" in row.detail for row in case.timeline)
    assert {row.by for row in case.timeline if row.event is E.RETURNED} == {"李主任"}
    with pytest.raises(Refusal) as caught:
        cases.record(room, number, E.SUPPLEMENTED, data={"still_missing": ["结婚证"]})
    assert caught.value.code == "not-demanded"
    changed = cases.record(room, number, E.SUPPLEMENTED, data={"materials": ["照片"]})
    assert changed.state is CaseState.WAITING_MATERIALS
    assert cases.show(room.register, number, clock).missing == ("无房证明",)
    assert cases.record(room, number, E.SUPPLEMENTED).state is CaseState.IN_PROGRESS
    assert {m.name for m in cases.show(room.register, number, clock).materials} >= {"照片", "无房证明"}
    cases.record(room, number, E.ESCALATED)
    synced(room, township)
    assert cases.record(township, number, E.COMPLETED, data={"result": "准予"}).state is CaseState.TO_FETCH
    synced(room, township)
    cases.record(room, number, E.FETCHED)
    synced(room, township)
    assert state_of(room, number) is state_of(township, number) is CaseState.COMPLETED
    assert verify(room.register).problems == () and verify(township.register).problems == ()


def test_a_townships_own_window_numbers_and_decides_by_itself(township: Desk) -> None:
    fact = cases.accept(township, request(township, "MZ02"))
    assert fact.case_no.startswith("101000-261123-A1-")
    assert fact.kind.value == "promised"
    assert (
        cases.record(township, fact.case_no, E.COMPLETED, data={"result": "已认定"}).state
        is CaseState.COMPLETED
    )
    assert verify(township.register).problems == ()


def test_a_township_finds_and_lists_the_cases_of_its_rooms(room: Desk, township: Desk) -> None:
    number = accepted(room)
    push(room.register, township.register, room.clock)  # type: ignore[arg-type]
    own = accepted(township, "MZ02", name="李强", id_number=id_number(order=35), phone="13700001111")
    listed = cases.page(township.register, CaseFilter(), township.clock)
    assert {row.case_no for row in listed.rows} == {number, own}
    hits = search.everything(township.register, "张秀兰", township.clock)
    assert [hit.key for hit in hits if hit.kind == "case"] == [number]


def test_of_two_pcs_ending_one_case_the_first_received_counts_and_the_other_is_shown(
    room: Desk, second_pc: Desk, township: Desk, clock: SetClock
) -> None:
    number = accepted(room, "YB01")
    synced(room, township)
    synced(second_pc, township)
    cases.record(second_pc, number, E.COMPLETED, data={"result": "已参保"})
    clock.advance(minutes=5)
    cases.record(room, number, E.WITHDRAWN, reason="改主意")
    synced(second_pc, township)
    synced(room, township)
    case = cases.show(room.register, number, clock)
    assert case.row.state is CaseState.COMPLETED
    late = next(row for row in case.timeline if row.event is E.WITHDRAWN)
    assert not late.effective and "未生效" in late.detail
    assert E.DELIVERED in case.allowed


def test_a_late_correction_is_shown_as_set_aside_and_not_as_put(
    room: Desk, second_pc: Desk, township: Desk, clock: SetClock
) -> None:
    number = accepted(room, "YB01")
    synced(room, township)
    synced(second_pc, township)
    for desk, note in ((second_pc, "第二台先改"), (room, "第一台后改")):
        clock.advance(minutes=1)
        with desk.register.write(desk.actor.agent_id, clock) as work:
            case_id = cases.show(desk.register, number, clock).row.case_id
            case = work.get(ServiceCase, case_id)
            assert case is not None
            case.note = note
            work.commit()
    synced(second_pc, township)
    synced(room, township)
    file = cases.show(room.register, number, clock)
    assert file.note == "第二台先改"
    details = [row.detail for row in file.timeline if row.event is None]
    assert details == ["备注：（空） → 第二台先改", "备注：采用 第二台先改，未采用 第一台后改"]
    assert [row.effective for row in file.timeline if row.event is None] == [True, False]


def test_a_clock_that_was_far_off_is_said_to_be_suspect(room: Desk, township: Desk) -> None:
    with room.register.writing() as session:
        session.get_one(SyncState, "township").server_offset_ms = 3_600_000
        session.commit()
    assert cases.show(room.register, accepted(room), room.clock).timeline[0].suspect_clock


def test_a_new_pc_code_is_used_from_the_next_number_on(desk: Desk) -> None:
    assert "-A1-" in accepted(desk)
    keystore.change_pc_code(desk.register.home, "B7")
    assert "-B7-" in accepted(desk, "YB01")


def test_several_windows_at_once_never_give_one_number_twice(desk: Desk, tmp_path: Path) -> None:
    other = Register.open(desk.register.home, desk.register.keys)
    desks = (desk, Desk(other, desk.actor, desk.clock))

    def accept_one(order: int) -> str:
        return accepted(desks[order % 2], "YB01", id_number=id_number(order=order + 1), name=f"村民{order}")

    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(accept_one, range(24)))
    other.close()
    assert len(set(numbers)) == 24
    assert cases.page(desk.register, CaseFilter(), desk.clock).total == 24
    assert verify(desk.register).problems == ()


def test_a_due_day_is_explained_with_and_without_a_register(desk: Desk) -> None:
    for register in (None, desk.register):
        found = deadlines.explain(register, date(2026, 2, 12), 5)
        assert (found.due_on, found.provisional) == (date(2026, 2, 26), False)
        assert found.days[0].number == 0 and found.days[-1].number == 5
    with pytest.raises(Refusal) as caught:
        deadlines.explain(None, date(2026, 2, 12), -1)
    assert caught.value.field == "days"


def test_the_township_ticks_the_bag_against_its_list(room: Desk, township: Desk) -> None:
    numbers = [accepted(room, id_number=id_number(order=order), name=f"村民{order}") for order in (51, 53)]
    for number in numbers:
        cases.record(room, number, E.ESCALATED)
    made = transfer_lists.make(room, "up")
    transfer_lists.hand_over(room, made.list_no, "李主任")
    synced(room, township)
    with pytest.raises(Refusal) as caught:
        transfer_lists.tick(township, made.list_no, [numbers[0]])
    assert caught.value.field == "remark"
    transfer_lists.tick(township, made.list_no, [numbers[0]], "袋里没有")
    with pytest.raises(Refusal) as caught:
        transfer_lists.tick(township, made.list_no)
    assert caught.value.code == "checked"
    synced(room, township)
    (kept,) = transfer_lists.listed(room.register, "up")
    assert kept.checked_at is not None
    assert {line.case_no: (line.checked, line.remark) for line in kept.lines} == {
        numbers[0]: (False, "袋里没有"),
        numbers[1]: (True, ""),
    }
    assert verify(room.register).problems == () and verify(township.register).problems == ()


def test_a_complaint_goes_up_and_the_ruling_comes_down(room: Desk, township: Desk, clock: SetClock) -> None:
    number = accepted(room)
    complaint_id = complaints.file(room, {"case_no": number, "text": "推诿"})
    synced(room, township)
    (seen,) = complaints.listed(township.register, clock, viewer=township.actor.agent_id)
    assert (seen.complaint_id, seen.case_no, seen.text) == (complaint_id, number, "推诿")
    with pytest.raises(Refusal) as caught:
        complaints.rule(room, complaint_id, "x")
    assert caught.value.code == "not-yours"
    complaints.rule(township, complaint_id, "责成说明情况")
    synced(room, township)
    (row,) = complaints.listed(room.register, clock, viewer="0" * 32)
    assert row.ruling == "责成说明情况" and row.ruled_on == date(2026, 11, 23)
    assert verify(room.register).problems == () and verify(township.register).problems == ()


def test_what_an_outside_body_answered_is_taken_in_above_as_the_room_wrote_it(
    room: Desk, township: Desk, clock: SetClock
) -> None:
    found = items.in_force(room.register, clock).items
    code = next(i.code for i in found if i.tier is Tier.OUTSIDE and i.kind is CaseKind.ESCALATED)
    number = accepted(room, code)
    cases.record(room, number, E.ESCALATED)
    cases.record(room, number, E.RECEIVED, data={"by": "供电所", "reference": "供7"})
    cases.record(room, number, E.RETURNED, data={"missing": ["购房合同"]})
    synced(room, township)
    assert state_of(township, number) is state_of(room, number) is CaseState.WAITING_MATERIALS
    assert problems.listed(room.register) == ()
    assert verify(room.register).problems == () and verify(township.register).problems == ()
