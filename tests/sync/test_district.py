"""A case goes from the village over the township to the district, and the answer comes down through both."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.cases import CaseEventKind, CaseState
from app.models.tables import SentReport, ServiceCase
from app.services import search
from sync.server.console import case_lists
from tests.sync.districts import (
    accepted,
    assert_alike,
    events_of,
    not_counting,
    rows,
    sent_to_the_district,
    sent_to_the_township,
    state_at,
    step,
    upward,
)
from tests.sync.lines import assert_equal
from tests.sync.stations import OTHER_VILLAGE, VILLAGE, Room, RunningTownship
from tests.sync.stores import ON_BOTH_STORES

MakeRoom = Callable[..., Room]
_E = CaseEventKind


@ON_BOTH_STORES
def test_a_districts_answer_comes_down_through_both_and_stands_in_the_villages_timeline(
    district: RunningTownship, reporting: RunningTownship, room: Room
) -> None:
    case_no = sent_to_the_district(reporting, room, "王秀英")
    upward(reporting)
    assert state_at(district, case_no) is CaseState.ESCALATED
    assert_alike(district, reporting, VILLAGE)
    step(district, case_no, _E.RECEIVED, reference="区2026-7", answer_due_on="2026-12-20")
    step(district, case_no, _E.COMPLETED, result="区里批准")
    upward(reporting)
    room.sync()
    for owner in (district, reporting, room):
        assert state_at(owner, case_no) is CaseState.TO_FETCH
        assert ("completed", "district") in events_of(owner, case_no)
        assert not not_counting(owner, case_no)
    with room.register.reading() as session:
        case = session.query(ServiceCase).filter_by(case_no=case_no).one()
    assert (case.district_no, str(case.district_due_on), case.township_no) == ("区2026-7", "2026-12-20", "")
    assert_equal(reporting, [room])
    assert_alike(district, reporting, VILLAGE)


@ON_BOTH_STORES
def test_a_number_that_an_office_gave_two_cases_finds_both_at_every_tier(
    district: RunningTownship, reporting: RunningTownship, room: Room
) -> None:
    numbers = {sent_to_the_district(reporting, room, name) for name in ("王秀英", "李建国")}
    upward(reporting)
    for case_no in numbers:
        step(district, case_no, _E.RECEIVED, reference="区2026-7")
    upward(reporting)
    room.sync()
    for owner in (district, reporting, room):
        for typed in ("区2026-7", "2026-7"):
            assert {row.case_no for row in search.cases(owner.register, typed, owner.clock)} == numbers
    for office in (district, reporting):
        sites = (VILLAGE, OTHER_VILLAGE)
        found = case_lists.found(office.township, "区2026-7", sites).rows
        assert {one.row.case_no for one in found} == numbers


def test_a_district_sends_a_case_back_and_gets_it_again_when_it_is_complete(
    district: RunningTownship, reporting: RunningTownship, room: Room
) -> None:
    case_no = sent_to_the_district(reporting, room, "王秀英")
    upward(reporting)
    step(district, case_no, _E.RETURNED, reason="照片看不清", missing=["身份证复印件"])
    upward(reporting)
    room.sync()
    assert state_at(room, case_no) is CaseState.WAITING_MATERIALS
    step(room, case_no, _E.SUPPLEMENTED, materials=["身份证复印件"])
    step(room, case_no, _E.ESCALATED)
    room.sync()
    step(reporting, case_no, _E.ESCALATED)
    upward(reporting)
    assert state_at(district, case_no) is CaseState.ESCALATED
    room.sync()
    assert_equal(reporting, [room])
    assert_alike(district, reporting, VILLAGE)


def test_a_village_that_was_offline_while_the_district_answered_finds_the_answer_with_its_own_work(
    district: RunningTownship, reporting: RunningTownship, room: Room
) -> None:
    case_no = sent_to_the_district(reporting, room, "王秀英")
    upward(reporting)
    with reporting.offline():
        step(district, case_no, _E.COMPLETED, result="区里批准")
        step(room, case_no, _E.PROGRESSED, text="已告诉本人在等区里")
    upward(reporting)
    room.sync()
    upward(reporting)
    for owner in (district, reporting, room):
        assert state_at(owner, case_no) is CaseState.TO_FETCH
        assert ("progressed", "village") in events_of(owner, case_no)
    assert_equal(reporting, [room])
    assert_alike(district, reporting, VILLAGE)


def test_a_step_of_the_district_that_came_too_late_stands_everywhere_as_not_counting(
    district: RunningTownship, reporting: RunningTownship, room: Room
) -> None:
    case_no = sent_to_the_district(reporting, room, "王秀英")
    upward(reporting)
    step(district, case_no, _E.COMPLETED, result="区里批准")
    assert state_at(district, case_no) is CaseState.TO_FETCH
    step(room, case_no, _E.WITHDRAWN, reason="本人不办了")
    room.sync()
    upward(reporting)
    upward(reporting)
    room.sync()
    for owner in (district, reporting, room):
        assert state_at(owner, case_no) is CaseState.WITHDRAWN
        assert not_counting(owner, case_no) == {"completed"}
    assert_equal(reporting, [room])
    assert_alike(district, reporting, VILLAGE)


def test_all_that_happened_before_goes_up_with_a_case_that_is_sent_on_later(
    district: RunningTownship, reporting: RunningTownship, room: Room
) -> None:
    late, other = (sent_to_the_township(room, name) for name in ("王秀英", "李建国"))
    step(room, late, _E.PROGRESSED, text="补充说明")
    room.sync()
    upward(reporting)
    first = sent_to_the_district(reporting, room, "张玉兰")
    upward(reporting)
    assert cases_at(district) == [first]
    step(reporting, late, _E.ESCALATED)
    upward(reporting)
    assert set(cases_at(district)) == {first, late}
    assert events_of(district, late) == events_of(reporting, late)
    step(room, late, _E.PROGRESSED, text="又补充")
    room.sync()
    upward(reporting)
    assert events_of(district, late) == events_of(reporting, late)
    assert other not in cases_at(district)
    assert_alike(district, reporting, VILLAGE)


def test_sites_and_figures_go_up_without_any_case(
    district: RunningTownship, reporting: RunningTownship, room: Room
) -> None:
    with room.register.write("a" * 32, room.clock) as unit:
        unit.add(
            SentReport(
                kind="month",
                period="2026-10",
                definitions="1",
                figures={"received": 12},
                made_at=room.clock.now(),
                sent_at=room.clock.now(),
            )
        )
        unit.commit()
    room.sync()
    upward(reporting)
    words = [word for word, _record_id in rows(district.register, VILLAGE)]
    assert words.count("sent_report") == 1
    assert set(words) <= {"site", "slip_key", "sent_report", "working_year"}
    assert [word for word, _id in rows(district.register, OTHER_VILLAGE)] == ["site"]
    assert_alike(district, reporting, VILLAGE)


def test_a_direct_case_of_the_townships_own_window_is_answered_by_the_district(
    district: RunningTownship, reporting: RunningTownship
) -> None:
    case_no = accepted(reporting, "赵六")
    step(reporting, case_no, _E.ESCALATED)
    upward(reporting)
    step(district, case_no, _E.COMPLETED, result="区里批准")
    upward(reporting)
    for owner in (district, reporting):
        assert state_at(owner, case_no) is CaseState.TO_FETCH
    assert_alike(district, reporting, reporting.register.site_code)


def cases_at(owner: RunningTownship) -> list[str]:
    with owner.register.reading() as session:
        return [case.case_no for case in session.query(ServiceCase).all()]
