"""The pieces papers are built of: ruled rows, gaps, signature boxes; each knows its height and where it may break."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from app.printing.fonts import FontBook
from app.printing.form_paper import SIGN_HERE
from app.printing.lines import POINT_MM, width_mm, wrap
from app.printing.sheet import Sheet, line_height_mm

FEWEST_LINES = 2  # a row is never broken so that a single line stands alone
BLANK_DAY = "年      月      日"
SEAL_HERE = "盖章处"
SEAL_MM = 24.0
SEAL_DASH_MM = (1.2, 1.2)
SEAL_WORDS_PT = 8.0


class Block(Protocol):
    """A piece of a page. ``split`` gives what fits into ``room_mm`` and what does not, either may be None."""

    @property
    def height_mm(self) -> float: ...

    def split(self, room_mm: float) -> tuple[Block | None, Block | None]: ...

    def draw(self, sheet: Sheet, left_mm: float, top_mm: float) -> None: ...


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a row. ``label`` is repeated where the row is continued on another page."""

    text: str
    width_mm: float
    size_pt: float
    bold: bool = False
    align: str = "left"  # left | centre
    label: bool = False


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell whose text has been broken into lines."""

    cell: Cell
    lines: tuple[str, ...]

    @property
    def text_height_mm(self) -> float:
        spare_mm = line_height_mm(self.cell.size_pt) - self.cell.size_pt * POINT_MM
        return len(self.lines) * line_height_mm(self.cell.size_pt) - spare_mm

    def cut(self, count: int) -> tuple[SetCell, SetCell]:
        """The first ``count`` lines and the others; a label stands in both."""
        if self.cell.label:
            return self, self
        return replace(self, lines=self.lines[:count]), replace(self, lines=self.lines[count:] or ("",))


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side, as high as the highest; ``heading`` is repeated where it begins a page."""

    cells: tuple[SetCell, ...]
    pad_mm: float = 1.2
    least_mm: float = 0.0
    ruled: bool = True
    heading: Row | None = None
    keeps: bool = False  # a heading: never the last thing on a page

    @property
    def height_mm(self) -> float:
        return max(self.least_mm, 2 * self.pad_mm + max(cell.text_height_mm for cell in self.cells))

    def split(self, room_mm: float) -> tuple[Block | None, Block | None]:
        if self.height_mm <= room_mm:
            return self, None
        longest = max(self.cells, key=lambda cell: 0 if cell.cell.label else len(cell.lines))
        fitting = int((room_mm - 2 * self.pad_mm) / line_height_mm(longest.cell.size_pt))
        fitting = min(fitting, len(longest.lines) - FEWEST_LINES)
        if fitting < FEWEST_LINES:
            return None, self
        parts = [cell.cut(fitting) for cell in self.cells]
        first = replace(self, cells=tuple(part[0] for part in parts))
        rest = replace(self, cells=tuple(part[1] for part in parts))
        return (first, rest) if first.height_mm <= room_mm else (None, self)

    def draw(self, sheet: Sheet, left_mm: float, top_mm: float) -> None:
        height_mm = self.height_mm
        for laid in self.cells:
            cell = laid.cell
            if self.ruled:
                sheet.box(left_mm, top_mm, cell.width_mm, height_mm)
            line_top_mm = top_mm + (height_mm - laid.text_height_mm) / 2
            for line in laid.lines:
                if cell.align == "centre":
                    sheet.text_between(
                        left_mm, left_mm + cell.width_mm, line_top_mm, line, cell.size_pt, bold=cell.bold
                    )
                else:
                    sheet.text(left_mm + self.side_mm, line_top_mm, line, cell.size_pt, bold=cell.bold)
                line_top_mm += line_height_mm(cell.size_pt)
            left_mm += cell.width_mm

    @property
    def side_mm(self) -> float:
        return SIDE_MM if self.ruled else 0.0


SIDE_MM = 1.4


