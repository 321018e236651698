"""The three papers of one case: first and warm, beside bare ReportLab for the same marks and beside other writers.

    python -m bench.papers [--rounds 20] [--peers PYTHON]

``bare`` draws the very strings, lines, boxes and code strokes of our paper with ReportLab and nothing else: no
wrapping, no measuring, no fallback. ``--peers`` names a Python that has fpdf2, WeasyPrint or Typst; they and
Qt's own PDF writer draw the marks of the same slip, each in a process of its own. What is not there is named.
"""

from __future__ import annotations

import argparse
import io
import json
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app import assets
from tests.printing import descriptions as given

PEERS = ("qt", "fpdf2", "weasyprint", "typst")
FIRST = """
import time
begun = time.perf_counter()
from app.printing import press
from tests.printing import descriptions as given
for paper in (given.RECEIPT, given.CARD, given.SLIP):
    press.render(paper)
print(time.perf_counter() - begun)
"""
ITEMS = 2000


@dataclass(frozen=True, slots=True)
class Marks:
    """Everything a paper puts on its sheets, page by page; millimetres from the top left, type in points."""

    width_mm: float
    height_mm: float
    pages: list[list[tuple[object, ...]]]


def marks_of(draw: Callable[[], bytes], width_mm: float, height_mm: float) -> Marks:
    """What ``draw`` draws, taken down as it is drawn."""
    from app.printing.sheet import Sheet, qr_strokes

    pages: list[list[tuple[object, ...]]] = [[]]
    kept = {name: getattr(Sheet, name) for name in ("text", "line", "box", "qr", "next_page")}

    def text(
        sheet: Sheet, x: float, top: float, line: str, size: float, *, bold: bool = False, grey: float = 0.0
    ) -> None:
        at = x
        for run in sheet.fonts.runs(line, bold=bold) if line.strip() else ():
            pages[-1].append(("text", at, top, run.text, size, run.font.endswith("Bold"), grey))
            at += sheet.fonts.width_em(run.text, bold=bold) * size * 25.4 / 72
        kept["text"](sheet, x, top, line, size, bold=bold, grey=grey)

    def line(sheet: Sheet, start: tuple[float, float], end: tuple[float, float], **how: object) -> None:
        pages[-1].append(("line", *start, *end))
        kept["line"](sheet, start, end, **how)

    def box(sheet: Sheet, x: float, top: float, width: float, height: float, **how: object) -> None:
        pages[-1].append(("box", x, top, width, height))
        kept["box"](sheet, x, top, width, height, **how)

    def qr(sheet: Sheet, x: float, top: float, side: float, words: str) -> None:
        strokes, modules = qr_strokes(words)
        step = side / modules
        pages[-1].append(("fill", [(x + s * step, top + r * step, n * step, step) for r, s, n in strokes]))
        kept["qr"](sheet, x, top, side, words)

    def next_page(sheet: Sheet) -> None:
        pages.append([])
        kept["next_page"](sheet)

    own = {"text": text, "line": line, "box": box, "qr": qr, "next_page": next_page}
    try:
        for name, drawn in own.items():
            setattr(Sheet, name, drawn)
        draw()
    finally:
        for name, drawn in kept.items():
            setattr(Sheet, name, drawn)
    return Marks(width_mm, height_mm, [page for page in pages if page])


def bare(marks: Marks) -> bytes:
    """The marks with ReportLab alone."""
    from reportlab.lib.units import mm
    from reportlab.pdfgen.canvas import Canvas

    from app.printing.fonts import font_book

    fonts = font_book()
    written = io.BytesIO()
    canvas = Canvas(written, (marks.width_mm * mm, marks.height_mm * mm), invariant=1, pageCompression=1,
                    initialFontName=fonts.regular.name)  # fmt: skip
    for page in marks.pages:
        for mark in page:
            _draw_bare(canvas, marks.height_mm, mark)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def _draw_bare(canvas, height_mm, mark):  # type: ignore[no-untyped-def]
    from reportlab.lib.units import mm

    kind, *rest = mark
    if kind == "text":
        x, top, words, size, bold, grey = rest
        canvas.setFont("NotoSansSC-Bold" if bold else "NotoSansSC", size)
        canvas.setFillGray(grey)
        canvas.drawString(x * mm, (height_mm - top) * mm - 0.88 * size, words)
    elif kind == "line":
        x1, y1, x2, y2 = rest
        canvas.line(x1 * mm, (height_mm - y1) * mm, x2 * mm, (height_mm - y2) * mm)
    elif kind == "box":
        x, top, width, height = rest
        canvas.rect(x * mm, (height_mm - top - height) * mm, width * mm, height * mm)
    else:
        path = canvas.beginPath()
        for x, top, width, height in rest[0]:
            path.rect(x * mm, (height_mm - top - height) * mm, width * mm, height * mm)
        canvas.setFillGray(0)
        canvas.drawPath(path, stroke=0, fill=1)


