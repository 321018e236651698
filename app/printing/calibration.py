"""How far a printer prints from where it should: a sheet to measure it by, and papers moved to meet it."""

from __future__ import annotations

import ctypes
import io
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from app.errors import Refusal
from app.printing.fonts import FontBook, font_book
from app.printing.raster import ONE_AT_A_TIME, POINTS_PER_INCH
from app.printing.sheet import Sheet

MARK_MM = 20.0
"""Where the sheet's two measured lines stand, from the left and from the upper edge of the paper."""
MOST_MM = 25.0
LEAST_SCALE, MOST_SCALE = 0.9, 1.1
PT_PER_MM = POINTS_PER_INCH / 25.4
TICKS_MM = {10: 5.0, 5: 3.5, 1: 2.0}


@dataclass(frozen=True, slots=True)
class Calibration:
    """What to add to every place on paper: ``x_mm`` to the right, ``y_mm`` down, after scaling from the upper left."""

    x_mm: float = 0.0
    y_mm: float = 0.0
    scale: float = 1.0

    @property
    def changes_nothing(self) -> bool:
        return (self.x_mm, self.y_mm, self.scale) == (0.0, 0.0, 1.0)

    def then(self, other: Calibration) -> Calibration:
        """Both at once: a printer's own, and what one of its papers needs besides."""
        return Calibration(self.x_mm + other.x_mm, self.y_mm + other.y_mm, self.scale * other.scale)

    def turned(self, width_mm: float) -> Calibration:
        """The same on paper for a page ``width_mm`` wide that the printing system turns left onto upright paper."""
        return Calibration(width_mm * (1 - self.scale) - self.y_mm, self.x_mm, self.scale)


def checked(calibration: Calibration) -> Calibration:
    """The calibration as it came; refuses what no printer is out by (``calibration``, field x, y or scale)."""
    for field, value in (("x", calibration.x_mm), ("y", calibration.y_mm)):
        if not -MOST_MM <= value <= MOST_MM:
            raise Refusal(
                f"偏移要在 −{MOST_MM:g} 到 {MOST_MM:g} 毫米之间，请重新量一下。没有改动。",
                field=field,
                code="calibration",
            )
    if not LEAST_SCALE <= calibration.scale <= MOST_SCALE:
        raise Refusal(
            f"比例要在 {LEAST_SCALE:g} 到 {MOST_SCALE:g} 之间，请重新量一下。没有改动。",
            field="scale",
            code="calibration",
        )
    return calibration


def measured(left_mm: float, top_mm: float, hundred_mm: float = 100.0) -> Calibration:
    """From what was measured on the sheet: the two lines' distances from the edges, and the long bar's length."""
    scale = round(100.0 / hundred_mm, 4) if hundred_mm else 0.0
    return checked(
        Calibration(round(MARK_MM - left_mm * scale, 2), round(MARK_MM - top_mm * scale, 2), scale)
    )


def moved(pdf: bytes, calibration: Calibration) -> bytes:
    """The same pages, their marks scaled and moved; letters stay letters, nothing becomes dots."""
    if calibration.changes_nothing:
        return pdf
    with ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            for number in range(len(document)):
                _move(document[number], calibration)
            whole = io.BytesIO()
            document.save(whole)
            return whole.getvalue()
        finally:
            document.close()


def _move(page: pypdfium2.PdfPage, calibration: Calibration) -> None:
    """PDF counts from the lower left, a person at a printer from the upper left."""
    height_pt = page.get_height()
    scale = calibration.scale
    matrix = raw.FS_MATRIX(
        scale,
        0,
        0,
        scale,
        calibration.x_mm * PT_PER_MM,
        height_pt * (1 - scale) - calibration.y_mm * PT_PER_MM,
    )
    raw.FPDFPage_TransFormWithClip(page, ctypes.byref(matrix), None)
    page.close()


def sheet(width_mm: float, height_mm: float, printer: str, fonts: FontBook | None = None) -> bytes:
    """The sheet to print and measure, of the paper's own size: a numbered grid, two lines, a bar of 100 mm."""
    fonts = fonts or font_book()
    page = Sheet(width_mm, height_mm, "打印校准页", fonts)
    _draw_grid(page)
    _draw_rulers(page)
    page.line((MARK_MM, 0), (MARK_MM, height_mm), width_pt=1.0)
    page.line((0, MARK_MM), (width_mm, MARK_MM), width_pt=1.0)
    across_mm = 100.0 if width_mm >= MARK_MM + 110 else 0.0
    if across_mm:
        for x_mm in (MARK_MM, MARK_MM + across_mm):
            page.line((x_mm, 34), (x_mm, 40), width_pt=1.0)
        page.line((MARK_MM, 37), (MARK_MM + across_mm, 37), width_pt=1.0)
    _draw_words(page, printer, across_mm)
    page.next_page()
    return page.finish()


def _draw_grid(page: Sheet) -> None:
    """A pale line every ten millimetres, each with its number."""
    for x_mm in range(10, int(page.page_width_mm), 10):
        page.line((x_mm, 0), (x_mm, page.page_height_mm), width_pt=0.15, dash_mm=(0.3, 0.7))
    for y_mm in range(10, int(page.page_height_mm), 10):
        page.line((0, y_mm), (page.page_width_mm, y_mm), width_pt=0.15, dash_mm=(0.3, 0.7))


def _draw_rulers(page: Sheet) -> None:
    """Millimetres along both measured lines, the tens numbered."""
    for at in range(int(page.page_width_mm) + 1):
        length = next(tick for step, tick in TICKS_MM.items() if at % step == 0)
        page.line((at, MARK_MM), (at, MARK_MM + length), width_pt=0.3)
        if at % 10 == 0 and MARK_MM < at < page.page_width_mm - 3:
            page.text(at + 0.6, MARK_MM + 2.4, str(at), 6)
    for at in range(int(page.page_height_mm) + 1):
        length = next(tick for step, tick in TICKS_MM.items() if at % step == 0)
        page.line((MARK_MM, at), (MARK_MM + length, at), width_pt=0.3)
        if at % 10 == 0 and MARK_MM < at < page.page_height_mm - 3:
            page.text(MARK_MM + 5.6, at - 1.1, str(at), 6)


def _draw_words(page: Sheet, printer: str, across_mm: float) -> None:
    """What to do with a ruler; on a narrow roll in few words."""
    if page.page_width_mm < 150:
        words = (
            f"打印校准页 {printer}",
            f"①左边到粗竖线应{MARK_MM:g}毫米",
            f"②上边到粗横线应{MARK_MM:g}毫米",
        )
        for row, line in enumerate(words):
            page.text(MARK_MM + 11, 41.0 + 10 * row, line, 7.5)
        return
    lines = [
        f"打印校准页 · {printer}",
        f"① 用尺量：纸的左边到粗竖线，应是 {MARK_MM:g} 毫米。",
        f"② 用尺量：纸的上边到粗横线，应是 {MARK_MM:g} 毫米。",
        *(["③ 用尺量：上面那条横杠两头之间，应是 100 毫米。"] if across_mm else []),
        "把量到的数填进设置里的校准，以后的单据会按它移正。",
    ]
    for row, line in enumerate(lines):
        page.text(MARK_MM + 14, 44.0 + 6 * row, line, 9.5, bold=row == 0)
