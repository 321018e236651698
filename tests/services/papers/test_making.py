"""Papers of cases and empty ones: what they say, what is frozen, what is marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.cases import CaseEventKind
from app.domain.masking import mask_id
from app.models.tables import Agent
from app.printing.postings import press as postings_press
from app.services import cases, papers, reserved_numbers, slip_codes
from app.services.desk import Desk
from tests.printing.readings import codes
from tests.services.papers.readings import said
from tests.services.requests import accepted, id_number

OURS = [kind.name for kind in papers.kinds() if kind.name not in postings_press.NAMES.values()]


@pytest.mark.parametrize("paper", OURS)
def test_every_paper_comes_out_empty(desk: Desk, paper: str) -> None:
    for layout in ("", *(one.name for one in papers.kind_named(paper).layouts)):
        made = papers.empty(desk.register, paper, layout, clock=desk.clock)
        assert made.pdf.startswith(b"%PDF")
        assert made.case_no == ""
        assert not codes(made.pdf)


def test_a_notice_lists_everything_missing_with_its_form(desk: Desk) -> None:
    case_no = accepted(desk, without=2)
    missing = cases.show(desk.register, case_no, desk.clock).missing
    words = said(papers.make(desk, case_no, "one-time-notice").pdf)
    for name in missing:
        assert "".join(name.split()) in words
    assert codes(papers.make(desk, case_no, "one-time-notice").pdf)


def test_a_notice_printed_again_is_the_first_one_although_papers_came(desk: Desk, tmp_path: Path) -> None:
    case_no = accepted(desk, without=2)
    missing = cases.show(desk.register, case_no, desk.clock).missing
    papers.save(desk, case_no, "one-time-notice", tmp_path / "1.pdf")
    cases.record(desk, case_no, CaseEventKind.SUPPLEMENTED, data={"materials": [missing[0]]})
    words = said(papers.make(desk, case_no, "one-time-notice").pdf)
    assert "补打（第2次）" in words
    assert "".join(missing[0].split()) in words


def test_a_second_notice_needs_a_reason_and_counts(desk: Desk, tmp_path: Path) -> None:
    case_no = accepted(desk, without=2)
    missing = cases.show(desk.register, case_no, desk.clock).missing
    papers.save(desk, case_no, "one-time-notice", tmp_path / "1.pdf")
    cases.record(desk, case_no, CaseEventKind.SUPPLEMENTED, data={"materials": [missing[0]]})
    again = papers.make(desk, case_no, "one-time-notice", reason="政策变了")
    assert "第2次告知" in said(again.pdf)
    assert papers.keep(desk, again, tmp_path / "2.pdf") == 2


@pytest.mark.parametrize("paper", ["handling-sheet", "request-form", "statistics-form"])
def test_a_form_printed_again_reproduces_the_first_and_says_so(
    desk: Desk, paper: str, tmp_path: Path
) -> None:
    case_no = accepted(desk)
    papers.save(desk, case_no, paper, tmp_path / "1.pdf")
    desk.clock.advance(hours=3)  # type: ignore[attr-defined]
    words = said(papers.make(desk, case_no, paper).pdf)
    assert "补打（第2次）" in words
    assert "09:00" in words, "the instant of the first print stands"


def test_a_voided_case_says_so_on_every_form(desk: Desk) -> None:
    case_no = accepted(desk)
    cases.record(desk, case_no, CaseEventKind.VOIDED, reason="重复登记")
    for paper in ("handling-sheet", "statistics-form", "message-slip"):
        assert "作废" in said(papers.make(desk, case_no, paper).pdf)


def test_what_passes_through_others_hands_names_no_sensitive_matter(desk: Desk) -> None:
    case_no = accepted(desk, "MZ01")
    case = cases.show(desk.register, case_no, desk.clock)
    assert case.row.sensitive
    assert case.row.item_name not in said(papers.make(desk, case_no, "message-slip").pdf)
    assert case.row.item_name not in said(papers.make(desk, case_no, "card", "wallet").pdf)


def test_id_numbers_are_masked_where_the_paper_does_not_need_them_whole(desk: Desk) -> None:
    case_no = accepted(desk, representative="李四", representative_relation="父子")
    for paper in ("handling-sheet", "statistics-form"):
        words = said(papers.make(desk, case_no, paper).pdf)
        assert id_number() not in words
        assert mask_id(id_number()) in words
    for paper in ("request-form", "mandate"):
        assert id_number() in said(papers.make(desk, case_no, paper).pdf)


def test_the_card_names_who_stands_in(desk: Desk) -> None:
    with desk.write() as work:
        backup = Agent(name="赵强", phone="13900002222")
        work.add(backup)
        work.session.flush()
        first = work.get(Agent, desk.actor.agent_id)
        assert first is not None
        first.backup_agent_id = backup.id
        work.commit()
    for layout in ("", "wallet"):
        assert "赵强13900002222" in said(
            papers.make(desk, accepted(desk, again="又办一次"), "card", layout).pdf
        )


def test_a_pad_of_blank_slips_has_a_reserved_number_and_a_true_code_on_each(desk: Desk) -> None:
    made = papers.blank_slips(desk, 3)
    numbers = [row.case_no for row in reserved_numbers.rows(desk.register)]
    assert len(numbers) == 3
    found = codes(made.pdf, dpi=200)
    assert len(found) == 9, "three parts of three slips"
    assert {slip_codes.check(desk.register, code).case_no for code in found} == set(numbers)


def test_a_receipt_on_a_roll_is_80_mm_wide_and_as_long_as_it_must_be(desk: Desk) -> None:
    short = papers.make(desk, accepted(desk), "receipt", "roll80")
    assert short.width_mm == pytest.approx(80, abs=0.1)
    assert 100 < short.height_mm < 297
