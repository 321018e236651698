"""After acceptance: who may say what, originals, corrections, ratings, complaints, and what the board shows."""

from __future__ import annotations

from datetime import date

import pytest

from app.clock import SetClock
from app.domain.cases import CaseEventKind, CaseState, MaterialForm
from app.domain.catalogue import ServiceItem
from app.domain.old_books import OldBookEntry
from app.domain.requests import MaterialGiven
from app.domain.rows import CaseFile, CaseFilter
from app.errors import Refusal
from app.models.verify import verify
from app.services import (
    agents,
    appointments,
    cases,
    complaints,
    corrections,
    duty,
    fees,
    items,
    materials,
    old_book,
    seals,
    suggestions,
    today,
    tours,
)
from app.services.desk import Desk
from tests.services.requests import accepted, id_number, papers, request

E = CaseEventKind


@pytest.fixture
def second(desk: Desk) -> Desk:
    """Another agent of the same room."""
    tile = agents.add(desk, "赵强", phone="13900001111")
    actor = agents.sign_in(desk.register, tile.agent_id, "1234", desk.clock)
    return Desk(desk.register, actor, desk.clock)


def shown(desk: Desk, number: str) -> CaseFile:
    return cases.show(desk.register, number, desk.clock, viewer=desk.actor.agent_id)


def refused(act: object, *args: object, **fields: object) -> Refusal:
    with pytest.raises(Refusal) as caught:
        act(*args, **fields)  # type: ignore[operator]
    return caught.value


def finished(desk: Desk, item: str = "YB01", **fields: str) -> str:
    number = accepted(desk, item, **dict(fields))  # type: ignore[arg-type]
    cases.record(desk, number, E.COMPLETED, data={"result": "已办好"})
    return number


def handed_over(desk: Desk, **fields: str) -> str:
    number = finished(desk, **fields)
    cases.record(desk, number, E.DELIVERED, data={"to_whom": "本人"})
    return number


def test_a_case_is_sent_only_to_somebody_who_is_there(desk: Desk, second: Desk) -> None:
    number = accepted(desk)
    refusal = refused(cases.record, desk, number, E.ASSIGNED, data={"to": "没有这人"})
    assert (refusal.code, refusal.field) == ("no-agent", "to") and "赵强" in refusal.sentence
    assert E.DECLINED_ASSIGNMENT not in shown(desk, number).allowed
    cases.record(desk, number, E.ASSIGNED, data={"to": "赵强"})
    assert shown(desk, number).assigned_to == "赵强"
    assert refused(cases.record, desk, number, E.CLAIMED).code == "assigned-to-another"
    cases.record(second, number, E.DECLINED_ASSIGNMENT, reason="外出培训")
    assert shown(desk, number).assigned_to == "" and shown(desk, number).handler == "王芳"


def test_the_backup_steps_in_by_the_roster_and_the_first_stay_first(desk: Desk, second: Desk) -> None:
    number = accepted(desk)
    day = date(2026, 11, 23)
    duty.add(desk, day, "王芳", backup="赵强")
    assert refused(duty.assign_backup, desk, number).code == "handler-there"
    shift = duty.roster(desk.register, day, day)[0]
    duty.cancel(desk, shift.shift_id, "生病")
    duty.add(desk, day, "赵强", from_time="8:30", to_time="17:30")
    assert [row.agent_name for row in duty.on_duty(desk.register, desk.clock)] == ["赵强"]
    assert duty.assign_backup(desk, number) == "赵强（替王芳）"
    case = shown(desk, number)
    assert (case.handler, case.first_asked, case.first_handler) == ("赵强", "王芳", "王芳")
    assert verify(desk.register).problems == ()


def test_without_roster_and_backup_nobody_is_named(desk: Desk) -> None:
    assert refused(duty.assign_backup, desk, accepted(desk)).code == "no-backup"


def test_a_second_one_time_notice_needs_a_reason_and_is_counted(desk: Desk) -> None:
    number = accepted(desk, "MZ05", materials=())
    missing = shown(desk, number).missing
    refusal = refused(cases.record, desk, number, E.NOTIFIED, data={"missing": [missing[0]]})
    assert (refusal.code, refusal.field) == ("notice-incomplete", "missing")
    cases.record(desk, number, E.NOTIFIED)
    assert refused(cases.record, desk, number, E.NOTIFIED).code == "second-notice"
    cases.record(desk, number, E.NOTIFIED, reason="第一张弄丢了")
    assert shown(desk, number).notices == 2
    assert "第几次告知：2" in shown(desk, number).timeline[-1].detail


