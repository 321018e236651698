"""Which part of a slip is where: from the first print on, and with every step it takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import Refusal
from app.services import papers
from app.services.desk import Desk
from app.services.papers import slip_parts
from tests.services.requests import accepted


def test_with_the_first_print_all_three_parts_lie_in_the_room(desk: Desk, tmp_path: Path) -> None:
    case_no = accepted(desk)
    assert slip_parts.places(desk.register, case_no) == ()
    papers.save(desk, case_no, "slip", tmp_path / "1.pdf")
    papers.save(desk, case_no, "slip", tmp_path / "2.pdf")
    assert [(at.part, at.place) for at in slip_parts.places(desk.register, case_no)] == [
        (1, "kept"),
        (2, "kept"),
        (3, "kept"),
    ]


def test_a_part_that_was_sent_up_or_given_is_known_with_its_day(desk: Desk, tmp_path: Path) -> None:
    case_no = accepted(desk)
    papers.save(desk, case_no, "slip", tmp_path / "1.pdf")
    slip_parts.moved(desk, case_no, 2, "sent_up", transfer_list_id="a" * 32)
    slip_parts.moved(desk, case_no, 3, "given")
    assert [at.place for at in slip_parts.places(desk.register, case_no)] == ["kept", "sent_up", "given"]


def test_a_part_that_there_is_not_is_refused(desk: Desk) -> None:
    case_no = accepted(desk)
    with pytest.raises(Refusal):
        slip_parts.moved(desk, case_no, 4, "kept")
    with pytest.raises(Refusal):
        slip_parts.moved(desk, case_no, 1, "lost")
