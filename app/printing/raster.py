"""PDF bytes as pictures, page by page: for the preview and for printers that take no PDF."""

from __future__ import annotations

import threading
from dataclasses import dataclass

import pypdfium2

from app.errors import Defect

POINTS_PER_INCH = 72
ONE_AT_A_TIME = threading.Lock()
"""PDFium keeps state for the whole process and must not be entered by two threads at once."""


@dataclass(frozen=True, slots=True)
class RasterPage:
    """One page, rows from the top without padding: one byte a pixel (grey) or three (red, green, blue)."""

    width_px: int
    height_px: int
    width_mm: float
    height_mm: float
    channels: int
    pixels: bytes


def pages(pdf: bytes, dpi: float, *, grey: bool = True) -> list[RasterPage]:
    """Every page of ``pdf`` on white at ``dpi`` dots per inch; raises ``Defect`` for bytes that are no PDF."""
    with ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise Defect("these bytes are not a PDF") from error
        try:
            return [_page(document, number, dpi, grey) for number in range(len(document))]
        finally:
            document.close()


def first_page_mm(pdf: bytes) -> tuple[float, float]:
    """Width and height of the first page: of paper on a roll nobody knows the height beforehand."""
    with ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            width_pt, height_pt = document.get_page_size(0)
        finally:
            document.close()
    return width_pt * 25.4 / POINTS_PER_INCH, height_pt * 25.4 / POINTS_PER_INCH


def _page(document: pypdfium2.PdfDocument, number: int, dpi: float, grey: bool) -> RasterPage:
    page = document[number]
    width_pt, height_pt = page.get_size()
    bitmap = page.render(scale=dpi / POINTS_PER_INCH, grayscale=grey, rev_byteorder=True)
    try:
        channels = 1 if grey else 3
        pixels = _without_padding(bytes(bitmap.buffer), bitmap.stride, bitmap.width * channels)
        return RasterPage(
            bitmap.width, bitmap.height, width_pt * 25.4 / 72, height_pt * 25.4 / 72, channels, pixels
        )
    finally:
        bitmap.close()
        page.close()


def _without_padding(rows: bytes, stride: int, wanted: int) -> bytes:
    if stride == wanted:
        return rows
    return b"".join(rows[start : start + wanted] for start in range(0, len(rows), stride))