def test_answers_of_a_body_without_a_register_are_taken_down_by_hand(desk: Desk) -> None:
    item = next(i for i in _items(desk) if i.tier.value in ("outside", "city", "province"))
    number = accepted(desk, item.code)
    if shown(desk, number).row.state is CaseState.IN_PROGRESS:
        cases.record(desk, number, E.ESCALATED)
    assert {E.RECEIVED, E.RETURNED, E.RESULT_READY} <= set(shown(desk, number).allowed)
    cases.record(desk, number, E.RECEIVED, data={"reference": "供2026-7", "answer_due_on": "2026-12-04"})
    assert shown(desk, number).answer_due_on == date(2026, 12, 4)
    changed = cases.record(desk, number, E.RETURNED, data={"missing": ["购房合同"]})
    assert changed.state is CaseState.WAITING_MATERIALS and changed.paper == "supplement-notice"
    cases.record(desk, number, E.SUPPLEMENTED)
    cases.record(desk, number, E.ESCALATED)
    assert cases.record(desk, number, E.RESULT_READY, data={"result": "准予"}).state is CaseState.TO_FETCH
    assert verify(desk.register).problems == ()


def _items(desk: Desk) -> tuple[ServiceItem, ...]:
    return items.in_force(desk.register, desk.clock).items


def test_a_late_case_is_red_until_it_is_closed_with_an_explanation(desk: Desk, clock: SetClock) -> None:
    number = accepted(desk, "ZZ08")
    clock.advance(days=10)
    refusal = refused(cases.record, desk, number, E.COMPLETED, data={"result": "已答复"})
    assert (refusal.code, refusal.field) == ("overdue-unexplained", "overdue_explanation")
    assert today.board(desk.register, clock).overdue == 1
    said = {"result": "已答复", "overdue_explanation": "当事人外出"}
    cases.record(desk, number, E.COMPLETED, data=said)
    assert "当事人外出" in shown(desk, number).timeline[-1].detail
    assert today.board(desk.register, clock).overdue == 0


def test_whoever_collects_for_another_is_known(desk: Desk) -> None:
    number = finished(desk)
    for field in ("relation", "document"):
        data = {"to_whom": "张小明"} | ({"relation": "儿子"} if field == "document" else {})
        refusal = refused(cases.record, desk, number, E.DELIVERED, data=data)
        assert (refusal.code, refusal.field) == ("collector-unknown", field)
    data = {"to_whom": "张小明", "relation": "儿子", "document": "身份证", "mandate": "委托书"}
    assert cases.record(desk, number, E.DELIVERED, data=data).state is CaseState.DELIVERED


def test_nobody_enters_his_own_rating_where_somebody_else_can(desk: Desk) -> None:
    alone = handed_over(desk)
    said = {"level": "satisfied", "way": "reply_card"}
    assert cases.record(desk, alone, E.RATED, data=said).state is CaseState.CLOSED
    number = handed_over(desk, id_number=id_number(order=33), name="李四")
    tile = agents.add(desk, "赵强")
    other = Desk(desk.register, agents.sign_in(desk.register, tile.agent_id, "1234", desk.clock), desk.clock)
    refusal = refused(cases.record, desk, number, E.RATED, data=said)
    assert (refusal.code, refusal.field) == ("rated-by-oneself", "way") and "赵强" in refusal.sentence
    assert cases.record(other, number, E.RATED, data=said).state is CaseState.CLOSED
    third = handed_over(desk, id_number=id_number(order=35), name="王五")
    assert cases.record(desk, third, E.RATED, data={"level": "满意"}).state is CaseState.CLOSED


def test_the_dissatisfied_are_called_on_within_five_working_days(desk: Desk, clock: SetClock) -> None:
    number = handed_over(desk)
    cases.record(desk, number, E.RATED, data={"level": "不满意", "reason": "等得久"})
    assert shown(desk, number).follow_up_due_on == date(2026, 11, 30)
    assert cases.page(desk.register, CaseFilter(follow_up=True), clock).total == 1
    clock.advance(days=8)
    board = today.board(desk.register, clock)
    assert (board.follow_ups, board.follow_ups_late) == (1, 1)
    cases.record(desk, number, E.FOLLOWED_UP, data={"text": "上门说明", "settled": True})
    assert shown(desk, number).follow_up_due_on is None
    assert today.board(desk.register, clock).follow_ups == 0


