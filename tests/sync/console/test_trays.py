"""Where a case lies decides its tray, at the township and at the district, whoever has numbered the step already."""

from __future__ import annotations

import pytest

from app.domain.cases import CaseEventKind
from sync.server.console import trays
from sync.server.console.trays import Tray
from tests.sync.console.offices import signed_in
from tests.sync.districts import (
    accepted,
    sent_to_the_district,
    sent_to_the_township,
    step,
    upward,
)
from tests.sync.stations import VILLAGE, Room, RunningTownship

_E = CaseEventKind


def tray_of(office: RunningTownship, case_no: str) -> list[Tray]:
    """In which trays of an office a case stands."""
    township = office.township
    sites = (VILLAGE, office.register.site_code, "620902101000")
    return [
        tray
        for tray in trays.words(township)
        if any(one.row.case_no == case_no for one in trays.cases_in(township, tray, sites).rows)
    ]


@pytest.fixture
def at_the_district(district: RunningTownship, reporting: RunningTownship, room: Room) -> str:
    """The number of a case that lies at the district, not received yet."""
    case_no = sent_to_the_district(reporting, room, "王秀英")
    upward(reporting)
    return case_no


def test_a_case_that_was_sent_on_waits_for_the_district_and_comes_back_with_the_answer(
    district: RunningTownship, reporting: RunningTownship, room: Room
) -> None:
    case_no = sent_to_the_township(room, "王秀英")
    assert tray_of(reporting, case_no) == [Tray.NEW]
    step(reporting, case_no, _E.RECEIVED, answer_due_on="2026-12-10")
    assert tray_of(reporting, case_no) == [Tray.WORKING]
    step(reporting, case_no, _E.ESCALATED)
    assert tray_of(reporting, case_no) == [Tray.ABOVE]
    upward(reporting)
    assert tray_of(district, case_no) == [Tray.NEW]
    step(district, case_no, _E.RECEIVED, reference="区2026-7", answer_due_on="2026-12-20")
    assert tray_of(district, case_no) == [Tray.WORKING]
    upward(reporting)
    assert (tray_of(reporting, case_no), tray_of(district, case_no)) == ([Tray.ABOVE], [Tray.WORKING])
    (row,) = trays.cases_in(reporting.township, Tray.ABOVE, (VILLAGE,)).rows
    assert (row.above.no, str(row.above.due_on), str(row.own.due_on)) == (
        "区2026-7",
        "2026-12-20",
        "2026-12-10",
    )
    (row,) = trays.cases_in(district.township, Tray.WORKING, (VILLAGE,)).rows
    assert (row.own.no, str(row.own.due_on)) == ("区2026-7", "2026-12-20")
    step(district, case_no, _E.COMPLETED, result="区里批准")
    assert tray_of(district, case_no) == [Tray.TO_FETCH]
    upward(reporting)
    assert tray_of(reporting, case_no) == [Tray.TO_FETCH]


def test_a_case_that_the_district_sent_back_is_new_again_wherever_it_comes_by(
    district: RunningTownship, reporting: RunningTownship, room: Room, at_the_district: str
) -> None:
    step(district, at_the_district, _E.RECEIVED)
    step(district, at_the_district, _E.RETURNED, missing=["身份证复印件"])
    assert tray_of(district, at_the_district) == [Tray.RETURNED]
    upward(reporting)
    assert tray_of(reporting, at_the_district) == [Tray.RETURNED]
    room.sync()
    step(room, at_the_district, _E.SUPPLEMENTED, materials=["身份证复印件"])
    step(room, at_the_district, _E.ESCALATED)
    room.sync()
    upward(reporting)
    assert tray_of(reporting, at_the_district) == [Tray.NEW]
    assert tray_of(district, at_the_district) == [Tray.RETURNED]
    step(reporting, at_the_district, _E.ESCALATED)
    upward(reporting)
    assert (tray_of(reporting, at_the_district), tray_of(district, at_the_district)) == (
        [Tray.ABOVE],
        [Tray.NEW],
    )


def test_a_case_that_the_district_has_put_on_hold_stays_with_the_district(
    district: RunningTownship, reporting: RunningTownship, at_the_district: str
) -> None:
    step(district, at_the_district, _E.RECEIVED)
    step(district, at_the_district, _E.PAUSED, reason="等省里批文")
    upward(reporting)
    assert tray_of(district, at_the_district) == [Tray.WORKING]
    assert tray_of(reporting, at_the_district) == [Tray.ABOVE]


def test_what_the_townships_own_window_sent_on_waits_for_the_district(
    district: RunningTownship, reporting: RunningTownship
) -> None:
    case_no = accepted(reporting, "赵六")
    assert tray_of(reporting, case_no) == [Tray.OWN]
    step(reporting, case_no, _E.ESCALATED)
    assert tray_of(reporting, case_no) == [Tray.ABOVE]
    upward(reporting)
    assert tray_of(district, case_no) == [Tray.NEW]
    step(district, case_no, _E.RECEIVED)
    assert tray_of(district, case_no) == [Tray.WORKING]


def test_the_receipt_form_of_a_district_writes_the_districts_own_number_and_limit(
    district: RunningTownship, reporting: RunningTownship, room: Room
) -> None:
    case_no = sent_to_the_township(room, "王秀英")
    step(reporting, case_no, _E.RECEIVED, reference="镇2026-1", answer_due_on="2026-12-10")
    step(reporting, case_no, _E.ESCALATED)
    upward(reporting)
    page = f"/cases/{case_no}"
    with signed_in(district) as window:
        shown = window.get(page).text
        assert 'value="镇2026-1"' not in shown and 'value="2026-12-10"' not in shown
        assert "乡镇收件号</dt><dd>镇2026-1" in shown
        done = window.post(page, f"{page}/received", {"reference": "区2026-7", "answer_due_on": "2026-12-20"})
        assert "本级收件号</dt><dd>区2026-7" in done.text and 'value="区2026-7"' in done.text
    upward(reporting)
    with signed_in(reporting) as window:
        assert "已送区县，等答复" in window.get(page).text
        tray = window.get("/?tray=above").text
        assert "区2026-7" in tray and "2026-12-20" in tray
