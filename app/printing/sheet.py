"""A sheet of paper in millimetres from its top left corner, drawn as PDF."""

from __future__ import annotations

import functools
import io
import threading
from typing import BinaryIO

import segno
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from app.printing.fonts import FontBook
from app.printing.lines import POINT_MM, width_mm

HAIRLINE_PT = 0.4
ASCENT = 0.88  # of the size: where the ideographs' box stands above the base line
QR_QUIET_MODULES = 2  # the paper around the code is empty too; ISO/IEC 18004 wants four in all

SUBSETTING = threading.Lock()
"""ReportLab cuts subsets with a reading position kept in the shared font: one document at a time."""


class Sheet:
    """One PDF being drawn; pages follow one another. Same calls, same bytes."""

    def __init__(self, page_width_mm: float, page_height_mm: float, title: str, fonts: FontBook) -> None:
        self.fonts = fonts
        self.page_width_mm = page_width_mm
        self.page_height_mm = page_height_mm
        self._bytes = io.BytesIO()
        self._canvas = Canvas(
            self._bytes,
            pagesize=(page_width_mm * mm, page_height_mm * mm),
            invariant=1,
            initialFontName=fonts.regular.name,
            pageCompression=1,
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor("Daiban 代办")
        self._canvas.setSubject(title)

    def text(
        self, x_mm: float, top_mm: float, line: str, size_pt: float, *, bold: bool = False, grey: float = 0.0
    ) -> None:
        """One drawable line whose ideographs' box begins at ``top_mm``."""
        if not line.strip():
            return
        words = self._canvas.beginText(x_mm * mm, self._up(top_mm) - ASCENT * size_pt)
        words.setFillGray(grey)
        for run in self.fonts.runs(line, bold=bold):
            words.setFont(run.font, size_pt)
            words.textOut(run.text)
        self._canvas.drawText(words)

    def text_between(
        self, left_mm: float, right_mm: float, top_mm: float, line: str, size_pt: float, *, bold: bool = False
    ) -> None:
        """One drawable line in the middle between two edges."""
        spare_mm = right_mm - left_mm - width_mm(line, size_pt, self.fonts, bold=bold)
        self.text(left_mm + spare_mm / 2, top_mm, line, size_pt, bold=bold)

    def text_to(
        self, right_mm: float, top_mm: float, line: str, size_pt: float, *, bold: bool = False
    ) -> None:
        """One drawable line that ends at ``right_mm``."""
        self.text(right_mm - width_mm(line, size_pt, self.fonts, bold=bold), top_mm, line, size_pt, bold=bold)

    def line(
        self,
        from_mm: tuple[float, float],
        to_mm: tuple[float, float],
        *,
        width_pt: float = HAIRLINE_PT,
        dash_mm: tuple[float, ...] = (),
    ) -> None:
        """A straight line; ``dash_mm`` alternates strokes and gaps."""
        self._canvas.setLineWidth(width_pt)
        self._canvas.setStrokeGray(0)
        self._canvas.setDash([length * mm for length in dash_mm])
        self._canvas.line(from_mm[0] * mm, self._up(from_mm[1]), to_mm[0] * mm, self._up(to_mm[1]))
        self._canvas.setDash([])

    def box(
        self,
        x_mm: float,
        top_mm: float,
        width_mm: float,
        height_mm: float,
        *,
        line_pt: float = HAIRLINE_PT,
        radius_mm: float = 0.0,
        dash_mm: tuple[float, ...] = (),
    ) -> None:
        """The outline of a rectangle; ``dash_mm`` alternates strokes and gaps."""
        self._canvas.setLineWidth(line_pt)
        self._canvas.setDash([length * mm for length in dash_mm])
        self._canvas.setStrokeGray(0)
        corner = (x_mm * mm, self._up(top_mm + height_mm), width_mm * mm, height_mm * mm)
        if radius_mm:
            self._canvas.roundRect(*corner, radius_mm * mm, stroke=1, fill=0)
        else:
            self._canvas.rect(*corner, stroke=1, fill=0)
        self._canvas.setDash([])

    def qr(self, x_mm: float, top_mm: float, side_mm: float, text: str) -> None:
        """``text`` as a QR code (error correction M) drawn as one path, its quiet edge inside ``side_mm``."""
        strokes, modules = qr_strokes(text)
        step = side_mm * mm / modules
        left, top = x_mm * mm, self._up(top_mm)
        path = self._canvas.beginPath()
        for row, start, length in strokes:
            path.rect(left + start * step, top - (row + 1) * step, length * step, step)
        self._canvas.setFillGray(0)
        self._canvas.drawPath(path, stroke=0, fill=1)

    def picture(self, x_mm: float, top_mm: float, width_mm: float, height_mm: float, image: BinaryIO) -> None:
        """A PNG inside a box, as large as fits with its proportions kept, in the middle."""
        self._canvas.drawImage(
            ImageReader(image), x_mm * mm, self._up(top_mm + height_mm), width_mm * mm, height_mm * mm,
            mask="auto", preserveAspectRatio=True, anchor="c",
        )  # fmt: skip

    def next_page(self) -> None:
        self._canvas.showPage()

    def finish(self) -> bytes:
        """The whole PDF; the sheet is used up."""
        with SUBSETTING:
            self._canvas.save()
        return self._bytes.getvalue()

    def _up(self, top_mm: float) -> float:
        return float((self.page_height_mm - top_mm) * mm)


@functools.lru_cache(maxsize=8)
def qr_strokes(text: str) -> tuple[tuple[tuple[int, int, int], ...], int]:
    """The dark strokes (row, first module, length) of the code and how many modules a side has, edge included."""
    matrix = segno.make(text, error="m", micro=False, boost_error=False).matrix
    strokes: list[tuple[int, int, int]] = []
    for row, modules in enumerate(matrix):
        column = 0
        while column < len(modules):
            if not modules[column]:
                column += 1
                continue
            start = column
            while column < len(modules) and modules[column]:
                column += 1
            strokes.append((row + QR_QUIET_MODULES, start + QR_QUIET_MODULES, column - start))
    return tuple(strokes), len(matrix) + 2 * QR_QUIET_MODULES


def line_height_mm(size_pt: float, spacing: float = 1.32) -> float:
    """From one line's top to the next one's."""
    return size_pt * spacing * POINT_MM