def test_a_complaint_is_hidden_from_whom_it_concerns_everywhere(
    desk: Desk, second: Desk, clock: SetClock
) -> None:
    number = accepted(desk)
    complaint_id = complaints.file(second, {"case_no": number, "text": "态度生硬", "channel": "phone"})
    assert not any(row.event is E.COMPLAINED for row in shown(desk, number).timeline)
    assert E.COMPLAINED not in shown(desk, number).said
    assert any(row.event is E.COMPLAINED for row in shown(second, number).timeline)
    assert all("态度生硬" not in row.detail for row in shown(second, number).timeline)
    assert not any(row.event is E.COMPLAINED for row in cases.show(desk.register, number, clock).timeline)
    assert complaints.listed(desk.register, clock, viewer=desk.actor.agent_id) == ()
    (row,) = complaints.listed(desk.register, clock, viewer=second.actor.agent_id)
    assert (row.about, row.text, row.sent_up, row.due_on) == ("王芳", "态度生硬", True, date(2026, 12, 14))
    assert refused(complaints.answer, desk, complaint_id, "x", upheld=False).code == "no-complaint"
    clock.advance(days=22)
    assert today.board(desk.register, clock, viewer=second.actor.agent_id).complaints_due == 1
    assert today.board(desk.register, clock, viewer=desk.actor.agent_id).complaints_due == 0
    complaints.answer(second, complaint_id, "已道歉", upheld=True)
    assert refused(complaints.answer, second, complaint_id, "x", upheld=False).code == "answered"
    assert verify(desk.register).problems == ()


def test_a_box_is_opened_by_two(desk: Desk) -> None:
    typed = {"text": "办事慢", "channel": "box", "opened_by": "王芳"}
    assert refused(complaints.file, desk, typed).code == "two-people"
    assert refused(complaints.file, desk, typed | {"opened_with": "王芳"}).code == "two-people"
    assert complaints.file(desk, typed | {"opened_with": "赵强"})


def test_suggestions_are_kept_and_answered_once(desk: Desk) -> None:
    made = suggestions.add(desk, "请摆张椅子", "李四")
    suggestions.answer(desk, made, "已摆")
    assert refused(suggestions.answer, desk, made, "x").code == "answered"
    (row,) = suggestions.book(desk.register)
    assert (row.text, row.answer) == ("请摆张椅子", "已摆")


def test_a_correction_keeps_both_values_and_a_closed_case_is_shut(desk: Desk) -> None:
    number = accepted(desk)
    assert refused(corrections.correct_case, desk, number, "case_no", "1", "x").code == "not-correctable"
    assert refused(corrections.correct_case, desk, number, "note", "好", "").field == "reason"
    row = corrections.correct_case(desk, number, "applicant_phone", "13900002222", "号码记错")
    assert (row.old, row.new) == ("13812345678", "13900002222")
    assert any(
        "联系电话：13812345678 → 13900002222（号码记错）" in line.detail and line.title == "更正"
        for line in shown(desk, number).timeline
    )
    closed = handed_over(desk, id_number=id_number(order=37), name="李四")
    cases.record(desk, closed, E.RATED, data={"level": "满意"})
    assert refused(corrections.correct_case, desk, closed, "note", "x", "y").code == "case-shut"
    cases.record(desk, closed, E.REOPENED, reason="登记有误")
    assert corrections.correct_case(desk, closed, "note", "x", "y").new == "x"
    assert verify(desk.register).problems == ()


