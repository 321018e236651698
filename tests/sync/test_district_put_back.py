"""A district or a township put back to an older copy agrees with the other again, and no answer is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from app.domain.cases import CaseEventKind, CaseState
from app.models.tables import LineSetAside, ServiceCase
from sync.server.tables import KnownReplica
from tests.sync.districts import (
    accepted,
    assert_alike,
    enrol,
    events_of,
    publish_sample,
    sent_to_the_district,
    state_at,
    step,
    upward,
)
from tests.sync.lines import assert_equal
from tests.sync.stations import VILLAGE, Room, RunningTownship
from tests.sync.stores import ON_BOTH_STORES
from tests.sync.test_server_put_back import backed_up, feed_of, put_back

_E = CaseEventKind


def test_a_district_that_was_put_back_is_offered_back_its_own_answers(
    district: RunningTownship, reporting: RunningTownship, room: Room, tmp_path: Path
) -> None:
    first = sent_to_the_district(reporting, room, "王秀英")
    upward(reporting)
    backup = backed_up(district, tmp_path / "copies")
    second = sent_to_the_district(reporting, room, "李建国")
    upward(reporting)
    step(district, first, _E.COMPLETED, result="区里批准")
    step(district, second, _E.RECEIVED, reference="区8")
    upward(reporting)
    was = feed_of(district)
    put_back(district, backup, tmp_path / "back")
    upward(reporting)
    assert feed_of(district)[: len(was)] == was
    assert state_at(district, first) is CaseState.TO_FETCH
    assert ("received", "district") in events_of(district, second)
    room.sync()
    assert_equal(reporting, [room])
    assert_alike(district, reporting, VILLAGE)


def test_a_district_that_worked_on_before_the_township_came_keeps_both(
    district: RunningTownship, reporting: RunningTownship, room: Room, tmp_path: Path
) -> None:
    first, second = (sent_to_the_district(reporting, room, name) for name in ("王秀英", "李建国"))
    upward(reporting)
    backup = backed_up(district, tmp_path / "copies")
    step(district, first, _E.COMPLETED, result="区里批准")
    upward(reporting)
    put_back(district, backup, tmp_path / "back")
    step(district, second, _E.RECEIVED, reference="区9")
    upward(reporting)
    upward(reporting)
    room.sync()
    for owner in (district, reporting, room):
        assert state_at(owner, first) is CaseState.TO_FETCH
        assert ("received", "district") in events_of(owner, second)
    with reporting.register.reading() as session:
        assert session.scalars(select(LineSetAside)).all()
    assert_equal(reporting, [room])
    assert_alike(district, reporting, VILLAGE)


def test_a_township_that_was_put_back_says_everything_again_and_nothing_counts_twice(
    district: RunningTownship, reporting: RunningTownship, room: Room, tmp_path: Path
) -> None:
    first = sent_to_the_district(reporting, room, "王秀英")
    upward(reporting)
    backup = backed_up(reporting, tmp_path / "copies")
    second = sent_to_the_district(reporting, room, "李建国")
    step(reporting, second, _E.PROGRESSED, text="镇里补充")
    upward(reporting)
    step(district, first, _E.COMPLETED, result="区里批准")
    upward(reporting)
    room.sync()
    was = feed_of(reporting)
    put_back(reporting, backup, tmp_path / "back")
    room.sync()
    assert feed_of(reporting) == was
    for _round in range(2):
        upward(reporting)
        room.sync()
    for owner in (district, reporting, room):
        assert state_at(owner, first) is CaseState.TO_FETCH
        assert state_at(owner, second) is CaseState.ESCALATED
    assert events_of(district, second) == events_of(reporting, second) == events_of(room, second)
    assert_equal(reporting, [room])
    assert_alike(district, reporting, VILLAGE)


@ON_BOTH_STORES
def test_a_township_put_back_gets_from_its_district_what_no_room_had_heard_yet(
    district: RunningTownship, reporting: RunningTownship, room: Room, tmp_path: Path
) -> None:
    case_no = sent_to_the_district(reporting, room, "王秀英")
    upward(reporting)
    backup = backed_up(reporting, tmp_path / "copies")
    step(reporting, case_no, _E.PROGRESSED, text="只有镇里和区里知道")
    upward(reporting)
    step(district, case_no, _E.RETURNED, reason="不全", missing=["身份证复印件"])
    upward(reporting)
    put_back(reporting, backup, tmp_path / "back")
    for _round in range(3):
        upward(reporting)
        room.sync()
    for owner in (district, reporting, room):
        assert ("progressed", "township") in events_of(owner, case_no)
        assert state_at(owner, case_no) is CaseState.WAITING_MATERIALS
    assert_equal(reporting, [room])
    assert_alike(district, reporting, VILLAGE)


@pytest.mark.parametrize("all_of_it_went_up", [True, False])
def test_what_a_pc_wrote_since_the_backup_comes_back_from_the_district_or_with_its_own_copy(
    district: RunningTownship, reporting: RunningTownship, room: Room, tmp_path: Path, all_of_it_went_up: bool
) -> None:
    """Where lines in between never went up, those behind them join nothing: the district sets them aside."""
    upward(reporting)
    backup = backed_up(reporting, tmp_path / "copies")
    if not all_of_it_went_up:
        accepted(room, "周大山")
    case_no = sent_to_the_district(reporting, room, "王秀英")
    upward(reporting)
    step(district, case_no, _E.RECEIVED, reference="区7")
    upward(reporting)
    put_back(reporting, backup, tmp_path / "back")
    for _round in range(3):
        upward(reporting)
    if all_of_it_went_up:
        assert ("received", "district") in events_of(reporting, case_no)
        assert_alike(district, reporting, VILLAGE)
    else:
        assert events_of(reporting, case_no) == []
        with district.register.reading() as session:
            assert any("王秀英" in (one.raw or b"").decode() for one in session.scalars(select(LineSetAside)))
    for _round in range(2):
        room.sync()  # it, or its own backup on another computer
        upward(reporting)
    room.sync()
    for owner in (district, reporting, room):
        assert state_at(owner, case_no) is CaseState.ESCALATED
        assert {("escalated", "village"), ("received", "district")} <= set(events_of(owner, case_no))
    assert_equal(reporting, [room])
    assert_alike(district, reporting, VILLAGE)


@pytest.mark.parametrize("others_wrote_since", [False, True])
def test_a_township_put_back_to_before_it_enrolled_above_enrols_again_and_all_agree(
    district: RunningTownship,
    township: RunningTownship,
    room: Room,
    tmp_path: Path,
    others_wrote_since: bool,
    expected_log: Callable[[str], None],
) -> None:
    if not others_wrote_since:
        expected_log("WARNING .*: records differed")  # until it is known again whose words they are
    publish_sample(township)
    room.sync()
    backup = backed_up(township, tmp_path / "copies")
    enrol(township, district)
    first, second = (sent_to_the_district(township, room, name) for name in ("王秀英", "李建国"))
    upward(township)
    step(district, first, _E.RECEIVED, reference="区2026-7", answer_due_on="2026-12-20")
    step(district, first, _E.COMPLETED, result="区里批准")
    upward(township)
    room.sync()
    step(district, second, _E.RETURNED, reason="不全", missing=["身份证复印件"])
    upward(township)  # what no room has heard of
    put_back(township, backup, tmp_path / "back")
    if others_wrote_since:
        accepted(township, "赵六")
        publish_sample(township)
    room.sync()  # brings back the district's words too, and the township does not know whose they are
    enrol(township, district)
    for _round in range(2):
        upward(township)
        room.sync()
    for owner in (district, township, room):
        assert state_at(owner, first) is CaseState.TO_FETCH
        assert state_at(owner, second) is CaseState.WAITING_MATERIALS
        assert Counter(events_of(owner, first))[("completed", "district")] == 1
    with township.register.reading() as session:
        case = session.query(ServiceCase).filter_by(case_no=first).one()
        assert (case.district_no, str(case.district_due_on)) == ("区2026-7", "2026-12-20")
        assert session.get(KnownReplica, district.township.server_id) is None
    assert events_of(district, second) == events_of(township, second) == events_of(room, second)
    assert_equal(township, [room])
    assert_alike(district, township, VILLAGE)
