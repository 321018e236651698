"""A room whose people are called 代理员 says so on every paper, and never in what a person typed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.cases import CaseEventKind
from app.errors import Refusal
from app.printing.postings import press as postings_press
from app.services import cases, papers, postings, room_posts
from app.services.desk import Desk
from app.services.papers.shape import PaperFile
from tests.services.papers.readings import said
from tests.services.requests import accepted

POSTINGS = tuple(postings_press.NAMES.values())
SHAPES = [
    (kind.name, layout) for kind in papers.kinds() for layout in ("", *(one.name for one in kind.layouts))
]


def calls_them(desk: Desk, word: str) -> None:
    room_posts.change(desk, replace(room_posts.posts(desk.register), agent_word=word))


def empty(desk: Desk, paper: str, layout: str) -> PaperFile:
    if paper in POSTINGS:
        return postings.empty(desk.register, desk.clock, paper, layout)
    return papers.empty(desk.register, paper, layout, clock=desk.clock)


@pytest.mark.parametrize(("paper", "layout"), SHAPES)
def test_every_empty_form_follows_what_the_room_calls_its_people(desk: Desk, paper: str, layout: str) -> None:
    before = said(empty(desk, paper, layout).pdf)
    assert "代理员" not in before
    calls_them(desk, "代理员")
    after = said(empty(desk, paper, layout).pdf)
    assert "代办" not in after
    assert len(after) == len(before)
    calls_them(desk, "")
    assert said(empty(desk, paper, layout).pdf) == before


@pytest.mark.parametrize("paper", ["agents-poster", "promise-poster", "supervision-poster", "flow-chart"])
def test_what_hangs_on_the_wall_follows_it_too(desk: Desk, paper: str) -> None:
    assert "代办" in said(postings.make(desk.register, desk.clock, paper).pdf)
    calls_them(desk, "代理员")
    made = said(postings.make(desk.register, desk.clock, paper).pdf)
    assert "代办" not in made and "代理" in made


@pytest.mark.parametrize(
    ("paper", "layout"), [("receipt", ""), ("receipt", "roll80"), ("slip", ""), ("request-form", "")]
)
def test_what_a_person_typed_stays_as_it_was_typed(desk: Desk, paper: str, layout: str) -> None:
    typed = "老王代办行"
    case_no = accepted(desk, name=typed, note="请代办员上门")
    calls_them(desk, "代理员")
    text = said(papers.make(desk, case_no, paper, layout).pdf)
    assert typed in text
    assert "代办" not in text.replace(typed, "").replace("请代办员上门", "")
    assert "代理员" in text


def test_the_addressee_of_a_refusal_stays_as_typed_and_its_ground_is_in_the_rooms_words(desk: Desk) -> None:
    case_no = accepted(desk, name="老王代办行")
    ground = {
        "ground": "not_in_scope",
        "legal_basis": "《行政许可法》第三十二条",
        "where_to_go": "县政务大厅",
    }
    cases.record(desk, case_no, CaseEventKind.DECLINED, data=ground, reason="不属于")
    calls_them(desk, "代理员")
    text = said(papers.make(desk, case_no, "decline-notice").pdf)
    assert "老王代办行：" in text
    assert "不属于代理范围" in text


def test_a_paper_printed_before_is_still_a_second_print_of_itself(desk: Desk) -> None:
    case_no = accepted(desk)
    papers.printed(desk, case_no, papers.make(desk, case_no, "receipt"), "PDF")
    calls_them(desk, "代理员")
    again = papers.make(desk, case_no, "receipt")
    assert again.copy_no == 2
    assert "补打" in said(again.pdf) and "代办员" in said(again.pdf)


def test_a_room_calls_its_people_by_one_of_two_words(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        calls_them(desk, "办事员")
    assert refused.value.field == "agent_word"