def test_originals_are_kept_only_where_the_item_says_so_and_counted_until_they_go_back(
    desk: Desk, clock: SetClock
) -> None:
    kept = tuple(MaterialGiven(given.name, MaterialForm.ORIGINAL) for given in papers(desk, "MZ05"))
    number = cases.accept(desk, request(desk, "MZ05", materials=kept)).case_no
    name = kept[0].name
    until = date(2026, 11, 30)
    refusal = refused(materials.hold, desk, number, name, where="铁皮柜", until_on=until)
    assert refusal.code == "original-not-kept"
    rows = materials.held(desk.register, clock)
    assert {row.case_no for row in rows} == {number} and not any(row.red for row in rows)
    materials.move(desk, number, rows[0].name, "铁皮柜二层")
    clock.advance(days=11)
    rows = materials.held(desk.register, clock)
    assert all(row.overdue and row.red for row in rows)
    assert today.board(desk.register, clock).must_return == len(rows)
    for row in rows:
        assert materials.give_back(desk, number, row.name, to_whom="张秀兰") == 0
    assert materials.held(desk.register, clock) == ()
    assert refused(materials.give_back, desk, number, name, to_whom="x").code == "not-held"


def test_originals_of_a_withdrawn_case_must_go_back(desk: Desk, clock: SetClock) -> None:
    kept = tuple(MaterialGiven(given.name, MaterialForm.ORIGINAL, 2) for given in papers(desk, "MZ05"))
    number = cases.accept(desk, request(desk, "MZ05", materials=kept)).case_no
    changed = cases.record(desk, number, E.WITHDRAWN, reason="不办了")
    assert changed.todo == "退还原件"
    rows = materials.held(desk.register, clock)
    assert rows and all(row.must_return and row.red for row in rows)
    assert materials.give_back(desk, number, rows[0].name, to_whom="张秀兰", sheets=1) == 1
    assert materials.held(desk.register, clock)[0].sheets in (1, 2)
    assert refused(materials.give_back, desk, number, rows[0].name, to_whom="x", sheets=2).code == "sheets"


def test_withdrawing_can_give_everything_back_at_once(desk: Desk, clock: SetClock) -> None:
    kept = tuple(MaterialGiven(given.name, MaterialForm.ORIGINAL) for given in papers(desk, "MZ05"))
    number = cases.accept(desk, request(desk, "MZ05", materials=kept)).case_no
    cases.record(desk, number, E.WITHDRAWN, reason="不办了", data={"returned_to": "张秀兰"})
    assert materials.held(desk.register, clock) == ()


def test_copies_of_identity_papers_are_stamped_and_their_end_is_noted(desk: Desk) -> None:
    number = accepted(desk)
    assert "他用无效" in materials.make_copies(desk, number, "身份证复印件留底", 2)
    materials.destroy_copies(desk, number, "身份证复印件留底")
    assert refused(materials.destroy_copies, desk, number, "身份证复印件留底").code == "not-a-copy"


def test_the_platforms_number_is_given_once_and_then_corrected(desk: Desk, clock: SetClock) -> None:
    number = accepted(desk)
    assert [row.case_no for row in cases.not_entered(desk.register, clock)] == [number]
    assert dict(cases.platform_fields(desk.register, number))["申请人"] == "张秀兰"
    cases.set_external_no(desk, number, "GS20261123001")
    assert cases.not_entered(desk.register, clock) == ()
    assert refused(cases.set_external_no, desk, number, "2").code == "external-known"
    corrections.correct_case(desk, number, "external_no", "GS20261123002", "抄错一位")
    assert shown(desk, number).external_no == "GS20261123002"


def test_seals_wait_and_are_logged(desk: Desk, clock: SetClock) -> None:
    number = accepted(desk)
    seal = seals.ask(desk, number, "申请表", sheets=2)
    assert today.board(desk.register, clock).seals_waiting == 1
    assert refused(seals.settle, desk, seal, "sealed").field == "approver"
    seals.settle(desk, seal, "sealed", approver="李书记")
    assert seals.log(desk.register)[0].sealed_on == date(2026, 11, 23)
    assert refused(seals.settle, desk, seal, "sealed").code == "seal-settled"


def test_money_is_refused_without_a_legal_basis_and_stands_until_passed_on(desk: Desk) -> None:
    number = accepted(desk)
    refusal = refused(fees.take, desk, number, 1000, payee="公安局")
    assert refusal.code in ("fee-without-basis",)
    fee = fees.take(desk, number, fees.fen_of("10.50"), payee="公安局", basis="居民身份证法第二十条")
    (row,) = fees.ledger(desk.register, waiting_only=True)
    assert (row.amount_fen, row.waiting) == (1050, True)
    assert refused(fees.pass_on, desk, fee, "").field == "receipt_no"
    fees.pass_on(desk, fee, "甘A0001")
    assert fees.ledger(desk.register, waiting_only=True) == ()


