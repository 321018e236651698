"""One villager's case over the wire: village, township, district, back once with everything, up again, and home decided."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from app.domain.cases import CaseEventKind, CaseState
from app.models.verify import verify
from app.services import cases, deadlines, papers
from tests.services.test_papers import text_of
from tests.sync.console.offices import Window, signed_in
from tests.sync.districts import (
    accepted,
    assert_alike,
    desk_of,
    events_of,
    not_counting,
    state_at,
    step,
    upward,
)
from tests.sync.lines import assert_equal
from tests.sync.stations import VILLAGE, Room, RunningTownship

_E = CaseEventKind


def printed(room: Room, case_no: str, paper: str) -> str:
    """The words of a paper, which is counted as printed."""
    made = papers.make(desk_of(room), case_no, paper)
    papers.counted(desk_of(room), made, "PDF")
    return text_of(made.pdf)


def sent_up_by_the_village(room: Room, case_no: str) -> None:
    step(room, case_no, _E.ESCALATED)
    room.sync()


def answer_at(window: Window, case_no: str, event: str, **said: str) -> str:
    """The page after a form of the case's page was sent."""
    page = f"/cases/{case_no}"
    return window.post(page, f"{page}/{event}", said).text


@pytest.fixture
def offices(district: RunningTownship, reporting: RunningTownship) -> Iterator[tuple[Window, Window]]:
    """A clerk signed in at the township, and one at the district."""
    with ExitStack() as open_ones:
        yield (
            open_ones.enter_context(signed_in(reporting, "赵主任", "clerk")),
            open_ones.enter_context(signed_in(district, "钱科长", "clerk")),
        )


def test_a_case_goes_up_through_both_offices_comes_back_once_and_is_handed_over_at_home(
    district: RunningTownship, reporting: RunningTownship, room: Room, offices: tuple[Window, Window]
) -> None:
    township_desk, district_desk = offices
    case_no = accepted(room, "王秀英")
    assert "王秀英" in printed(room, case_no, "receipt")
    sent_up_by_the_village(room, case_no)

    assert case_no in township_desk.get("/?tray=new").text
    answer_at(township_desk, case_no, "received", reference="镇2026-1", answer_due_on="2026-12-10")
    assert "已送区县，等答复" in answer_at(township_desk, case_no, "escalated", to="区民政局")
    upward(reporting)

    assert case_no in district_desk.get("/?tray=new").text
    answer_at(district_desk, case_no, "received", reference="区2026-7", answer_due_on="2026-12-20")
    assert case_no in district_desk.get("/?tray=working").text
    assert "没有完成" in answer_at(district_desk, case_no, "returned", missing="")
    answer_at(district_desk, case_no, "returned", missing="户口簿、收入证明")
    assert case_no in district_desk.get("/?tray=returned").text
    upward(reporting)
    assert case_no in township_desk.get("/?tray=returned").text
    room.sync()

    here = cases.show(room.register, case_no, room.clock)
    assert here.row.state is CaseState.WAITING_MATERIALS
    assert {"户口簿", "收入证明"} <= set(here.missing)
    assert (_E.RETURNED.value, "district") in events_of(room, case_no)
    notice = printed(room, case_no, "supplement-notice")
    assert "户口簿" in notice and "收入证明" in notice
    step(room, case_no, _E.SUPPLEMENTED, materials=list(here.missing))
    sent_up_by_the_village(room, case_no)

    assert case_no in township_desk.get("/?tray=new").text
    answer_at(township_desk, case_no, "escalated")
    upward(reporting)
    assert case_no in district_desk.get("/?tray=new").text
    assert "已经退回补正过 1 次" in answer_at(district_desk, case_no, "returned", missing="还要一份")
    answer_at(district_desk, case_no, "received", reference="区2026-7", answer_due_on="2026-12-25")
    answer_at(
        district_desk, case_no, "completed", result="区里批准，每月一百元", document_no="肃民〔2026〕7号"
    )
    upward(reporting)
    assert case_no in township_desk.get("/?tray=to_fetch").text
    room.sync()

    decided = cases.show(room.register, case_no, room.clock)
    assert (decided.row.state, decided.result) == (CaseState.TO_FETCH, "区里批准，每月一百元")
    assert str(deadlines.explain_case(room.register, case_no).answer_due_on) == "2026-12-25"
    step(room, case_no, _E.FETCHED)
    step(room, case_no, _E.DELIVERED, to_whom="王秀英")
    assert "区里批准，每月一百元" in printed(room, case_no, "reply-card").replace("\n", "")
    room.sync()
    upward(reporting)
    for owner in (room, reporting, district):
        assert state_at(owner, case_no) is CaseState.DELIVERED
        assert events_of(owner, case_no) == events_of(room, case_no)
        assert not not_counting(owner, case_no)
        assert verify(owner.register).problems == ()
    assert_equal(reporting, [room])
    assert_alike(district, reporting, VILLAGE)
