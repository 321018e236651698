"""A picture of a paper for somebody's telephone shows no whole number and says whose it is."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from app.errors import Refusal
from app.printing import press
from app.services import paper_pictures, papers
from app.services.desk import Desk
from app.services.paper_pictures import _masked_paper, masked
from tests.printing.readings import all_text
from tests.services.requests import accepted, id_number


@pytest.mark.parametrize("paper", ["receipt", "card", "slip", "request-form", "handling-sheet"])
def test_no_paper_shows_a_whole_number_or_telephone_in_its_picture(desk: Desk, paper: str) -> None:
    file = papers.make(desk, accepted(desk), paper)
    text = all_text(press.render(_masked_paper(file), None, file.layout))
    assert id_number() not in text
    assert "13812345678" not in text
    assert file.case_no in text


def test_a_number_is_masked_wherever_somebody_wrote_it() -> None:
    said = masked({"note": f"代领人{id_number()}，电话0937-2601234", "rows": [["张三", id_number()]]})
    assert said["note"] == "代领人620902********0216，电话0937-2601234"
    assert said["rows"] == [["张三", "620902********0216"]]


def test_a_form_of_a_county_masks_the_telephone_whatever_it_is_called() -> None:
    assert masked({"key": "phone", "label": "电话", "text": "13812345678"})["text"] == "138****5678"
    assert (
        masked({"key": "agent_phone", "label": "代办员电话", "text": "13900001111"})["text"] == "13900001111"
    )


def test_the_picture_is_the_page_with_the_rooms_mark_across_it(desk: Desk) -> None:
    file = papers.make(desk, accepted(desk), "receipt")
    picture = Image.open(BytesIO(paper_pictures.shareable(desk, file)))
    assert picture.size == (round(148 / 25.4 * 150), round(210 / 25.4 * 150)) or picture.width > 800
    colours = picture.convert("L").histogram()
    assert sum(colours[200:225]) > 2_000  # the pale letters of the mark


def test_a_page_that_is_not_there_is_refused(desk: Desk, tmp_path: Path) -> None:
    file = papers.make(desk, accepted(desk), "receipt")
    with pytest.raises(Refusal, match="只有 1 页"):
        paper_pictures.save(desk, file, 2, tmp_path / "a.png")
    assert not (tmp_path / "a.png").exists()


def test_an_empty_form_becomes_a_picture_too(desk: Desk) -> None:
    assert paper_pictures.shareable(desk, papers.empty(desk.register, "mandate")).startswith(b"\x89PNG")
