"""A village's text is text on every page of the console, in every workbook and on every paper, whatever it says."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from app.errors import Refusal
from app.printing.papers import PAPERS
from app.reports.cell_text import could_run
from app.services import exports, papers
from sync.client import sticks
from sync.server.quarantine import set_aside
from tests.printing.readings import all_text
from tests.sync.console.chromium import Browser
from tests.sync.console.hostile_village import MARK, fill
from tests.sync.console.offices import Window, desk_of
from tests.sync.console.test_sticks import all_of, brought
from tests.sync.console.walks import elements, route_of, routes, walked
from tests.sync.scans import new_case
from tests.sync.stations import Room, RunningTownship

OBEYED = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x07\x1b\x85"
MACROS = ("HYPERLINK", "cmd|", "SUM(1", "2+3", "1+1")
"""Of what the village wrote to be worked out."""


@pytest.fixture
def hostile(township: RunningTownship, village: Room, tmp_path: Path) -> list[str]:
    """The numbers of cases in which every word is hostile; the last one waits in the village."""
    papers.counted(desk_of(village), printed(village), "PDF")
    waiting = new_case(village, "钱七")
    numbers = fill(village, tmp_path)
    replica_id = village.register.identity.replica_id
    set_aside(
        township.register.home,
        township.township.secret(b"quarantine"),
        replica_id,
        "bad-hash",
        b"nothing of ours",
    )
    return [*numbers, waiting]


def printed(village: Room) -> papers.PaperFile:
    return papers.make(desk_of(village), new_case(village, "孙八"), "receipt")


def no_element_of_theirs(page: str) -> None:
    """The parser of a browser would make no element, no script and no link of the village's words."""
    found = elements(page)
    for tag, attributes in found.made:
        assert tag != MARK
        assert not [name for name in attributes if name.startswith("on")]
        assert tag != "script" or attributes.get("src", "") != ""
        for name in ("href", "src", "action", "formaction", "hx-get", "hx-post"):
            assert "javascript:" not in (attributes.get(name) or "")
            assert (attributes.get(name) or "/console").startswith(("/console", "#", "data:,", "?"))
    assert not set(OBEYED) & set(page)


def test_no_page_makes_anything_of_a_villages_words(
    hostile: list[str], village: Room, admin: Window, stick: Path
) -> None:
    sticks.write_out(village.register, stick)
    no_element_of_theirs(brought(admin, *all_of(stick), (f"<{MARK}>\u202e.dbn", b"x")).text)
    more = [f"/dispatch/{hostile[-1]}", *(f"/cases/{number}" for number in hostile)]
    pages = walked(admin, more)
    assert {route_of(address) for address in pages} == set(routes())
    seen = ""
    for address, answer in pages.items():
        assert answer.status_code == 200, address
        if answer.headers["content-type"].startswith("text/html"):
            no_element_of_theirs(answer.text)
            seen += elements(answer.text).text
    for word in ("{{7*7}}{%raw%}", f"<script>{MARK}()", '=HYPERLINK("http', "甲�乙�丙�丁"):
        assert word in seen


def test_what_is_found_and_what_is_refused_is_text_too(hostile: list[str], admin: Window) -> None:
    word = "<script>"
    for page, path, typed in (
        ("/", "/search", {"words": word}),
        ("/", "/found", {"words": word}),
        ("/accept", "/accept", {"name": f"{word}{MARK}", "item": "MZ05", "note": word}),
        ("/accept", "/accept/look", {"name": f"{word}{MARK}", "item": "MZ05"}),
        (f"/cases/{hostile[0]}", f"/cases/{hostile[0]}/returned", {"missing": "", "reason": f"{word}\u202e"}),
    ):
        answer = admin.post(page, path, typed)
        assert answer.status_code in (200, 422), path
        no_element_of_theirs(answer.text)


@pytest.mark.needs("chromium")
def test_a_browser_runs_and_asks_nothing_that_a_village_wrote(
    township: RunningTownship, hostile: list[str], browser: Browser
) -> None:
    for path in ("/", f"/cases/{hostile[0]}", "/complaints", "/bags", f"/dispatch/{hostile[-1]}", "/lights"):
        browser.open(f"{township.url}/console{path}")
        browser.run(
            "document.querySelectorAll('details').forEach(one => one.open = true);"
            "document.querySelectorAll('input, a').forEach(one => one.focus())"
        )
        assert browser.complaints() == []
        assert browser.dialogs() == 0
        assert browser.run(f"document.querySelectorAll('{MARK}, img[src=x], main script').length") == 0
        assert browser.run(f"typeof window['{MARK}']") == "undefined"


def words_of(book: bytes) -> Iterator[str]:
    """Every cell; a formula of ours is worked out from cells alone."""
    for sheet in openpyxl.load_workbook(io.BytesIO(book)).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert not [macro for macro in MACROS if macro in str(cell.value)], cell.value
                    continue
                assert cell.hyperlink is None or cell.hyperlink.target is None
                if isinstance(cell.value, str):
                    assert cell.quotePrefix or not could_run(cell.value), cell.value
                    yield cell.value


def test_the_merged_workbook_and_the_rooms_own_keep_them_as_text(
    hostile: list[str], village: Room, admin: Window
) -> None:
    from app.domain.periods import parse
    from app.services import reports

    merged = admin.post("/reports", "/reports/workbook", {"period": "2026-11"}).content
    own = reports.workbook(desk_of(village), parse("2026-11"), reports.Making())
    for book in (merged, own):
        assert [word for word in words_of(book) if word.startswith("=HYPERLINK")]


def test_the_open_data_in_csv_keeps_them_as_text(hostile: list[str], village: Room, tmp_path: Path) -> None:
    folder = tmp_path / "open"
    exports.export(desk_of(village), exports.ExportFormat.CSV, folder)
    written = ""
    for place in folder.iterdir():
        text = place.read_text("utf-8-sig")
        written += text
        for row in csv.reader(io.StringIO(text)):
            assert not [cell for cell in row if could_run(cell)], place.name
    assert "'=HYPERLINK" in written


def test_every_paper_with_such_words_is_made_and_says_them(hostile: list[str], village: Room) -> None:
    made: dict[str, str] = {}
    for kind in PAPERS:
        for number in (hostile[0], hostile[-1]) if kind.of == "case" else ("",):
            for layout in ("", *(one.name for one in kind.layouts)):
                try:
                    paper = papers.make(desk_of(village), number, kind.name, layout)
                except Refusal:  # not a paper of this case
                    continue
                made[kind.name] = made.get(kind.name, "") + all_text(paper.pdf)
    assert {"receipt", "card", "slip", "handling-sheet", "one-time-notice"} <= made.keys()
    told = "".join("".join(made.values()).split())
    assert f"<script>{MARK}()" in told and "{{7*7}}" in told