def timed(draw: Callable[[], object], rounds: int) -> list[float]:
    """Milliseconds of processor time, one a round: others use this machine too."""
    taken = []
    for _ in range(rounds):
        begun = time.process_time()
        draw()
        taken.append(1000 * (time.process_time() - begun))
    return taken


def first_ms(rounds: int) -> list[float]:
    """A new process each time: import, fonts, three papers."""
    return [
        1000 * float(subprocess.run([sys.executable, "-c", FIRST], capture_output=True, check=True, text=True).stdout)
        for _ in range(rounds)
    ]  # fmt: skip


def long_list() -> tuple[float, float, int]:
    """A poster of 2,000 items: seconds, peak MB of Python's memory, bytes."""
    from app.printing.fonts import font_book
    from app.printing.papers import PaperHead
    from app.printing.postings import press
    from app.printing.postings.descriptions import ItemGroup, ItemLine, ItemsPoster

    line = ItemLine(
        "城乡居民基本养老保险待遇申领", "户口簿；身份证；银行卡", "承诺件", "5个工作日", "人社部门", "无偿"
    )
    poster = ItemsPoster(PaperHead("石泉村", "", "", "", ""), "", (ItemGroup("民政", (line,) * ITEMS),))
    begun = time.process_time()
    pdf = press.render(poster, font_book())
    taken = time.process_time() - begun
    tracemalloc.start()
    press.render(poster, font_book())
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return taken, peak / 1e6, len(pdf)


def long_book() -> tuple[float, float, int]:
    """A register book of 2,000 cases: seconds, peak MB of Python's memory while it is drawn, bytes."""
    from app.printing import press
    from app.printing.forms import LIST_FORMS
    from app.printing.list_words import ListWords

    said = "101201-261009-A1-007K 2026-10-09 欧阳龙 三组 城乡居民基本养老保险待遇申领 承诺件"
    later = "王芳 2026-10-16 2026-10-15 已办好 满意"
    rows = tuple((str(no), *said.split(), *later.split()) for no in range(1, ITEMS + 1))
    book = LIST_FORMS["register-book"](ListWords(given.HEAD, {"period": "2026"}, {"rows": rows}))
    begun = time.process_time()
    pdf = press.render(book)
    taken = time.process_time() - begun
    tracemalloc.start()
    press.render(book)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return taken, peak / 1e6, len(pdf)


def peer(python: str, name: str, marks: Marks, rounds: int) -> str:
    """One line of the table for another writer, drawn in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "marks.json"
        file.write_text(
            json.dumps({"width": marks.width_mm, "height": marks.height_mm, "pages": marks.pages})
        )
        regular, bold = (
            assets.path("fonts", "NotoSansSC-Regular.ttf"),
            assets.path("fonts", "NotoSansSC-Bold.ttf"),
        )
        script = Path(__file__).with_name("papers_peers.py")
        words = [python, str(script), name, str(file), str(regular), str(bold), str(rounds)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        return (
            f"| {name} | not measured: {done.stderr.strip().splitlines()[-1] if done.stderr else '?'} | | |"
        )
    said = json.loads(done.stdout.splitlines()[-1])
    return f"| {name} | {said['first']:.0f} | {said['warm']:.1f} | {said['size'] // 1000} |"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=20)
    asked.add_argument("--peers", default="", metavar="PYTHON")
    said = asked.parse_args()
    first = first_ms(5)
    print(f"three papers, new process, import and fonts included: median {statistics.median(first):.0f} ms")
    from app.printing import press

    papers = {"receipt": given.RECEIPT, "card": given.CARD, "slip": given.SLIP}
    sizes = {"receipt": (148.0, 210.0), "card": (210.0, 148.0), "slip": (210.0, 297.0)}
    total = 0.0
    all_marks = {}
    for name, paper in papers.items():
        marks = marks_of(lambda paper=paper: press.render(paper), *sizes[name])  # type: ignore[misc]
        all_marks[name] = marks
        ours = min(timed(lambda paper=paper: press.render(paper), said.rounds))  # type: ignore[misc]
        plain = min(timed(lambda marks=marks: bare(marks), said.rounds))  # type: ignore[misc]
        total += ours
        print(f"{name}: ours {ours:.1f} ms, bare ReportLab {plain:.1f} ms, {ours / plain:.2f} times")
    print(f"the three, warm: {total:.0f} ms")
    taken, peak_mb, size = long_list()
    print(f"a poster of {ITEMS} items: {taken:.1f} s, {peak_mb:.0f} MB above, {size // 1000} KB")
    taken, peak_mb, size = long_book()
    print(f"a register book of {ITEMS} cases: {taken:.1f} s, {peak_mb:.0f} MB above, {size // 1000} KB")
    print("| the same slip | first ms | warm ms | KB |\n|---|---|---|---|")
    for name in PEERS:
        print(
            peer(
                sys.executable if name == "qt" else said.peers or sys.executable,
                name,
                all_marks["slip"],
                said.rounds,
            )
        )


if __name__ == "__main__":
    main()
