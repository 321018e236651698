"""A page as a picture to be sent by telephone: small enough, and marked across with whose it is and what for."""

from __future__ import annotations

import io

from app.errors import Refusal
from app.printing import raster
from app.printing.fonts import FontBook, font_book
from app.printing.sheet import Sheet

DPI = 150
GREY = 0.82  # pale enough to read through, dark enough to survive a chat program's compression
SIZE_PT = 15.0
APART_MM = (70.0, 26.0)
TURNED_DEGREES = 28


def png(pdf: bytes, page: int, watermark: str, fonts: FontBook | None = None) -> bytes:
    """Page ``page`` (1 is the first) as PNG at 150 dots an inch, ``watermark`` again and again across it.

    Refusal ``no-such-page``.
    """
    from PIL import Image, ImageChops

    pages = raster.pages(pdf, DPI, grey=False)
    if not 1 <= page <= len(pages):
        raise Refusal(f"这张单据只有 {len(pages)} 页。没有保存。", field="page", code="no-such-page")
    shown = pages[page - 1]
    picture = Image.frombytes("RGB", (shown.width_px, shown.height_px), shown.pixels)
    side_mm = shown.width_mm + shown.height_mm  # covers the page at any turn
    (mark,) = raster.pages(_marks(side_mm, watermark, fonts or font_book()), DPI, grey=False)
    whole = Image.frombytes("RGB", (mark.width_px, mark.height_px), mark.pixels)
    turned = whole.rotate(TURNED_DEGREES, fillcolor=(255, 255, 255))
    left, top = ((mark.width_px - shown.width_px) // 2, (mark.height_px - shown.height_px) // 2)
    across = turned.crop((left, top, left + shown.width_px, top + shown.height_px))
    out = io.BytesIO()
    ImageChops.multiply(picture, across).save(out, "PNG", optimize=True)
    return out.getvalue()


def _marks(side_mm: float, words: str, fonts: FontBook) -> bytes:
    sheet = Sheet(side_mm, side_mm, "", fonts)
    wide_mm = max(APART_MM[0], len(words) * SIZE_PT * 0.36 + 14)
    top_mm, row = 0.0, 0
    while top_mm < side_mm:
        left_mm = -(row % 2) * wide_mm / 2
        while left_mm < side_mm:
            sheet.text(left_mm, top_mm, words, SIZE_PT, grey=GREY)
            left_mm += wide_mm
        top_mm += APART_MM[1]
        row += 1
    sheet.next_page()
    return sheet.finish()
