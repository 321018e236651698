"""What really stands in a PDF, read back from its bytes: letters, rules and codes, in millimetres from the top left."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
import zxingcpp
from PIL import Image
from pypdfium2 import raw

from app.printing import raster

MM = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Mark:
    """A letter (``char``) or a drawn path (``char`` empty) and the edges of its ink."""

    char: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def level(self) -> bool:
        return self.bottom - self.top < 0.5


@dataclass(frozen=True, slots=True)
class Reading:
    """One page read back."""

    width_mm: float
    height_mm: float
    text: str
    letters: tuple[Mark, ...]
    paths: tuple[Mark, ...]


def read(pdf: bytes) -> tuple[Reading, ...]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_page(document[number]) for number in range(len(document)))
    finally:
        document.close()


def squeezed(text: str) -> str:
    """Without the breaks that come from the paper's width."""
    return "".join(text.split())


def all_text(pdf: bytes) -> str:
    return "".join(squeezed(page.text) for page in read(pdf))


def codes(pdf: bytes, dpi: int = 150) -> list[str]:
    """The QR codes a reader finds on the raster of every page."""
    found: list[str] = []
    for page in raster.pages(pdf, dpi):
        picture = Image.frombytes("L", (page.width_px, page.height_px), page.pixels)
        found += [code.text for code in zxingcpp.read_barcodes(picture)]
    return found


def overlapping(letters: tuple[Mark, ...], touch_mm: float = 0.15) -> list[tuple[Mark, Mark]]:
    """Pairs of letters whose ink's boxes lie over each other by more than ``touch_mm`` both ways."""
    pairs: list[tuple[Mark, Mark]] = []
    waiting: list[Mark] = []
    for letter in sorted(letters, key=lambda mark: mark.left):
        waiting = [other for other in waiting if other.right - letter.left > touch_mm]
        for other in waiting:
            if min(other.bottom, letter.bottom) - max(other.top, letter.top) > touch_mm:
                pairs.append((other, letter))
        waiting.append(letter)
    return pairs


def struck_through(page: Reading, touch_mm: float = 0.1) -> list[Mark]:
    """Letters that a ruled line runs through."""
    edges = [edge for path in page.paths for edge in _edges(path)]
    return [letter for letter in page.letters if any(_crosses(edge, letter, touch_mm) for edge in edges)]


def _edges(path: Mark) -> list[Mark]:
    """The four sides of a rectangle, or the line itself."""
    if path.level or path.right - path.left < 0.5:
        return [path]
    sides: list[Mark] = []
    for left, right in pairwise((path.left, path.left, path.right, path.right)):
        if left == right:
            sides.append(Mark("", left, path.top, left, path.bottom))
    sides.append(Mark("", path.left, path.top, path.right, path.top))
    sides.append(Mark("", path.left, path.bottom, path.right, path.bottom))
    return sides


def _crosses(edge: Mark, letter: Mark, touch_mm: float) -> bool:
    if edge.level:
        middle = (edge.top + edge.bottom) / 2
        across = letter.top + touch_mm < middle < letter.bottom - touch_mm
        return across and letter.left < edge.right and letter.right > edge.left
    middle = (edge.left + edge.right) / 2
    across = letter.left + touch_mm < middle < letter.right - touch_mm
    return across and letter.top < edge.bottom and letter.bottom > edge.top


def _page(page: pypdfium2.PdfPage) -> Reading:
    width_pt, height_pt = page.get_size()
    words = page.get_textpage()
    try:
        letters = tuple(_letter(words, number, height_pt) for number in range(words.count_chars()))
        paths = tuple(
            _mark("", item.get_bounds(), height_pt)
            for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])
        )
        seen = tuple(letter for letter in letters if letter.char.strip() and letter.right > letter.left)
        text = words.get_text_range()
        return Reading(width_pt * MM, height_pt * MM, text, seen, paths)
    finally:
        words.close()
        page.close()


def _letter(words: pypdfium2.PdfTextPage, number: int, height_pt: float) -> Mark:
    code = raw.FPDFText_GetUnicode(words, number)
    return _mark(chr(code), words.get_charbox(number), height_pt)


def _mark(char: str, bounds: tuple[float, float, float, float], height_pt: float) -> Mark:
    left, bottom, right, top = bounds
    return Mark(char, left * MM, (height_pt - top) * MM, right * MM, (height_pt - bottom) * MM)
