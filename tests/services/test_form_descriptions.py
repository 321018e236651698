"""A county's own form changes what is printed from now on, and nothing that was printed before."""

from __future__ import annotations

import base64
import io
import json
from pathlib import Path

import pytest
from PIL import Image

from app.errors import Refusal
from app.printing.form_descriptions import PROGRAMS_OWN
from app.printing.form_fields import fields_of_papers
from app.services import form_descriptions, form_previews, papers
from app.services.desk import Desk
from tests.printing.readings import all_text
from tests.services.requests import accepted


def picture(side: int = 60) -> bytes:
    written = io.BytesIO()
    Image.new("RGBA", (side, side), (0, 0, 0, 255)).save(written, "PNG")
    return written.getvalue()


def described(folder: Path, **fields: object) -> Path:
    document: dict[str, object] = {
        "format": "daiban-form",
        "format_version": 1,
        "paper": "receipt",
        "title": "群众办事材料凭单",
        "fields": [{"field": "代办事项", "words": "申办事项"}, {"field": "申请人", "words": "申办人"}],
    }
    file = folder / "form.json"
    file.write_text(json.dumps(document | fields, ensure_ascii=False), encoding="utf-8")
    return file


def test_a_form_gives_a_paper_its_title_words_and_order(desk: Desk, tmp_path: Path) -> None:
    number = accepted(desk)
    before = all_text(papers.make(desk, number, "receipt").pdf)
    form_descriptions.take_in(desk, described(tmp_path))
    text = all_text(papers.make(desk, number, "receipt").pdf)
    assert "群众办事材料凭单" in text
    assert "材料接收单" not in text
    assert text.index("申办事项") < text.index("申办人")
    assert before.index("申请人") < before.index("代办事项")


def test_a_paper_printed_before_is_reproduced_in_its_first_form(desk: Desk, tmp_path: Path) -> None:
    number = accepted(desk)
    papers.save(desk, number, "receipt", tmp_path / "first.pdf")
    form_descriptions.take_in(desk, described(tmp_path))
    text = all_text(papers.make(desk, number, "receipt").pdf)
    assert "材料接收单" in text
    assert "补打（第2次）" in text


def test_a_logo_is_drawn_now_and_again_at_a_reprint_but_is_not_frozen_with_every_paper(
    desk: Desk, tmp_path: Path
) -> None:
    number = accepted(desk)
    logo = tmp_path / "logo.png"
    logo.write_bytes(picture())
    form_descriptions.take_in(desk, described(tmp_path), logo)
    file = papers.make(desk, number, "receipt")
    assert b"/Subtype /Image" in file.pdf
    assert len(json.dumps(file.description)) < 5000
    papers.save(desk, number, "receipt", tmp_path / "first.pdf")
    assert b"/Subtype /Image" in papers.make(desk, number, "receipt").pdf


def test_a_preview_keeps_nothing(desk: Desk, tmp_path: Path) -> None:
    paper, _form = form_previews.preview(desk, described(tmp_path), tmp_path / "sample.pdf")
    assert paper == "receipt"
    assert "群众办事材料凭单" in all_text((tmp_path / "sample.pdf").read_bytes())
    assert form_descriptions.in_force(desk.register, "receipt") == PROGRAMS_OWN
    assert form_descriptions.published(desk.register) == ()


@pytest.mark.parametrize("paper", sorted(fields_of_papers()))
def test_every_paper_can_have_a_form_and_prints_its_title(desk: Desk, tmp_path: Path, paper: str) -> None:
    fields = [{"field": field} for field in reversed(form_descriptions.fields_of(paper))]
    file = described(tmp_path, paper=paper, title="本县自己的单子", fields=fields)
    form_previews.preview(desk, file, tmp_path / "sample.pdf")
    assert "本县自己的单子" in all_text((tmp_path / "sample.pdf").read_bytes())


