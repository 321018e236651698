"""Papers of inquiries and complaints come from their own records; whom a complaint concerns gets none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.cases import CaseEventKind
from app.domain.inquiries import InquiryDraft
from app.domain.rows import Actor
from app.errors import Refusal
from app.services import agents, cases, complaints, inquiries, papers, slip_codes
from app.services.desk import Desk
from app.services.papers import list_prints
from tests.printing.readings import codes
from tests.services.papers.readings import said
from tests.services.requests import accepted


def asked(desk: Desk, topic: str = "残疾证怎么办") -> str:
    return inquiries.ask(desk, InquiryDraft(topic, name="张秀兰", phone="13812345678")).inquiry_id


def second_agent(desk: Desk) -> Desk:
    """The desk with another agent at it."""
    made = agents.add(desk, "赵强")
    return replace(desk, actor=Actor(made.agent_id, made.name, ""))


def test_what_was_asked_and_answered_stands_on_the_first_asked_reply(desk: Desk) -> None:
    inquiry = asked(desk)
    inquiries.answer(desk, inquiry, "带身份证和照片到镇残联评定")
    made = papers.make(desk, inquiry, "first-asked-reply")
    words = said(made.pdf)
    for told in ("张秀兰", "13812345678", "残疾证怎么办", "带身份证和照片到镇残联评定", desk.actor.name):
        assert told in words
    (code,) = set(codes(made.pdf, dpi=200))
    assert slip_codes.check(desk.register, code).case_no.startswith("ZX-")


def test_a_question_without_an_answer_has_no_reply_sheet(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        papers.make(desk, asked(desk), "first-asked-reply")
    assert refused.value.code == "paper-does-not-fit"
    assert "还没有答复" in refused.value.sentence


def test_a_referred_question_says_where_to_go(desk: Desk) -> None:
    inquiry = asked(desk, "想迁户口")
    with pytest.raises(Refusal):
        papers.make(desk, inquiry, "elsewhere-notice")
    inquiries.refer(desk, inquiry, "镇派出所户籍窗口")
    words = said(papers.make(desk, inquiry, "elsewhere-notice").pdf)
    assert "想迁户口" in words and "镇派出所户籍窗口" in words


def test_a_complaint_paper_comes_from_the_complaint(desk: Desk) -> None:
    case_no = accepted(desk)
    other = second_agent(desk)
    complaint = complaints.file(
        other, {"case_no": case_no, "text": "办得太慢", "channel": "phone", "name": "李四"}
    )
    complaints.answer(other, complaint, "已说明原因", upheld=False)
    for number in (complaint, case_no):
        words = said(papers.make(other, number, "complaint-record").pdf)
        for told in ("办得太慢", "李四", "☑电话", case_no, "已说明原因", "☑不属实", desk.actor.name):
            assert told in words


def test_the_agent_concerned_gets_no_complaint_paper_and_no_trace_of_its_print(desk: Desk) -> None:
    case_no = accepted(desk)
    other = second_agent(desk)
    complaint = complaints.file(other, {"case_no": case_no, "text": "办得太慢", "channel": "phone"})
    for number in (complaint, case_no):
        with pytest.raises(Refusal) as refused:
            papers.make(desk, number, "complaint-record")
        assert refused.value.code == "paper-does-not-fit"
    papers.counted(other, papers.make(other, complaint, "complaint-record"), "PDF")
    assert "complaint-record" not in cases.show(desk.register, case_no, desk.clock).papers_printed
    (printed,) = list_prints.rows(desk.register)
    assert printed.of == ""


def test_a_visit_stands_on_its_record(desk: Desk) -> None:
    case_no = accepted(desk)
    data = {"findings": "老人独居，房屋漏雨", "place": "三组"}
    cases.record(desk, case_no, CaseEventKind.VERIFIED, data=data)
    words = said(papers.make(desk, case_no, "visit-record").pdf)
    assert "老人独居，房屋漏雨" in words and desk.actor.name in words
