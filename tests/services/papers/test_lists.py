"""Lists of the room on paper: the book, what is due, hand-overs, batches, each from what the register holds."""

from __future__ import annotations

import pytest

from app.clock import today
from app.domain.cases import CaseEventKind
from app.errors import Refusal
from app.models.queries import prints
from app.models.tables import Batch, BatchPerson, SealRequest
from app.services import cases, papers, reserved_numbers, slip_codes, transfer_lists
from app.services.desk import Desk
from tests.printing.readings import codes
from tests.services.papers.readings import said
from tests.services.requests import accepted, id_number


def test_the_register_book_holds_every_case_and_explains_missing_numbers(desk: Desk) -> None:
    first = accepted(desk)
    (gap,) = reserved_numbers.reserve(desk, 1)
    last = accepted(desk, "MZ01", name="李国强", id_number=id_number("19700101", 33))
    words = said(papers.make(desk, "2026", "register-book").pdf)
    for told in (first, last, "张秀兰", "李国强", gap, "预留在空白登记本上"):
        assert told in words
    reserved_numbers.spoil(desk, gap, "撕坏了")
    assert "预留后作废：撕坏了" in said(papers.make(desk, "2026-11", "register-book").pdf)
    assert first not in said(papers.make(desk, "2025", "register-book").pdf)


@pytest.mark.parametrize("period", ["去年", "2026-13", "20261"])
def test_a_period_that_is_none_is_refused(desk: Desk, period: str) -> None:
    with pytest.raises(Refusal) as refused:
        papers.make(desk, period, "register-book")
    assert refused.value.code == "period-form"


def test_the_due_list_holds_what_is_due_by_then_and_no_sensitive_matter(desk: Desk) -> None:
    plain = accepted(desk)
    hidden = accepted(desk, "MZ01", name="李国强", id_number=id_number("19700101", 33))
    words = said(papers.make(desk, "2027-12-31", "due-list").pdf)
    assert plain in words
    assert hidden in words
    assert "最低生活保障" not in words
    assert plain not in said(papers.make(desk, f"{today(desk.clock):%Y-%m-%d}", "due-list").pdf)


def test_a_handover_list_names_its_cases_and_its_code_is_checked_without_a_network(desk: Desk) -> None:
    case_no = accepted(desk)
    cases.record(desk, case_no, CaseEventKind.ESCALATED, data={"to": "镇民政办"})
    made = transfer_lists.make(desk, "up", window="镇民政窗口")
    paper = papers.make(desk, made.list_no, "handover-list")
    words = said(paper.pdf)
    for told in (case_no, "张秀兰", "镇民政窗口", made.list_no):
        assert told in words
    (code,) = codes(paper.pdf, dpi=200)
    checked = slip_codes.check(desk.register, code)
    assert checked.case_no == made.list_no
    assert checked.known
    with pytest.raises(Refusal) as refused:
        papers.make(desk, made.list_no, "fetch-list")
    assert refused.value.code == "no-such-list"


def test_a_batch_list_has_a_line_to_sign_for_each_person_and_no_whole_id_number(desk: Desk) -> None:
    with desk.write() as work:
        batch = Batch(
            item_code="MZ05", title="高龄津贴年审", started_on=today(desk.clock), by_agent=desk.actor.agent_id
        )
        work.add(batch)
        work.session.flush()
        for name in ("张秀兰", "李国强"):
            work.add(BatchPerson(batch_id=batch.id, villager_id="", name=name, group_name="三组"))
        work.commit()
    for paper in ("batch-list", "subsidy-roster"):
        words = said(papers.make(desk, "高龄津贴年审", paper).pdf)
        assert "张秀兰" in words
        assert "李国强" in words


def test_a_shift_hands_over_open_cases(desk: Desk) -> None:
    case_no = accepted(desk)
    words = said(papers.make(desk, f"{today(desk.clock):%Y-%m-%d}", "shift-handover").pdf)
    assert case_no in words
    assert desk.actor.name in words
    assert case_no in said(papers.make(desk, desk.actor.name, "leaving-list").pdf)
    with pytest.raises(Refusal):
        papers.make(desk, "没有这个人", "leaving-list")


def test_the_seal_log_holds_every_use_of_the_period(desk: Desk) -> None:
    case_no = accepted(desk)
    with desk.write() as work:
        key = prints.case_key(work.session, case_no)
        assert key is not None
        asked = SealRequest(
            case_id=key[1], document="土地承包合同", approver="赵主任", asked_on=today(desk.clock)
        )
        work.add(asked)
        work.commit()
    words = said(papers.make(desk, "2026-11", "seal-log").pdf)
    for told in (case_no, "土地承包合同", "赵主任", "张秀兰"):
        assert told in words
    assert case_no not in said(papers.make(desk, "2026-10", "seal-log").pdf)


def test_the_seal_log_of_a_month_without_seals_is_a_page_for_the_hand(desk: Desk) -> None:
    assert "用章登记簿" in said(papers.make(desk, "2026-11", "seal-log").pdf)
