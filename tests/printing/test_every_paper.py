"""What holds for every paper that is listed, filled or empty, in every shape: nothing clipped, nothing overlapping."""

from __future__ import annotations

import subprocess
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.printing import press
from app.printing.fonts import font_book
from app.printing.papers import paper_kind
from app.printing.parts import NOTHING_MISSING
from tests.printing import descriptions, samples
from tests.printing.readings import Reading, all_text, codes, overlapping, read, squeezed, struck_through

UNPRINTABLE_MM = 4.2
TO_THE_EYE_MM = 0.15
NAMES = [kind.name for kind in samples.KINDS]
ON_ROLLS = {("receipt", "roll80")}


def sound(pdf: bytes, name: str, layout: str = "") -> tuple[Reading, ...]:
    """The pages, every letter whole on the paper, none over another, none struck through by a rule."""
    width_mm, height_mm = paper_kind(name).size_mm(layout)
    pages = read(pdf)
    for page in pages:
        assert page.width_mm == pytest.approx(width_mm, abs=TO_THE_EYE_MM)
        if (name, layout) not in ON_ROLLS:
            assert page.height_mm == pytest.approx(height_mm, abs=TO_THE_EYE_MM)
        for letter in page.letters:
            assert letter.left >= UNPRINTABLE_MM, letter
            assert letter.right <= page.width_mm - UNPRINTABLE_MM, letter
            assert letter.top >= UNPRINTABLE_MM, letter
            assert letter.bottom <= page.height_mm - UNPRINTABLE_MM, letter
        assert not overlapping(page.letters)
        assert not struck_through(page)
    return pages


@pytest.mark.parametrize(("name", "layout"), samples.SHAPES)
def test_an_empty_form_names_its_room_and_is_sound(name: str, layout: str) -> None:
    pages = sound(press.render(samples.empty(name), layout=layout), name, layout)
    if layout not in ("large", "overlay93", "overlay140"):
        assert samples.ROOM_HEAD.room in squeezed(pages[0].text)


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_form_takes_one_sheet(name: str) -> None:
    assert len(read(press.render(samples.empty(name)))) == 1


@pytest.mark.parametrize(("name", "layout"), samples.SHAPES)
def test_an_ordinary_paper_is_sound(name: str, layout: str) -> None:
    sound(press.render(samples.filled(name), layout=layout), name, layout)


@pytest.mark.parametrize(
    ("name", "layout"), [shape for shape in samples.SHAPES if paper_kind(shape[0]).of == "case"]
)
def test_every_paper_of_a_case_carries_its_code(name: str, layout: str) -> None:
    pdf = press.render(samples.filled(name), layout=layout)
    assert descriptions.QR_TEXT in codes(pdf, dpi=200)


@pytest.mark.parametrize("name", [kind.name for kind in samples.KINDS if kind.of == "case"])
@pytest.mark.parametrize("note", ["补打(第2次)", "更正", "作废 补打(第3次)"])
def test_a_mark_stands_on_the_first_page(name: str, note: str) -> None:
    paper = samples.filled(name)
    marked = replace(paper, head=replace(paper.head, copy_note=note))
    pages = sound(press.render(marked), name)
    assert squeezed(note).replace("(", "（").replace(")", "）") in squeezed(pages[0].text)


def alphabet(place: int) -> str:
    """Three hundred characters that no label and no other field uses."""
    used = set("".join(all_text(press.render(samples.filled(name))) for name in NAMES))
    used |= set("".join(all_text(press.render(samples.empty(name))) for name in NAMES))
    standard = sorted(code for code in font_book().bold.codes if 0x4E00 <= code <= 0x9FFF)
    free = [chr(code) for code in standard if chr(code) not in used]
    return "".join(free[place * 300 : place * 300 + 300])


ALPHABETS = tuple(alphabet(place) for place in range(3))
LENGTHS = st.tuples(
    st.sampled_from((0, 1, 4, 20, 60)), st.sampled_from((0, 14, 40, 120)), st.sampled_from((0, 60, 300)), st.integers(0, 12)
)  # fmt: skip


@pytest.mark.parametrize(("name", "layout"), samples.SHAPES)
@settings(max_examples=6, derandomize=True)
@given(LENGTHS)
def test_nothing_is_clipped_or_overlaps_whatever_the_lengths(
    name: str, layout: str, lengths: tuple[int, int, int, int]
) -> None:
    *sizes, lines = lengths
    texts = tuple(letters[:size] for letters, size in zip(ALPHABETS, sizes, strict=True))
    paper = samples.filled(name, (texts[0], texts[1], texts[2]), lines)
    pdf = press.render(paper, layout=layout)
    pages = sound(pdf, name, layout)
    if layout in ("", "a5", "carbon93", "overlay140"):
        on_paper = Counter(all_text(pdf))
        for text in press._texts(paper):
            if text not in (descriptions.QR_TEXT, NOTHING_MISSING):
                assert all(on_paper[char] for char in squeezed(text) if char in "".join(texts)), text
    if len(pages) > 1 and not layout and name not in ("blank-slips",):
        assert f"第{len(pages)}页共{len(pages)}页" in squeezed(pages[-1].text)


