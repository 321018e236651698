"""Steps of a case at the counter: what may be done, what must be said, and what follows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from app.clock import SetClock
from app.domain import case_numbers
from app.domain.cases import CaseEventKind, CaseState, Light, MaterialForm, RatingLevel
from app.domain.requests import MaterialGiven
from app.domain.rows import CaseFile, CaseFilter
from app.errors import Refusal
from app.models.verify import verify
from app.services import agents, cases
from app.services.desk import Desk
from tests.services.requests import accepted, papers, request

E = CaseEventKind


def shown(desk: Desk, number: str) -> CaseFile:
    return cases.show(desk.register, number, desk.clock)


def refusal_of(desk: Desk, number: str, event: CaseEventKind | str, **data: object) -> Refusal:
    with pytest.raises(Refusal) as caught:
        cases.record(desk, number, event, data=data)
    return caught.value


def test_originals_that_the_room_kept_are_given_back_with_the_result(desk: Desk) -> None:
    kept = tuple(MaterialGiven(given.name, MaterialForm.ORIGINAL) for given in papers(desk, "MZ05"))
    number = accepted(desk, materials=kept)
    cases.record(desk, number, E.COMPLETED, data={"result": "已批准"})
    assert all(paper.held for paper in shown(desk, number).materials)
    cases.record(desk, number, E.DELIVERED, data={"to_whom": "张秀兰"})
    assert not any(paper.held for paper in shown(desk, number).materials)
    assert verify(desk.register).problems == ()


def test_a_case_goes_its_whole_way_from_acceptance_to_rating(desk: Desk, clock: SetClock) -> None:
    number = accepted(desk)
    way = [
        (E.VERIFIED, {"findings": "属实"}, CaseState.IN_PROGRESS),
        (E.ESCALATED, {"to": "镇民政办"}, CaseState.ESCALATED),
        (E.RESULT_READY, {"where": "镇便民中心"}, CaseState.TO_FETCH),
        (E.FETCHED, {"result": "已批准"}, CaseState.COMPLETED),
        (E.DELIVERED, {"to_whom": "张秀兰"}, CaseState.DELIVERED),
        (E.RATED, {"level": "非常满意"}, CaseState.CLOSED),
    ]
    for event, data, state in way:
        clock.advance(hours=1)
        changed = cases.record(desk, number, event, data=data)
        assert (changed.event, changed.state, changed.case_no) == (event, state, number)
    case = shown(desk, number)
    assert (case.result, case.completed_on, case.rating) == (
        "已批准",
        date(2026, 11, 23),
        RatingLevel.VERY_SATISFIED,
    )
    assert [row.title for row in case.timeline] == [
        "受理", "核实", "上报", "通知取件", "取回结果", "送达反馈", "评价",
    ]  # fmt: skip
    assert all(row.by == "王芳" for row in case.timeline)
    assert case.row.light is Light.NONE
    assert verify(desk.register).problems == ()


def test_what_is_not_allowed_is_refused_with_what_is(desk: Desk) -> None:
    number = accepted(desk)
    refusal = refusal_of(desk, number, E.DELIVERED, to_whom="张秀兰")
    assert (refusal.code, refusal.field) == ("stage", "event")
    assert "现在可以" in refusal.sentence and "上报" in refusal.sentence
    assert refusal_of(desk, number, E.RETURNED, missing=["户口簿"]).code == "stage"
    cases.record(desk, number, E.ESCALATED)
    assert refusal_of(desk, number, E.RETURNED, missing=["户口簿"]).code == "not-yours"
    assert E.RETURNED not in shown(desk, number).allowed
    assert len(shown(desk, number).timeline) == 2


def test_a_step_is_named_by_identifier_or_word_and_an_unknown_one_lists_all(desk: Desk) -> None:
    number = accepted(desk)
    assert cases.record(desk, number, "progressed", reason="已电话联系").event is E.PROGRESSED
    assert cases.record(desk, number, "核实").event is E.VERIFIED
    refusal = refusal_of(desk, number, "finished")
    assert (refusal.code, refusal.field) == ("unknown-event", "event")
    assert "completed" in refusal.sentence


def test_missing_and_unknown_fields_of_a_step_are_named(desk: Desk) -> None:
    number = accepted(desk, "YB01")
    assert refusal_of(desk, number, E.COMPLETED).field == "result"
    assert refusal_of(desk, number, E.COMPLETED, result="好", colour="red").field == "colour"
    assert refusal_of(desk, number, E.WITHDRAWN).field == "reason"
    cases.record(desk, number, E.WITHDRAWN, reason="申请人改主意")
    assert shown(desk, number).row.state is CaseState.WITHDRAWN


def test_papers_are_no_ground_for_declining(desk: Desk) -> None:
    assert refusal_of(desk, accepted(desk), E.DECLINED, ground="材料不全").code == "decline-for-papers"


def test_a_closed_case_is_not_withdrawn_and_a_low_rating_needs_its_reason(desk: Desk) -> None:
    number = accepted(desk, "YB01")
    cases.record(desk, number, E.COMPLETED, data={"result": "已参保"})
    cases.record(desk, number, E.DELIVERED, data={"to_whom": "本人"})
    assert refusal_of(desk, number, E.RATED, level="dissatisfied").field == "reason"
    cases.record(desk, number, E.RATED, reason="等得久", data={"level": "dissatisfied"})
    assert refusal_of(desk, number, E.WITHDRAWN, reason="x").code == "stage"
    assert shown(desk, number).rating is RatingLevel.DISSATISFIED


def test_the_last_missing_paper_starts_the_limit_and_gives_the_promise(desk: Desk, clock: SetClock) -> None:
    papers = (MaterialGiven("身份证"),)
    number = cases.accept(desk, request(desk, "MZ05", materials=papers)).case_no
    missing = shown(desk, number).missing
    assert len(missing) >= 2
    clock.advance(days=7)
    half = cases.record(desk, number, E.SUPPLEMENTED, data={"materials": [missing[0]]})
    assert half.state is CaseState.WAITING_MATERIALS
    case = shown(desk, number)
    assert case.missing == missing[1:] and case.row.promised_on is None
    clock.advance(days=1)
    assert cases.record(desk, number, E.SUPPLEMENTED).state is CaseState.IN_PROGRESS
    case = shown(desk, number)
    assert case.missing == () and all(material.received for material in case.materials)
    assert case.row.promised_on == case.row.due_on == date(2026, 12, 15)
    assert [row.title for row in case.timeline] == ["受理", "补齐材料", "补齐材料", "补记"]
    assert "承诺日期" in case.timeline[-1].detail
    assert verify(desk.register).problems == ()


def test_a_supplement_says_what_is_still_missing_instead(desk: Desk) -> None:
    number = cases.accept(desk, request(desk, "MZ05", materials=())).case_no
    missing = shown(desk, number).missing
    changed = cases.record(desk, number, E.SUPPLEMENTED, data={"still_missing": [missing[-1]]})
    assert changed.state is CaseState.WAITING_MATERIALS
    assert shown(desk, number).missing == missing[-1:]


def test_nothing_is_demanded_that_the_one_notice_did_not_name(desk: Desk) -> None:
    number = cases.accept(desk, request(desk, "MZ05", materials=())).case_no
    refusal = refusal_of(desk, number, E.SUPPLEMENTED, still_missing=["无房证明"])
    assert (refusal.code, refusal.field) == ("not-demanded", "still_missing")


def test_the_one_time_notice_lists_what_is_missing_by_itself(desk: Desk) -> None:
    number = cases.accept(desk, request(desk, "MZ05", materials=())).case_no
    cases.record(desk, number, E.NOTIFIED)
    case = shown(desk, number)
    assert "、".join(case.missing) in case.timeline[-1].detail


def test_paused_days_do_not_count(desk: Desk, clock: SetClock) -> None:
    number = accepted(desk, "ZZ08")
    assert shown(desk, number).row.due_on == date(2026, 11, 30)
    clock.advance(days=1)
    cases.record(desk, number, E.PAUSED, reason="等外出家属")
    assert shown(desk, number).row.due_on is None
    clock.advance(days=7)
    assert cases.record(desk, number, E.RESUMED).state is CaseState.IN_PROGRESS
    assert shown(desk, number).row.due_on == date(2026, 12, 7)


def test_an_extension_moves_the_due_date_and_never_backwards(desk: Desk) -> None:
    number = accepted(desk, "ZZ08")
    refusal = refusal_of(desk, number, E.EXTENDED, until_on="2026-11-30", approved_by="站长", reason="停电")
    assert (refusal.code, refusal.field) == ("extension-too-early", "until_on")
    data = {"until_on": "2026-12-04", "approved_by": "站长"}
    cases.record(desk, number, E.EXTENDED, reason="停电", data=data)
    row = shown(desk, number).row
    assert (row.due_on, row.promised_on) == (date(2026, 12, 4), date(2026, 11, 30))


def test_whoever_claims_a_case_becomes_its_handler_and_the_first_stays_first(desk: Desk) -> None:
    number = accepted(desk)
    tile = agents.add(desk, "赵强", phone="13900001111")
    other = Desk(desk.register, agents.sign_in(desk.register, tile.agent_id, "1234", desk.clock), desk.clock)
    cases.record(desk, number, E.ASSIGNED, data={"to": "赵强"})
    cases.record(other, number, E.CLAIMED)
    case = shown(desk, number)
    assert (case.handler, case.handler_phone, case.first_handler) == ("赵强", "13900001111", "王芳")
    assert any("承办人：王芳 → 赵强" in row.detail for row in case.timeline)
    assert cases.page(desk.register, CaseFilter(agent_id=tile.agent_id), desk.clock).total == 1


@pytest.mark.parametrize(
    ("written", "finds"),
    [
        (str.lower, True),
        (lambda number: number.replace("-", ""), True),
        (lambda number: f" {number} ", True),
        (lambda number: f"DB1*{number}*0a1b2c3d*ABCDEF", True),
        (lambda number: number[:-1] + ("2" if number[-1] != "2" else "3"), False),
    ],
)
def test_a_number_is_found_as_people_write_and_scan_it(
    desk: Desk, written: Callable[[str], str], finds: bool
) -> None:
    number = accepted(desk)
    if finds:
        assert shown(desk, written(number)).row.case_no == number
    else:
        with pytest.raises(Refusal) as caught:
            shown(desk, written(number))
        assert caught.value.code == "case-no-check"


def test_a_number_that_was_never_given_is_said_to_be_unknown(desk: Desk) -> None:
    number = accepted(desk)
    parsed = case_numbers.parse(number)
    later = case_numbers.next_number(desk.register.site_code, parsed.day, "A1", parsed.sequence)
    with pytest.raises(Refusal) as caught:
        cases.record(desk, str(later), E.PROGRESSED, reason="x")
    assert (caught.value.code, caught.value.field) == ("no-such-case", "case_no")


def test_every_step_has_its_fields_listed(desk: Desk) -> None:
    assert set(cases.event_fields()) == set(CaseEventKind)
