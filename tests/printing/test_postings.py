"""Posters and guides are right to the millimetre on every size, and say all there is to say."""

from __future__ import annotations

import re
import subprocess
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.case_states import TRANSITIONS
from app.domain.cases import STATE_WORDS, CaseEventKind, CaseKind, CaseState
from app.printing import press as press_of_papers
from app.printing import raster
from app.printing.fonts import font_book
from app.printing.lines import full_width
from app.printing.papers import PaperHead, paper_kind
from app.printing.postings import press
from app.printing.postings.descriptions import FlowChart, ItemGroup, ItemLine, ItemsPoster, PostingPaper
from app.printing.postings.empty_forms import empty_posting
from app.services import flow_words
from app.services import posting_words as words
from tests.printing import descriptions as given_papers
from tests.printing.posters import CATALOGUE, DAY, HEAD, POSTERS
from tests.printing.readings import Reading, all_text, codes, overlapping, read, squeezed, struck_through

NAMES = sorted(POSTERS)
SHEETS = [
    (name, layout) for name in NAMES for layout in ("", *[one.name for one in paper_kind(name).layouts])
]
UNPRINTABLE_MM = 4.2


def drawn(paper: PostingPaper, layout: str = "") -> bytes:
    return press.render(paper, font_book(), layout)


def check(pdf: bytes, name: str, layout: str = "") -> tuple[Reading, ...]:
    """What holds for every page of every posting."""
    width_mm, height_mm = paper_kind(name).size_mm(layout)
    pages = read(pdf)
    for page in pages:
        assert page.width_mm == pytest.approx(width_mm, abs=0.1)
        assert page.height_mm == pytest.approx(height_mm, abs=0.1)
        for letter in page.letters:
            assert letter.left >= UNPRINTABLE_MM, letter
            assert letter.right <= width_mm - UNPRINTABLE_MM, letter
            assert letter.top >= UNPRINTABLE_MM, letter
            assert letter.bottom <= height_mm - UNPRINTABLE_MM, letter
        assert not overlapping(page.letters)
        assert not struck_through(page)
    return pages


@pytest.mark.parametrize(("name", "layout"), SHEETS)
def test_nothing_of_a_posting_is_clipped_or_lies_over_something_else(name: str, layout: str) -> None:
    pages = check(drawn(POSTERS[name], layout), name, layout)
    for number, page in enumerate(pages, 1):
        assert HEAD.hotline in page.text
        if len(pages) > 1:
            assert f"第{number}页共{len(pages)}页" in squeezed(page.text)


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_a_posting_stands_on_it(name: str) -> None:
    on_paper = all_text(drawn(POSTERS[name]))
    for text in press_of_papers._texts(POSTERS[name]):
        if text != given_papers.QR_TEXT:
            assert squeezed(full_width(text)) in on_paper, text


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_posting_takes_one_sheet_and_names_its_room(name: str) -> None:
    head = PaperHead(HEAD.room, HEAD.hotline, "", "", "")
    (page,) = check(drawn(empty_posting(name, head)), name)
    assert HEAD.room in squeezed(page.text)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("length", [60, 120])
def test_a_long_room_name_stands_whole_on_every_posting(name: str, length: int) -> None:
    room = ("阿克塞哈萨克族自治县红柳湾镇民主村" * 8)[:length]
    pages = check(drawn(replace(POSTERS[name], head=replace(HEAD, room=room))), name)
    assert room in squeezed(pages[0].text)


@pytest.mark.parametrize("name", NAMES)
def test_the_code_of_a_posting_is_read_from_a_150_dpi_raster(name: str) -> None:
    found = codes(drawn(POSTERS[name]))
    assert found
    assert set(found) == {given_papers.QR_TEXT}


@pytest.mark.parametrize("name", NAMES)
def test_the_same_posting_gives_the_same_bytes(name: str) -> None:
    assert drawn(POSTERS[name]) == drawn(replace(POSTERS[name]))


