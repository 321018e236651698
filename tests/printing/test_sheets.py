"""Papers are right to the millimetre, whatever they have to say."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import Defect
from app.printing import press, raster
from app.printing.fonts import font_book
from app.printing.papers import (
    SLIP_DESTINATIONS,
    MaterialLine,
    Paper,
    empty_card,
    empty_head,
    empty_receipt,
    empty_slip,
    paper_kind,
)
from tests.printing import descriptions as given_papers
from tests.printing.readings import (
    Reading,
    all_text,
    codes,
    overlapping,
    read,
    squeezed,
    struck_through,
)

ORDINARY: dict[str, Paper] = {
    "receipt": given_papers.RECEIPT,
    "card": given_papers.CARD,
    "slip": given_papers.SLIP,
}
HEAD = empty_head("肃州区石泉镇石泉村为民服务室", "0937-2601234")
EMPTY: dict[str, Paper] = {
    "receipt": empty_receipt(HEAD),
    "card": empty_card(HEAD, agent="王芳"),
    "slip": empty_slip(HEAD),
}
NAMES = sorted(ORDINARY)
UNPRINTABLE_MM = 4.2  # what office printers leave white at the edges
TO_THE_EYE_MM = 0.1


def check(pdf: bytes, name: str) -> tuple[Reading, ...]:
    """What holds for every page of every paper."""
    kind = paper_kind(name)
    pages = read(pdf)
    for page in pages:
        assert page.width_mm == pytest.approx(kind.width_mm, abs=TO_THE_EYE_MM)
        assert page.height_mm == pytest.approx(kind.height_mm, abs=TO_THE_EYE_MM)
        for letter in page.letters:
            assert letter.left >= UNPRINTABLE_MM, letter
            assert letter.right <= kind.width_mm - UNPRINTABLE_MM, letter
            assert letter.top >= UNPRINTABLE_MM, letter
            assert letter.bottom <= kind.height_mm - UNPRINTABLE_MM, letter
        assert not overlapping(page.letters)
        assert not struck_through(page)
    return pages


@pytest.mark.parametrize("name", NAMES)
def test_an_ordinary_case_takes_one_sheet(name: str) -> None:
    assert len(check(press.render(ORDINARY[name]), name)) == 1


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_form_takes_one_sheet_and_names_its_room(name: str) -> None:
    (page,) = check(press.render(EMPTY[name]), name)
    assert HEAD.room in page.text
    assert HEAD.hotline in page.text


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_a_description_stands_on_the_paper(name: str) -> None:
    paper = ORDINARY[name]
    on_paper = all_text(press.render(paper))
    for text in press._texts(paper):
        if text != given_papers.QR_TEXT:
            assert squeezed(text) in on_paper, text


@pytest.mark.parametrize("name", NAMES)
def test_a_long_case_runs_over_with_numbered_pages_and_the_case_number_on_each(name: str) -> None:
    head = replace(given_papers.HEAD, copy_note="补打(第2次)")
    long: dict[str, Paper] = {
        "receipt": replace(
            given_papers.RECEIPT,
            head=head,
            applicant=given_papers.LONG_NAME,
            materials=given_papers.FIFTEEN,
            note=given_papers.LONG_NOTE,
        ),
        "card": replace(
            given_papers.CARD,
            head=head,
            findings=given_papers.LONG_NOTE,
            result=given_papers.LONG_NOTE,
            services=("其他合理合法的服务需求",) * 60,
        ),
        "slip": replace(
            given_papers.SLIP,
            head=head,
            applicant=given_papers.LONG_NAME,
            materials=given_papers.FIFTEEN,
            description=given_papers.LONG_NOTE,
        ),
    }
    pages = check(press.render(long[name]), name)
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert f"第{number}页共{len(pages)}页" in squeezed(page.text)
        assert given_papers.CASE_NO in page.text
    assert "补打（第2次）" in pages[0].text


def alphabet(place: int) -> str:
    """Three hundred characters that no other field and no label uses."""
    label_letters = set("".join(all_text(press.render(paper)) for paper in ORDINARY.values()))
    standard = sorted(code for code in font_book().bold.codes if 0x4E00 <= code <= 0x9FFF)
    free = [chr(code) for code in standard if chr(code) not in label_letters]
    return "".join(free[place * 300 : place * 300 + 300])


ALPHABETS = [alphabet(place) for place in range(6)]
LENGTHS = st.tuples(*[st.sampled_from((0, 1, 14, 60, 150, 300)) for _ in ALPHABETS], st.integers(0, 15))


@settings(max_examples=12, derandomize=True)
@given(LENGTHS)
def test_no_receipt_clips_or_overlaps_whatever_the_lengths(lengths: tuple[int, ...]) -> None:
    texts = [letters[:length] for letters, length in zip(ALPHABETS, lengths, strict=False)]
    paper = replace(
        given_papers.RECEIPT,
        applicant=texts[0],
        matter=texts[1],
        note=texts[2],
        originals=texts[3],
        materials=tuple(MaterialLine(str(no), texts[4][:60], "复印件", "1", texts[5][:40]) for no in range(lengths[6])),
    )  # fmt: skip
    pdf = press.render(paper)
    check(pdf, "receipt")
    shown = texts[:4] + ([texts[4][:60], texts[5][:40]] if lengths[6] else [])
    assert_all_shown(pdf, shown, times=1)


@settings(max_examples=10, derandomize=True)
@given(LENGTHS)
def test_no_slip_clips_or_overlaps_whatever_the_lengths(lengths: tuple[int, ...]) -> None:
    texts = [letters[:length] for letters, length in zip(ALPHABETS, lengths, strict=False)]
    paper = replace(
        given_papers.SLIP,
        applicant=texts[0],
        matter=texts[1],
        description=texts[2],
        remark=texts[3],
        department=texts[5],
        materials=tuple(MaterialLine(str(no), texts[4][:60], "复印件", "1") for no in range(lengths[6])),
    )
    pdf = press.render(paper)
    for page in check(pdf, "slip"):
        for part in range(3):
            top_mm = part * 99.0
            inside = [letter for letter in page.letters if top_mm <= letter.top < top_mm + 99.0]
            assert all(letter.bottom < top_mm + 99.0 - UNPRINTABLE_MM for letter in inside)
            assert all(letter.top > top_mm + UNPRINTABLE_MM for letter in inside)
    shown = [*texts[:4], texts[5], *([texts[4][:60]] if lengths[6] else [])]
    assert_all_shown(pdf, shown, times=3)


@settings(max_examples=10, derandomize=True)
@given(LENGTHS)
def test_no_card_clips_or_overlaps_whatever_the_lengths(lengths: tuple[int, ...]) -> None:
    texts = [letters[:length] for letters, length in zip(ALPHABETS, lengths, strict=False)]
    paper = replace(
        given_papers.CARD,
        agent=texts[0][:60],
        matter=texts[1],
        findings=texts[2],
        result=texts[3],
        services=(texts[4],),
        agent_post=texts[5],
    )
    pdf = press.render(paper)
    check(pdf, "card")
    assert_all_shown(pdf, [texts[0][:60], *texts[1:]], times=1)


def assert_all_shown(pdf: bytes, texts: list[str], *, times: int) -> None:
    counted = Counter(all_text(pdf))
    for text in texts:
        assert all(counted[char] >= times for char in text), text


@pytest.mark.parametrize("length", [60, 200])
@pytest.mark.parametrize("paper", ORDINARY.values(), ids=ORDINARY)
def test_a_long_room_name_stands_whole_on_every_paper(paper: Paper, length: int) -> None:
    head = replace(given_papers.HEAD, room=ALPHABETS[0][:length], hotline="0937-2601234、0937-2605678转801")
    pdf = press.render(replace(paper, head=head))
    name = next(name for name, ordinary in ORDINARY.items() if type(ordinary) is type(paper))
    check(pdf, name)
    assert_all_shown(pdf, [head.room], times=3 if name == "slip" else 1)
    assert head.hotline in all_text(pdf)


def test_the_slip_is_cut_at_99_and_198_mm_across_the_whole_sheet() -> None:
    (page,) = read(press.render(given_papers.SLIP))
    lines = [path for path in page.paths if path.level and path.right - path.left > 200]
    assert [(path.top + path.bottom) / 2 for path in lines] == pytest.approx([99.0, 198.0], abs=TO_THE_EYE_MM)


def test_the_slips_three_parts_have_the_same_content_and_their_own_destination() -> None:
    (page,) = read(press.render(given_papers.SLIP))
    text = squeezed(page.text)
    for destination in ("第一联村（社区）存档", "第二联报街（镇）", "第三联申请人保存"):
        assert text.count(destination) == 1
    assert len(SLIP_DESTINATIONS) == 3
    assert text.count(given_papers.SLIP.description) == 3


def test_only_the_applicants_part_masks_the_id_number() -> None:
    (page,) = read(press.render(given_papers.SLIP))
    assert page.text.count(given_papers.SLIP.id_number) == 2
    assert page.text.count(given_papers.SLIP.applicants_id_number) == 1


@pytest.mark.parametrize(("name", "count"), [("receipt", 3), ("slip", 6)])
def test_signature_boxes_are_at_least_40_by_20_mm(name: str, count: int) -> None:
    (page,) = read(press.render(ORDINARY[name]))
    hints = [letter for letter in page.letters if letter.char == "签"]
    boxes = [
        path
        for path in page.paths
        if path.right - path.left >= 40
        and path.bottom - path.top >= 20
        and any(path.left < hint.left < path.right and path.top < hint.top < path.bottom for hint in hints)
    ]
    assert len(boxes) == count


@pytest.mark.parametrize(("name", "count"), [("receipt", 1), ("card", 1), ("slip", 3)])
def test_the_code_is_read_from_a_150_dpi_raster(name: str, count: int) -> None:
    assert codes(press.render(ORDINARY[name])) == [given_papers.QR_TEXT] * count


@pytest.mark.parametrize("name", NAMES)
def test_the_same_description_gives_the_same_bytes(name: str) -> None:
    assert press.render(ORDINARY[name]) == press.render(replace(ORDINARY[name]))


def test_papers_made_and_shown_by_several_threads_at_once_are_the_same() -> None:
    papers = [*ORDINARY.values()] * 8
    expected = [press.render(paper) for paper in papers]
    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(press.render, papers))
        shown = list(threads.map(lambda pdf: raster.pages(pdf, 60)[0].pixels, made))
    assert made == expected
    assert shown == [raster.pages(pdf, 60)[0].pixels for pdf in expected]


def test_the_preview_has_the_papers_proportions_and_is_white_at_the_edges() -> None:
    (page,) = raster.pages(press.render(given_papers.RECEIPT), 100)
    assert (page.width_px, page.height_px) == (583, 827)
    assert len(page.pixels) == page.width_px * page.height_px
    assert set(page.pixels[: page.width_px * 10]) == {255}
    (coloured,) = raster.pages(press.render(given_papers.RECEIPT), 100, grey=False)
    assert len(coloured.pixels) == 3 * coloured.width_px * coloured.height_px


def test_three_papers_are_made_within_150_ms_once_the_fonts_are_open() -> None:
    def all_three() -> float:
        begun = time.process_time()
        for paper in ORDINARY.values():
            press.render(paper)
        return time.process_time() - begun

    assert min(all_three() for _ in range(4)) < 0.150


def test_a_file_names_its_kind_and_case_but_no_person() -> None:
    for paper in ORDINARY.values():
        document = pypdfium2.PdfDocument(press.render(paper))
        words = " ".join(document.get_metadata_dict().values())
        document.close()
        assert given_papers.CASE_NO in words
        for personal in ("欧阳", "1381234", "620902"):
            assert personal not in words


def test_describing_a_paper_needs_no_pdf_library() -> None:
    program = "import sys, app.printing.papers; print('reportlab' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert answer.stdout.strip() == "False"


def test_bytes_that_are_no_pdf_are_a_defect() -> None:
    with pytest.raises(Defect):
        raster.pages(b"nothing", 72)