def row(
    cells: Sequence[Cell],
    fonts: FontBook,
    *,
    pad_mm: float = 1.2,
    least_mm: float = 0.0,
    ruled: bool = True,
    heading: Row | None = None,
    keeps: bool = False,
) -> Row:
    """A row whose texts are broken to the widths of their cells."""
    inset_mm = 2 * SIDE_MM if ruled else 0.0
    laid = tuple(
        SetCell(cell, wrap(cell.text, cell.width_mm - inset_mm, cell.size_pt, fonts, bold=cell.bold))
        for cell in cells
    )
    return Row(laid, pad_mm, least_mm, ruled, heading, keeps)


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty paper between two blocks; vanishes at the end of a page."""

    height_mm: float

    def split(self, room_mm: float) -> tuple[Block | None, Block | None]:
        return (self, None) if self.height_mm <= room_mm else (None, None)

    def draw(self, sheet: Sheet, left_mm: float, top_mm: float) -> None:
        """Nothing to draw."""


@dataclass(frozen=True, slots=True)
class SignatureBox:
    """Who signs, in words, and a place at least 40 × 20 mm for the pen or the thumb."""

    caption: tuple[str, ...]
    width_mm: float
    height_mm: float
    hint: str = SIGN_HERE
    size_pt: float = 8.0

    def draw(self, sheet: Sheet, left_mm: float, top_mm: float) -> None:
        sheet.box(left_mm, top_mm, self.width_mm, self.height_mm)
        line_top_mm = top_mm + 1.4
        for line in self.caption:
            sheet.text(left_mm + SIDE_MM, line_top_mm, line, self.size_pt)
            line_top_mm += line_height_mm(self.size_pt)
        small_pt = self.size_pt - 0.5
        foot_mm = top_mm + self.height_mm - small_pt * POINT_MM - 1.2
        sheet.text(left_mm + SIDE_MM, foot_mm, self.hint, small_pt - 0.5, grey=0.45)
        sheet.text_to(left_mm + self.width_mm - SIDE_MM, foot_mm, BLANK_DAY, small_pt)


@dataclass(frozen=True, slots=True)
class Signatures:
    """Signature boxes side by side; never broken over two pages."""

    boxes: tuple[SignatureBox, ...]
    gap_mm: float

    @property
    def height_mm(self) -> float:
        return max(box.height_mm for box in self.boxes)

    def split(self, room_mm: float) -> tuple[Block | None, Block | None]:
        return (self, None) if self.height_mm <= room_mm else (None, self)

    def draw(self, sheet: Sheet, left_mm: float, top_mm: float) -> None:
        for box in self.boxes:
            box.draw(sheet, left_mm, top_mm)
            left_mm += box.width_mm + self.gap_mm


@dataclass(frozen=True, slots=True)
class SealPlace:
    """Empty paper for the seal with a grey word in it, where the county's form puts it."""

    place: str  # left | middle | right
    width_mm: float
    height_mm: float = SEAL_MM

    def split(self, room_mm: float) -> tuple[Block | None, Block | None]:
        return (self, None) if self.height_mm <= room_mm else (None, self)

    def draw(self, sheet: Sheet, left_mm: float, top_mm: float) -> None:
        spare_mm = self.width_mm - SEAL_MM
        from_mm = left_mm + {"left": 0.0, "middle": spare_mm / 2}.get(self.place, spare_mm)
        sheet.box(
            from_mm, top_mm, SEAL_MM, self.height_mm, radius_mm=self.height_mm / 2 - 0.1, dash_mm=SEAL_DASH_MM
        )
        half_mm = SEAL_WORDS_PT * POINT_MM * len(SEAL_HERE) / 2
        words_mm = top_mm + self.height_mm / 2 - SEAL_WORDS_PT * POINT_MM / 2
        sheet.text(from_mm + SEAL_MM / 2 - half_mm, words_mm, SEAL_HERE, SEAL_WORDS_PT, grey=0.45)


def signature_box(
    caption: str,
    width_mm: float,
    height_mm: float,
    fonts: FontBook,
    *,
    hint: str = SIGN_HERE,
    size_pt: float = 8.0,
) -> SignatureBox:
    """A signature box whose caption is broken to its width; it grows where the caption needs more than its head."""
    lines = wrap(caption, width_mm - 2 * SIDE_MM, size_pt, fonts)
    grown_mm = (len(lines) - 1) * line_height_mm(size_pt)
    return SignatureBox(lines, width_mm, height_mm + max(0.0, grown_mm), hint, size_pt)


def tag_width_mm(words: str, size_pt: float, fonts: FontBook) -> float:
    """The width of ``draw_tag``'s frame."""
    return width_mm(words, size_pt, fonts, bold=True) + 3.0


def draw_tag(sheet: Sheet, left_mm: float, top_mm: float, words: str, size_pt: float) -> None:
    """A word in a rounded frame that catches the eye: 补打(第2次), 第一联 …"""
    sheet.box(
        left_mm,
        top_mm,
        tag_width_mm(words, size_pt, sheet.fonts),
        size_pt * POINT_MM + 2.0,
        line_pt=0.8,
        radius_mm=0.8,
    )
    sheet.text(left_mm + 1.5, top_mm + 1.0, words, size_pt, bold=True)