@pytest.mark.needs("qpdf", "pdftotext")
def test_postings_are_sound_files_with_every_font_embedded(tmp_path: Path) -> None:
    for name in NAMES:
        file = tmp_path / f"{name}.pdf"
        file.write_bytes(drawn(POSTERS[name]))
        subprocess.run(["qpdf", "--check", str(file)], capture_output=True, check=True)
        answer = subprocess.run(["pdffonts", str(file)], capture_output=True, check=True, text=True)
        rows = answer.stdout.splitlines()[2:]
        assert rows
        assert all(re.search(r"TrueType .* yes +yes +yes ", row) for row in rows), answer.stdout


def test_a_category_is_never_the_last_line_of_a_page() -> None:
    for page in read(drawn(POSTERS["items-poster"])):
        body = [line for line in page.text.splitlines() if line.strip() and "服务热线" not in line]
        assert not re.fullmatch(r".+（\d+项）\s*", body[-1])


def test_the_contents_page_of_a_guide_names_the_page_of_every_item() -> None:
    guide = words.guide(HEAD, CATALOGUE, CATALOGUE.items[:12])
    pages = read(drawn(guide))
    contents = squeezed(pages[0].text)
    for item in guide.items:
        at = next(
            number
            for number, page in enumerate(pages[1:], 2)
            if f"{item.category}{item.code}" in squeezed(page.text)
        )
        assert f"{squeezed(full_width(item.name))}{at}" in contents


def test_a_guide_of_one_item_has_no_contents_page() -> None:
    (page,) = read(drawn(words.guide(HEAD, CATALOGUE, CATALOGUE.items[:1])))
    assert CATALOGUE.items[0].name in page.text


@pytest.mark.parametrize("kind", list(CaseKind))
def test_a_flow_chart_shows_every_state_the_table_lets_such_a_case_reach(kind: CaseKind) -> None:
    item = replace(CATALOGUE.items[0], kind=kind) if kind is not CaseKind.ESCALATED else None
    text = all_text(drawn(flow_words.flow_chart(HEAD, item)))
    aside = {CaseState.WITHDRAWN, CaseState.VOIDED}
    above = {CaseState.TO_FETCH}  # reached only through what is shown as one turn-off
    wanted = {row.to for row in TRANSITIONS if row.to} - aside - (above if item else set())
    for state in wanted:
        assert STATE_WORDS[state] in text, state


def test_a_flow_chart_changes_with_the_table_of_transitions(monkeypatch: pytest.MonkeyPatch) -> None:
    from app.domain import case_paths

    less = tuple(row for row in TRANSITIONS if row.event is not CaseEventKind.PAUSED)
    monkeypatch.setattr(case_paths, "TRANSITIONS", less)
    assert STATE_WORDS[CaseState.PAUSED] not in all_text(drawn(flow_words.flow_chart(HEAD)))


def test_an_items_own_procedure_stands_in_its_flow_chart() -> None:
    item = next((item for item in CATALOGUE.items if item.procedure), CATALOGUE.items[0])
    chart = flow_words.flow_chart(HEAD, item)
    assert isinstance(chart, FlowChart)
    text = all_text(drawn(chart))
    for step in item.procedure:
        assert squeezed(step.name) in text


def test_a_list_of_results_names_nobody_whole() -> None:
    text = all_text(drawn(POSTERS["results-poster"]))
    assert "欧**明" in text
    assert "欧阳小明" not in text


def test_a_small_or_sensitive_number_is_not_told_in_the_handbook() -> None:
    sensitive = next(item for item in CATALOGUE.items if item.sensitive)
    ordinary = [item for item in CATALOGUE.items if not item.sensitive][:2]
    uses = {sensitive.code: 40, ordinary[0].code: 30, ordinary[1].code: 2}
    shown = words.hot_items(HEAD, CATALOGUE, uses, words.Period(DAY, DAY), 20)
    assert [item.times for item in shown.items] == ["", "30件", ""]


def test_a_list_of_two_thousand_items_is_drawn_in_flat_memory() -> None:
    line = ItemLine(
        "城乡居民基本养老保险待遇申领", "户口簿；身份证；银行卡", "承诺件", "5个工作日", "人社部门", "无偿"
    )
    drawn(ItemsPoster(HEAD, "", (ItemGroup("民政", (line,)),)))  # the fonts are open
    tracemalloc.start()
    pdf = drawn(ItemsPoster(HEAD, "", (ItemGroup("民政", (line,) * 2000),)))
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(raster.pages(pdf, 5)) > 50
    assert most < 40_000_000
