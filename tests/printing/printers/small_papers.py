"""Papers made for rolls and continuous forms, small enough to be read back quickly."""

from __future__ import annotations

from app.printing.fonts import font_book
from app.printing.printers.port import PrintJob
from app.printing.sheet import Sheet
from tests.printing.descriptions import QR_TEXT

RARE_NAME = "欧阳䶮"


def paper(width_mm: float, height_mm: float, *, pages: int = 1, copies: int = 1) -> PrintJob:
    """A name that few fonts draw and the code of a slip, with nothing nearer than 8 mm to the edge."""
    sheet = Sheet(width_mm, height_mm, "材料接收单", font_book())
    for _page in range(pages):
        sheet.text(12, 10, f"申请人 {RARE_NAME}", 11)
        sheet.qr(12, 20, 44, QR_TEXT)
        sheet.next_page()
    return PrintJob(sheet.finish(), "材料接收单", width_mm, height_mm, copies)
