"""A paper that does not fit its case is refused with the reason, and nothing is recorded."""

from __future__ import annotations

import pytest

from app.clock import today
from app.domain.cases import CaseEventKind
from app.domain.mandates import MandateDraft
from app.errors import Refusal
from app.services import cases, mandates, papers
from app.services.desk import Desk
from tests.services.papers.readings import said
from tests.services.requests import accepted

NEVER_OF_A_PLAIN_CASE = {
    "one-time-notice": "材料是齐的",
    "mandate": "没有代申请人",
    "reply-card": "还没有交给申请人",
    "supplement-notice": "没有把这件退回",
    "complaint-record": "没有人投诉",
    "decline-notice": "没有记为",
    "elsewhere-notice": "没有记为",
    "certificate-note": "没有记为",
}


@pytest.mark.parametrize(("paper", "why"), NEVER_OF_A_PLAIN_CASE.items())
def test_a_paper_that_does_not_fit_says_why(desk: Desk, paper: str, why: str) -> None:
    case_no = accepted(desk)
    with pytest.raises(Refusal) as refused:
        papers.make(desk, case_no, paper)
    assert refused.value.code == "paper-does-not-fit"
    assert case_no in refused.value.sentence
    assert why in refused.value.sentence
    assert cases.show(desk.register, case_no, desk.clock).papers_printed == {}


def test_every_other_paper_of_a_case_can_be_made_of_a_plain_case(desk: Desk) -> None:
    case_no = accepted(desk)
    for kind in papers.kinds():
        if kind.of == "case" and kind.name not in NEVER_OF_A_PLAIN_CASE:
            for layout in ("", *(one.name for one in kind.layouts)):
                made = papers.make(desk, case_no, kind.name, layout)
                assert made.case_no == case_no
                assert case_no in said(made.pdf)


def test_a_reply_card_comes_with_the_delivery(desk: Desk) -> None:
    case_no = accepted(desk)
    cases.record(desk, case_no, CaseEventKind.COMPLETED, data={"result": "已核定，下月起发放"})
    cases.record(desk, case_no, CaseEventKind.DELIVERED, data={"to_whom": "张秀兰", "how": "上门"})
    words = said(papers.make(desk, case_no, "reply-card").pdf)
    for told in ("已核定，下月起发放", "张秀兰", "上门"):
        assert told in words


def test_a_mandate_names_both(desk: Desk) -> None:
    case_no = accepted(desk, representative="李四", representative_relation="父子")
    words = said(papers.make(desk, case_no, "mandate").pdf)
    assert "张秀兰" in words
    assert "李四" in words


def test_a_mandate_says_what_was_written_down_of_it(desk: Desk) -> None:
    case_no = accepted(desk, representative="李四", representative_relation="父子")
    villager_id = cases.show(desk.register, case_no, desk.clock).villager_id
    draft = MandateDraft(
        "李四",
        today(desk.clock),
        villager_id=villager_id,
        phone="13700001111",
        relation="父子",
        powers="代为签收文书",
    )
    mandates.give(desk, draft)
    words = said(papers.make(desk, case_no, "mandate").pdf)
    for told in ("13700001111", "代为签收文书", "自2026年11月23日至撤销时"):
        assert told in words


def test_a_number_for_a_paper_of_nothing_is_refused(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        papers.make(desk, accepted(desk), "opinion-page")
    assert refused.value.code == "paper-does-not-fit"


def test_an_unknown_layout_names_those_there_are(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        papers.make(desk, accepted(desk), "slip", "a7")
    assert refused.value.code == "no-such-layout"
    assert "carbon93" in refused.value.sentence
