"""Draws the marks of a paper with one other PDF writer, for ``bench.papers``; needs nothing of the product.

    python papers_peers.py qt|fpdf2|weasyprint|typst MARKS.json REGULAR.ttf BOLD.ttf ROUNDS

Prints one JSON line: ``first`` (import, fonts and the first document, ms), ``warm`` (best, ms), ``size`` (bytes).
"""

from __future__ import annotations

import html
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Marks = dict[str, Any]


def qt(marks: Marks, regular: str, bold: str) -> Callable[[], bytes]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSizeF
    from PySide6.QtGui import (
        QColor,
        QFont,
        QFontDatabase,
        QGuiApplication,
        QPageSize,
        QPainter,
        QPdfWriter,
        QPen,
    )

    qt.app = QGuiApplication([])  # type: ignore[attr-defined]
    families = [
        QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(f))[0] for f in (regular, bold)
    ]
    dot = 1200 / 25.4

    def draw() -> bytes:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setResolution(1200)
        writer.setPageSize(QPageSize(QSizeF(marks["width"], marks["height"]), QPageSize.Unit.Millimeter))
        writer.setPageMargins(QMarginsF(0, 0, 0, 0))
        painter = QPainter(writer)
        for number, page in enumerate(marks["pages"]):
            if number:
                writer.newPage()
            for kind, *rest in page:
                if kind == "text":
                    x, top, words, size, is_bold, _grey = rest
                    font = QFont(families[is_bold], -1, QFont.Weight.Bold if is_bold else QFont.Weight.Normal)
                    font.setPointSizeF(size)
                    painter.setFont(font)
                    painter.drawText(QPointF(x * dot, top * dot + 0.88 * size * 1200 / 72), words)
                elif kind == "line":
                    painter.setPen(QPen(QColor("black"), 0.14 * dot))
                    painter.drawLine(*[round(value * dot) for value in rest])
                elif kind == "box":
                    painter.setPen(QPen(QColor("black"), 0.14 * dot))
                    painter.drawRect(QRectF(*[value * dot for value in rest]))
                else:
                    for rect in rest[0]:
                        painter.fillRect(QRectF(*[value * dot for value in rect]), QColor("black"))
        painter.end()
        return bytes(buffer.data().data())

    return draw


def fpdf2(marks: Marks, regular: str, bold: str) -> Callable[[], bytes]:
    from fpdf import FPDF

    def draw() -> bytes:
        pdf = FPDF(unit="mm", format=(marks["width"], marks["height"]))
        pdf.set_auto_page_break(False)
        pdf.add_font("Noto", "", regular)
        pdf.add_font("Noto", "B", bold)
        for page in marks["pages"]:
            pdf.add_page()
            for kind, *rest in page:
                if kind == "text":
                    x, top, words, size, is_bold, _grey = rest
                    pdf.set_font("Noto", "B" if is_bold else "", size)
                    pdf.text(x, top + 0.88 * size * 25.4 / 72, words)
                elif kind == "line":
                    pdf.line(*rest)
                elif kind == "box":
                    pdf.rect(*rest)
                else:
                    for rect in rest[0]:
                        pdf.rect(*rect, style="F")
        return bytes(pdf.output())

    return draw


def weasyprint(marks: Marks, regular: str, bold: str) -> Callable[[], bytes]:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    style = (
        f"@font-face{{font-family:N;src:url(file://{regular})}}"
        f"@font-face{{font-family:N;font-weight:bold;src:url(file://{bold})}}"
        f"@page{{size:{marks['width']}mm {marks['height']}mm;margin:0}}"
        "body{margin:0;font-family:N}div{position:absolute;white-space:pre;line-height:1}"
        "section{position:relative;break-after:page}"
    )
    css = CSS(string=style, font_config=fonts)

    def part(kind: str, rest: list[Any]) -> str:
        if kind == "text":
            x, top, words, size, is_bold, _grey = rest
            weight = "bold" if is_bold else "normal"
            place = f"left:{x}mm;top:{top}mm;font-size:{size}pt;font-weight:{weight}"
            return f'<div style="{place}">{html.escape(words)}</div>'
        if kind == "line":
            x1, y1, x2, y2 = rest
            place = f"left:{min(x1, x2)}mm;top:{min(y1, y2)}mm;width:{abs(x2 - x1)}mm;height:{abs(y2 - y1)}mm"
            return f'<div style="{place};border-top:.4pt solid"></div>'
        if kind == "box":
            x, top, width, height = rest
            place = f"left:{x}mm;top:{top}mm;width:{width}mm;height:{height}mm"
            return f'<div style="{place};outline:.4pt solid"></div>'
        path = "".join(f"M{x} {y}h{w}v{h}h-{w}z" for x, y, w, h in rest[0])
        size = f'width="{marks["width"]}mm" height="{marks["height"]}mm"'
        box = f'viewBox="0 0 {marks["width"]} {marks["height"]}"'
        return f'<div style="left:0;top:0"><svg {size} {box}><path d="{path}"/></svg></div>'

    def draw() -> bytes:
        pages = [
            "<section>" + "".join(part(kind, rest) for kind, *rest in page) + "</section>"
            for page in marks["pages"]
        ]
        return bytes(HTML(string="".join(pages)).write_pdf(stylesheets=[css], font_config=fonts))

    return draw


def typst(marks: Marks, regular: str, bold: str) -> Callable[[], bytes]:
    import typst as library

    def part(kind: str, rest: list[Any]) -> str:
        if kind == "text":
            x, top, words, size, is_bold, _grey = rest
            weight = "bold" if is_bold else "regular"
            return f"#place(dx:{x}mm,dy:{top}mm,text(size:{size}pt,weight:{json.dumps(weight)},{json.dumps(words, ensure_ascii=False)}))"
        if kind == "line":
            x1, y1, x2, y2 = rest
            return f"#place(line(start:({x1}mm,{y1}mm),end:({x2}mm,{y2}mm),stroke:.4pt))"
        if kind == "box":
            x, top, width, height = rest
            return f"#place(dx:{x}mm,dy:{top}mm,rect(width:{width}mm,height:{height}mm,stroke:.4pt))"
        return "".join(
            f"#place(dx:{x}mm,dy:{y}mm,rect(width:{w}mm,height:{h}mm,fill:black))" for x, y, w, h in rest[0]
        )

    head = f'#set page(width:{marks["width"]}mm,height:{marks["height"]}mm,margin:0mm)\n#set text(font:"Noto Sans SC")\n'
    folder = tempfile.mkdtemp()
    file = Path(folder) / "paper.typ"

    def draw() -> bytes:
        pages = ["\n".join(part(kind, rest) for kind, *rest in page) for page in marks["pages"]]
        file.write_text(head + "\n#pagebreak()\n".join(pages), encoding="utf-8")
        return bytes(library.compile(str(file), font_paths=[str(Path(regular).parent)]))

    return draw


def main() -> None:
    name, marks_file, regular, bold, rounds = sys.argv[1:]
    marks = json.loads(Path(marks_file).read_text())
    begun = time.perf_counter()
    draw = {"qt": qt, "fpdf2": fpdf2, "weasyprint": weasyprint, "typst": typst}[name](marks, regular, bold)
    pdf = draw()
    first = time.perf_counter() - begun
    warm = []
    for _ in range(max(1, min(int(rounds), 6))):
        begun = time.perf_counter()
        draw()
        warm.append(time.perf_counter() - begun)
    print(json.dumps({"first": 1000 * first, "warm": 1000 * min(warm), "size": len(pdf)}))


if __name__ == "__main__":
    main()
