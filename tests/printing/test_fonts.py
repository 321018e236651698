"""Every name is drawn with an embedded font and comes back as text; what cannot be drawn is said."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from reportlab.pdfbase.ttfonts import makeToUnicodeCMap

from app import assets
from app.printing import press
from app.printing.embedded import to_unicode
from app.printing.fonts import font_book
from app.printing.lines import full_width, wrap
from app.printing.papers import CardPaper, MaterialLine, Paper, ReceiptPaper, SlipPaper
from tests.printing import descriptions as given_papers
from tests.printing.readings import all_text, read

STANDARD_NAMES = ("㛃䶮", "张𬸣", "李𫘜", "王犇喆堃", "赵𬀩𫖯𣲗𬱟𫘝𬴊")
RAREST_NAMES = ("陈𠅤", "杨𪚥")
NOWHERE = "\U0003fffd"  # a code point that no version of Unicode has given to a character
PAPERS = (given_papers.RECEIPT, given_papers.CARD, given_papers.SLIP)


def receipt_for(name: str) -> bytes:
    return press.render(replace(given_papers.RECEIPT, applicant=name, agent=name))


def pdftotext(pdf: bytes, folder: Path) -> str:
    file = folder / "paper.pdf"
    file.write_bytes(pdf)
    answer = subprocess.run(["pdftotext", "-enc", "UTF-8", str(file), "-"], capture_output=True, check=True)
    return answer.stdout.decode()


@pytest.mark.parametrize("name", STANDARD_NAMES)
def test_standard_names_are_drawn_by_the_fonts_that_come_with_the_program(name: str) -> None:
    fonts = font_book()
    assert fonts.drawable(name) == name
    assert {run.font for run in fonts.runs(name)} == {fonts.regular.name}
    assert {run.font for run in fonts.runs(name, bold=True)} == {fonts.bold.name}


@pytest.mark.parametrize("name", STANDARD_NAMES)
def test_standard_names_come_back_as_text(name: str) -> None:
    assert all_text(receipt_for(name)).count(name) == 2


@pytest.mark.needs("pdftotext")
def test_standard_names_come_back_through_pdftotext(tmp_path: Path) -> None:
    rows = tuple(MaterialLine(str(no), name, "", "") for no, name in enumerate(STANDARD_NAMES, 1))
    words = pdftotext(press.render(replace(given_papers.RECEIPT, materials=rows)), tmp_path)
    for name in STANDARD_NAMES:
        assert name in words


@pytest.mark.needs("pdftotext", "hanazono")
@pytest.mark.parametrize("name", RAREST_NAMES)
def test_the_rarest_names_are_drawn_by_a_wide_font_of_the_machine(name: str, tmp_path: Path) -> None:
    paper = replace(given_papers.RECEIPT, applicant=name)
    assert press.warnings(paper) == ()
    pdf = press.render(paper)
    assert name in pdftotext(pdf, tmp_path)
    assert name in all_text(pdf)


@pytest.mark.needs("hanazono")
def test_a_wide_font_is_opened_only_for_a_name_that_needs_it() -> None:
    told = subprocess.run(
        [
            sys.executable, "-c",
            "from app.printing import fonts\n"
            "book = fonts.font_book()\n"
            "book.runs('王芳䶮'); print(fonts._wide_face.cache_info().currsize)\n"
            "book.runs('𪚥'); print(fonts._wide_face.cache_info().currsize)\n",
        ],
        capture_output=True, check=True, text=True,
    )  # fmt: skip
    assert [int(line) > 0 for line in told.stdout.split()] == [False, True]


def test_a_font_put_into_the_data_folder_draws_what_others_lack(tmp_path: Path) -> None:
    (tmp_path / "damaged.ttf").write_bytes(b"no font")
    (tmp_path / "Room.ttf").write_bytes(assets.data("fonts", "NotoSansSC-Regular.ttf"))
    fonts = font_book(tmp_path)
    assert [file.name for file in fonts.wide_files[:2]] == ["Room.ttf", "damaged.ttf"]
    assert fonts.missing(NOWHERE) == (NOWHERE,)


def font_with(character: str, file: Path) -> None:
    """A font that draws one character only, and has the same name as the one that comes with the program."""
    font = TTFont(BytesIO(assets.data("fonts", "NotoSansSC-Regular.ttf")))
    shape = font.getBestCmap()[ord("王")]
    wide = CmapSubtable.newSubtable(12)
    wide.platformID, wide.platEncID, wide.language, wide.cmap = 3, 10, 0, {ord(character): shape}
    font["cmap"].tables = [wide]
    font.save(file)


@pytest.mark.needs("pdftotext")
def test_a_font_dropped_in_while_the_program_runs_draws_the_next_paper(tmp_path: Path) -> None:
    folder = tmp_path / "fonts"
    folder.mkdir()
    paper = replace(given_papers.RECEIPT, applicant=f"丁{NOWHERE}")
    assert "□[U+3FFFD]" in all_text(press.render(paper, folder))
    assert len(press.warnings(paper, folder)) == 1
    font_with(NOWHERE, folder / "Room.ttf")
    assert press.warnings(paper, folder) == ()
    assert f"丁{NOWHERE}" in pdftotext(press.render(paper, folder), tmp_path)


def test_reportlabs_own_map_still_loses_names_so_ours_is_needed() -> None:
    """When this fails, ReportLab was mended and app/printing/embedded.py can go (docs/upstream-…)."""
    assert "<00> <2CE23>" in makeToUnicodeCMap("Font", [0x2CE23])
    assert "<00> <D873DE23>" in to_unicode("Font", [0x2CE23])


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: type(paper).__name__)
def test_a_character_that_no_font_has_prints_as_a_box_with_its_code_and_is_reported(
    paper: ReceiptPaper | CardPaper | SlipPaper,
) -> None:
    head = replace(given_papers.HEAD, room=f"石{NOWHERE}村为民服务室")
    with_it = replace(paper, head=head, applicant=f"丁{NOWHERE}")
    assert "丁□[U+3FFFD]" in all_text(press.render(with_it))
    assert "石□[U+3FFFD]村为民服务室" in all_text(press.render(with_it))
    (sentence,) = press.warnings(with_it)
    assert "U+3FFFD" in sentence
    assert NOWHERE not in sentence


def test_control_and_bidi_characters_are_shown_and_shape_selectors_are_not() -> None:
    fonts = font_book()
    assert fonts.drawable("甲\u202e乙") == "甲□[U+202E]乙"
    assert fonts.drawable("甲\x07乙") == "甲□[U+0007]乙"
    assert fonts.drawable("葛\U000e0100") == "葛"
    assert fonts.drawable("甲\t乙\r\n丙") == "甲 乙\n丙"


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: type(paper).__name__)
def test_every_font_is_embedded_as_a_subset(paper: Paper) -> None:
    pdf = press.render(paper)
    names = set(re.findall(rb"/BaseFont /(\S+)", pdf))
    assert names
    assert all(re.fullmatch(rb"[A-Z]{6}\+.*NotoSansSC.*", name) for name in names)
    assert b"Helvetica" not in pdf
    assert len(re.findall(rb"/FontFile2 ", pdf)) == len(names)


@pytest.mark.needs("pdftotext")
def test_pdffonts_finds_every_font_embedded_subset_and_with_its_text(tmp_path: Path) -> None:
    for paper in PAPERS:
        file = tmp_path / "paper.pdf"
        file.write_bytes(press.render(paper))
        answer = subprocess.run(["pdffonts", str(file)], capture_output=True, check=True, text=True)
        rows = answer.stdout.splitlines()[2:]
        assert rows
        assert all(re.search(r"TrueType .* yes +yes +yes ", row) for row in rows), answer.stdout


@pytest.mark.needs("qpdf")
def test_qpdf_finds_no_fault(tmp_path: Path) -> None:
    for paper in PAPERS:
        file = tmp_path / "paper.pdf"
        file.write_bytes(press.render(paper))
        subprocess.run(["qpdf", "--check", str(file)], capture_output=True, check=True)


def test_the_unicode_map_writes_surrogate_pairs() -> None:
    words = to_unicode("ABCDEF+Font", [0x738B, 0x2A6A5])
    assert "<00> <738B>" in words
    assert "<01> <D869DEA5>" in words


def test_no_line_is_wider_than_its_column_and_none_begins_with_a_mark() -> None:
    fonts = font_book()
    lines = wrap(given_papers.LONG_NOTE + given_papers.LONG_NAME, 40.0, 9.0, fonts)
    assert "".join(lines) == given_papers.LONG_NOTE + given_papers.LONG_NAME
    assert all(fonts.width_em(line) * 9.0 * 25.4 / 72 <= 40.0 for line in lines)
    assert not any(line[0] in "，。；、·" for line in lines)


def test_numbers_and_latin_words_are_not_torn_apart() -> None:
    assert wrap("身份证号码62090219660315001X请核对", 40.0, 9.0, font_book()) == (
        "身份证号码",
        "62090219660315001X请核",
        "对",
    )


def test_a_word_longer_than_a_line_is_broken_all_the_same() -> None:
    lines = wrap("A" * 100, 30.0, 9.0, font_book())
    assert len(lines) > 1
    assert "".join(lines) == "A" * 100


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("承诺5个工作日,最迟10月16日(星期五)", "承诺5个工作日，最迟10月16日（星期五）"),
        ("8:30-12:00", "8:30-12:00"),
        ("电话:0937-1", "电话：0937-1"),
        ("纸A4 (80 g)", "纸A4 (80 g)"),
        ("表(A4)", "表（A4）"),
    ],
)
def test_marks_beside_chinese_are_printed_full_width(typed: str, printed: str) -> None:
    assert full_width(typed) == printed


def test_a_name_with_spaces_and_dots_keeps_them() -> None:
    (page,) = read(receipt_for("Aibek Nur·买买提"))
    assert "Aibek Nur·买买提" in page.text