@pytest.mark.parametrize(
    ("fields", "code", "says"),
    [
        ({"colour": "red"}, "form-unknown", "colour"),
        ({"paper": "poem"}, "form-paper", "poem"),
        ({"fields": [{"field": "星座"}]}, "form-field", "星座"),
        ({"fields": [{"field": "申请人", "size": 3}]}, "form-unknown", "size"),
        ({"fields": [{"field": "住址"}, {"field": "住址"}]}, "form-field-twice", "住址"),
        ({"fields": "申请人"}, "form-fields", "清单"),
        ({"title": "长" * 31}, "form-title", "30"),
        ({"title": "甲\u202e乙"}, "form-title", "字符"),
        ({"seal_place": "top"}, "form-seal", "右下"),
        ({"paper": "card", "fields": [], "seal_place": "left"}, "form-seal", "A6"),
        ({"logo_png": "不是图片"}, "form-logo", "不是图片"),
        ({"logo_png": base64.b64encode(b"GIF89a nothing").decode()}, "form-logo", "不是图片"),
        ({"format": "other"}, "form-format", "式样"),
        ({"format_version": 2}, "form-version", "升级"),
    ],
)
def test_a_bad_form_is_refused_with_one_sentence_and_changes_nothing(
    desk: Desk, tmp_path: Path, fields: dict[str, object], code: str, says: str
) -> None:
    with pytest.raises(Refusal) as refused:
        form_descriptions.take_in(desk, described(tmp_path, **fields))
    assert refused.value.code == code
    assert says in refused.value.sentence
    assert "没有导入" in refused.value.sentence
    assert form_descriptions.published(desk.register) == ()


def test_a_logo_of_50_mb_is_refused_without_being_read(desk: Desk, tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    with logo.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(Refusal) as refused:
        form_descriptions.take_in(desk, described(tmp_path), logo)
    assert refused.value.code == "form-logo"
    assert "50.0 MB" in refused.value.sentence


def test_a_picture_of_too_many_points_is_refused(desk: Desk, tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(picture(3001))
    with pytest.raises(Refusal) as refused:
        form_descriptions.take_in(desk, described(tmp_path), logo)
    assert "3001" in refused.value.sentence


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"{", b"[" * 100_000])
def test_a_file_that_is_no_form_is_refused(desk: Desk, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "form.json"
    file.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        form_descriptions.take_in(desk, file)
    assert refused.value.code == "form-format"


def test_a_file_that_is_not_there_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        form_descriptions.take_in(desk, tmp_path / "none.json")
    assert refused.value.code == "form-file"


@pytest.mark.parametrize("layout", ["", "large", "roll80"])
def test_every_shape_of_a_receipt_takes_the_countys_words(desk: Desk, tmp_path: Path, layout: str) -> None:
    number = accepted(desk)
    form_descriptions.take_in(desk, described(tmp_path, title="群众办事材料接收和限时办结凭单（式样之一）"))
    text = all_text(papers.make(desk, number, "receipt", layout).pdf)
    assert "群众办事材料接收和限时办结凭单（式样之一）" in text
    assert "申办事项" in text and "申办人" in text
    assert "材料接收单" not in text and "代办回单" not in text


def test_a_wallet_card_takes_the_countys_words(desk: Desk, tmp_path: Path) -> None:
    number = accepted(desk)
    words = {
        "代办事项": "帮办事项",
        "开放时间": "接待群众的时间",
        "替岗人员": "AB岗",
        "承诺时限": "何时办好",
        "办结日期": "办好日期",
    }
    fields = [{"field": field, "words": said} for field, said in words.items()]
    form_descriptions.take_in(desk, described(tmp_path, paper="card", title="便民联系卡", fields=fields))
    text = all_text(papers.make(desk, number, "card", "wallet").pdf)
    for said in (*words.values(), "便民联系卡"):
        assert text.count(said) == 10, said


@pytest.mark.parametrize(("paper", "why"), [("slip", "签名（盖章）"), ("card", "A6"), ("leaflet", "公示")])
def test_a_paper_without_room_for_a_seal_says_why(tmp_path: Path, paper: str, why: str) -> None:
    with pytest.raises(Refusal) as refused:
        form_descriptions.read(described(tmp_path, paper=paper, fields=[], seal_place="right"))
    assert refused.value.code == "form-seal"
    assert why in refused.value.sentence
    assert "没有导入" in refused.value.sentence