@pytest.mark.parametrize("typed", ["", "一元", "1.234", "-1", "1e3"])
def test_amounts_that_are_none_are_refused(typed: str) -> None:
    assert refused(fees.fen_of, typed).code == "fee-amount"


def test_a_tour_is_announced_beforehand_and_collects_requests(desk: Desk, clock: SetClock) -> None:
    day = date(2026, 11, 26)
    tour = tours.add(desk, "二组巡回", day, ["二组村口", "老学校"], ["王芳"], from_time="9:00")
    assert refused(appointments.add, desk, "李四", day, tour_id="x" * 32).code == "no-tour"
    appointments.add(desk, "李四", day, item="MZ05", tour_id=tour.tour_id)
    assert tours.announce(desk, tour.tour_id).announced_on == date(2026, 11, 23)
    assert refused(tours.announce, desk, tour.tour_id).code == "announced"
    assert [row.name for row in tours.requests(desk.register, tour.tour_id)] == ["李四"]
    clock.advance(days=3)
    board = today.board(desk.register, clock)
    assert [row.name for row in board.tours] == ["二组巡回"] and board.tours[0].requests == 1
    assert [row.name for row in board.appointments] == ["李四"]
    number = accepted(desk, "MZ05", name="李四", id_number=id_number(order=41))
    done = appointments.settle(desk, board.appointments[0].appointment_id, "kept", case_no=number)
    assert (done.status, done.case_no) == ("kept", number)
    assert refused(appointments.settle, desk, done.appointment_id, "missed").code == "appointment-settled"


def test_days_that_have_passed_and_hours_in_the_wrong_order_are_refused(desk: Desk) -> None:
    past = date(2026, 11, 1)
    assert refused(appointments.add, desk, "李四", past).code == "date-order"
    assert refused(tours.add, desk, "x", past, ["a"], ["王芳"]).code == "date-order"
    assert refused(duty.add, desk, past, "王芳", from_time="9点").code == "time-form"
    assert refused(duty.add, desk, past, "王芳", from_time="9:00", to_time="8:00").code == "time-order"


def test_lists_can_show_stars_and_neutral_words(desk: Desk, clock: SetClock) -> None:
    accepted(desk, "MZ01")
    (row,) = cases.page(desk.register, CaseFilter(masked=True), clock).rows
    assert row.applicant == "张*兰" and row.phone == "138****5678"
    (whole,) = cases.page(desk.register, CaseFilter(), clock).rows
    assert (row.item_name != whole.item_name) is whole.sensitive


def test_a_clock_before_the_acceptance_is_refused_and_one_that_went_back_is_told(
    desk: Desk, clock: SetClock
) -> None:
    number = accepted(desk)
    clock.advance(days=2)
    cases.record(desk, number, E.VERIFIED)
    clock.advance(days=-1)
    changed = cases.record(desk, number, E.PROGRESSED, reason="电话联系")
    assert changed.warnings and "校准" in changed.warnings[0]
    assert [row.suspect_clock for row in shown(desk, number).timeline] == [False, True, False]
    clock.advance(days=-3)
    refusal = refused(cases.record, desk, number, E.PROGRESSED, reason="x")
    assert refusal.code == "clock-before-acceptance"
    assert len(shown(desk, number).timeline) == 3


def test_days_said_with_a_step_lie_where_they_can(desk: Desk) -> None:
    number = accepted(desk, "ZZ08")
    data = {"days": 3, "approved_by": "站长", "reason": "停电", "told_on": "2026-11-25"}
    assert refused(cases.record, desk, number, E.EXTENDED, data=data).field == "told_on"
    data = {"reason": "等家属", "expected_on": "2026-11-01"}
    assert refused(cases.record, desk, number, E.PAUSED, data=data).field == "expected_on"
    assert shown(desk, number).row.state is CaseState.IN_PROGRESS


def test_a_line_of_the_old_book_is_not_asked_for_by_the_platform(desk: Desk, clock: SetClock) -> None:
    entry = OldBookEntry("2025-1", "12", "张秀兰", "MZ04", date(2025, 3, 4))
    old_book.enter(desk, entry)
    assert cases.not_entered(desk.register, clock) == ()
