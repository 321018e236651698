"""A case's way: accepted in the room, received by the township, decided there, known in the room again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.domain.cases import CaseEventKind, CaseState
from app.domain.requests import AcceptRequest
from app.domain.rows import CaseAccepted
from app.errors import Refusal
from app.models.tables import Complaint
from app.services import agents, cases
from app.services.desk import Desk
from sync.server import publishing, sites
from tests.sync.districts import state_at
from tests.sync.lines import assert_equal, results
from tests.sync.stations import Room, RunningTownship

MakeRoom = Callable[..., Room]


@pytest.fixture
def room_with_catalogue(township: RunningTownship, room: Room) -> Room:
    """The township's published sample catalogue has come down the feed."""
    publishing.publish(township.township, publishing.sample_document(), sites.site_codes(township.township))
    room.sync()
    return room


def desk_of(register_owner: Room | RunningTownship) -> Desk:
    register = register_owner.register
    return Desk(register, agents.first_actor(register), register_owner.clock)


def accepted(room: Room, name: str = "王秀英") -> CaseAccepted:
    request = AcceptRequest(name=name, id_missing_reason="未带证件", phone="13800000000", item="MZ05")
    return cases.accept(desk_of(room), request)


def escalated(room: Room) -> CaseAccepted:
    case = accepted(room)
    desk = desk_of(room)
    if cases.show(room.register, case.case_no, room.clock).row.state is CaseState.WAITING_MATERIALS:
        missing = list(case.missing)
        cases.record(desk, case.case_no, CaseEventKind.SUPPLEMENTED, data={"materials": missing})
    cases.record(desk, case.case_no, CaseEventKind.ESCALATED)
    return case


def test_a_case_accepted_here_stands_in_the_township_with_all_its_parts(
    township: RunningTownship, room_with_catalogue: Room
) -> None:
    room = room_with_catalogue
    case = accepted(room)
    assert cases.show(room.register, case.case_no, room.clock).row.where == "only_here"
    room.sync()
    assert cases.show(room.register, case.case_no, room.clock).row.where == "taken_in"
    there = cases.show(township.register, case.case_no, township.clock)
    here = cases.show(room.register, case.case_no, room.clock)
    assert (there.row.applicant, there.row.state) == (here.row.applicant, here.row.state)
    assert_equal(township, [room])


def test_what_the_township_records_is_known_in_the_room_after_the_next_pass(
    township: RunningTownship, room_with_catalogue: Room
) -> None:
    room = room_with_catalogue
    case = escalated(room)
    room.sync()
    cases.record(desk_of(township), case.case_no, CaseEventKind.RECEIVED)
    room.sync()
    assert state_at(room, case.case_no) is state_at(township, case.case_no)
    timeline = cases.show(room.register, case.case_no, room.clock).timeline
    assert CaseEventKind.RECEIVED in {row.event for row in timeline}
    assert_equal(township, [room])


def test_two_pcs_that_both_end_a_case_keep_both_words_and_the_first_received_counts(
    township: RunningTownship, make_room: MakeRoom, room_with_catalogue: Room
) -> None:
    room = room_with_catalogue
    second = make_room("second", pc_code="B1")
    second.enrol(township)
    case = accepted(room)
    for one in (room, second):
        one.sync()
    cases.record(desk_of(room), case.case_no, CaseEventKind.WITHDRAWN, reason="不办了")
    cases.record(desk_of(second), case.case_no, CaseEventKind.VOIDED, reason="重复登记")
    for one in (room, second, room):
        one.sync()
    assert_equal(township, [room, second])
    assert {state_at(one, case.case_no) for one in (room, second, township)} == {CaseState.WITHDRAWN}
    assert [(told.code, told.target_type) for told in results(second.register)] == [
        ("stale-stage", "case_event")
    ]
    timeline = cases.show(second.register, case.case_no, second.clock).timeline
    assert [row.effective for row in timeline if row.event is CaseEventKind.VOIDED] == [False]


def test_the_township_cannot_record_what_belongs_to_the_room(
    township: RunningTownship, room_with_catalogue: Room
) -> None:
    room = room_with_catalogue
    case = accepted(room)
    room.sync()
    with pytest.raises(Refusal):
        cases.record(desk_of(township), case.case_no, CaseEventKind.DELIVERED)


def test_a_complaint_that_the_township_takes_down_about_a_rooms_case_is_its_own_record(
    township: RunningTownship, room_with_catalogue: Room
) -> None:
    room = room_with_catalogue
    case = accepted(room)
    room.sync()
    cases.record(desk_of(township), case.case_no, CaseEventKind.COMPLAINED, data={"text": "态度不好"})
    room.sync()
    assert_equal(township, [room])
    with township.register.reading() as session:
        assert session.scalars(select(Complaint.site_code)).all() == [township.register.site_code]