@pytest.mark.parametrize("name", NAMES)
def test_a_long_room_name_stands_whole(name: str) -> None:
    paper = samples.filled(name)
    head = replace(paper.head, room=ALPHABETS[0][:60])
    if name == "blank-slips":
        return
    pdf = press.render(replace(paper, head=head))
    sound(pdf, name)
    on_paper = Counter(all_text(pdf))
    assert all(on_paper[char] for char in head.room)


@pytest.mark.parametrize(("name", "layout"), samples.SHAPES)
def test_the_same_description_gives_the_same_bytes(name: str, layout: str) -> None:
    assert press.render(samples.filled(name), layout=layout) == press.render(
        samples.filled(name), layout=layout
    )


@pytest.mark.parametrize(("name", "layout"), samples.SHAPES)
def test_signature_boxes_are_at_least_40_by_20_mm(name: str, layout: str) -> None:
    for page in read(press.render(samples.filled(name), layout=layout)):
        hints = [
            letter for letter in page.letters if letter.char == "签" and letter.bottom - letter.top < 2.6
        ]
        for hint in hints:
            around = [
                path
                for path in page.paths
                if path.left < hint.left < path.right and path.top < hint.top < path.bottom
            ]
            box = min(around, key=lambda path: path.right - path.left)
            assert box.right - box.left >= 40, name
            assert box.bottom - box.top >= 20, name


def test_cards_lie_ten_on_a_sheet_90_by_54_mm_with_marks_outside_them() -> None:
    front, back = read(press.render(descriptions.CARD, layout="wallet"))
    assert squeezed(front.text).count("13900001111") == 10
    assert squeezed(back.text).count(descriptions.CASE_NO) == 10
    marks = [path for path in front.paths if path.level and path.right - path.left > 4]
    assert len(marks) == 12
    assert all(path.right < 15 or path.left > 195 for path in marks)
    tops = sorted({round((path.top + path.bottom) / 2, 1) for path in marks})
    assert [round(b - a, 1) for a, b in pairwise(tops)] == [54.0] * 5


def test_the_overlay_prints_values_where_the_carbon_form_has_them() -> None:
    for height in ("93", "140"):
        (form,) = read(press.render(descriptions.SLIP, layout=f"carbon{height}"))
        (values,) = read(press.render(descriptions.SLIP, layout=f"overlay{height}"))
        assert not [path for path in values.paths if path.right - path.left > 40]
        assert "申请人" not in values.text and "申请人" in form.text
        places = {(letter.char, round(letter.left, 1), round(letter.top, 1)) for letter in form.letters}
        for letter in values.letters:
            assert (letter.char, round(letter.left, 1), round(letter.top, 1)) in places, letter


def test_letters_of_the_large_receipt_are_at_least_16_pt() -> None:
    for paper in (descriptions.RECEIPT, samples.empty("receipt")):
        for page in read(press.render(paper, layout="large")):
            tall = [letter for letter in page.letters if letter.char in "城养承诺王您打电话欧阳"]
            assert tall
            assert all(letter.bottom - letter.top > 16 * 25.4 / 72 * 0.75 for letter in tall)


def test_three_a5_sheets_have_one_destination_each() -> None:
    pages = read(press.render(descriptions.SLIP, layout="a5"))
    assert len(pages) == 3
    for page, words in zip(pages, ("村（社区）存档", "报街（镇）", "申请人保存"), strict=True):
        assert words in squeezed(page.text)
    assert descriptions.SLIP.id_number not in pages[2].text


@pytest.mark.needs("qpdf", "pdftotext")
@pytest.mark.parametrize(("name", "layout"), samples.SHAPES)
def test_the_file_is_a_whole_pdf_with_every_font_in_it(name: str, layout: str, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(press.render(samples.filled(name), layout=layout))
    subprocess.run(["qpdf", "--check", file], check=True, capture_output=True)
    fonts = subprocess.run(
        ["pdffonts", file], check=True, capture_output=True, text=True
    ).stdout.splitlines()[2:]
    assert fonts
    for line in fonts:
        assert line.split()[-5] == "yes", line
    said = subprocess.run(["pdftotext", file, "-"], check=True, capture_output=True, text=True).stdout
    document = pypdfium2.PdfDocument(str(file))
    ours = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert Counter(squeezed(said)) == Counter(squeezed(ours))


@pytest.mark.parametrize("name", [name for name, tables in samples.TABLES.items() if tables])
def test_a_list_shows_every_row_it_is_given(name: str) -> None:
    texts = ("赵", ALPHABETS[1][:4], "")
    rows = sum(columns - 1 for columns in samples.TABLES[name].values())
    on_paper = all_text(press.render(samples.filled(name, texts, 2)))
    assert Counter(on_paper)[texts[1][0]] == 2 * rows
