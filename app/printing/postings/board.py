"""What every posting shares: a large centred title over a double rule, body type as large as fits, a foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.printing.blocks import Block, Cell, Row, row
from app.printing.flow import Frame, draw, fill, spread
from app.printing.fonts import FontBook
from app.printing.lines import full_width
from app.printing.papers import PaperHead
from app.printing.parts import draw_logo, fitted
from app.printing.sheet import Sheet, line_height_mm

MANY_BLOCKS = 150
"""Above this no size is tried that could bring all on one page: a long list is set once."""


@dataclass(frozen=True, slots=True)
class Board:
    """One sheet's measures: edges, type sizes to try from the largest, how much a row may grow."""

    width_mm: float
    height_mm: float
    margin_mm: float
    title_pt: float
    room_pt: float
    small_pt: float
    code_mm: float
    sizes_pt: tuple[float, ...]
    run_over_pt: float
    growth_mm: float

    @property
    def inner_mm(self) -> float:
        return self.width_mm - 2 * self.margin_mm

    @property
    def right_mm(self) -> float:
        return self.width_mm - self.margin_mm

    @property
    def foot_mm(self) -> float:
        return self.height_mm - self.margin_mm - line_height_mm(self.small_pt)


def board_of(width_mm: float, height_mm: float) -> Board:
    """A5 for the hand, A4 for a door, A3 for a wall that is read from two metres."""
    if width_mm < 160:
        return Board(width_mm, height_mm, 10.0, 19.0, 10.5, 8.0, 19.0, (12.0, 11.0, 10.5, 10.0), 10.0, 1.6)
    if width_mm < 250:
        sizes = (15.0, 14.0, 13.0, 12.0, 11.0, 10.5)
        return Board(width_mm, height_mm, 14.0, 28.0, 13.0, 9.0, 22.0, sizes, 10.5, 5.0)
    sizes = (22.0, 20.0, 18.0, 16.0, 15.0, 14.0)
    return Board(width_mm, height_mm, 19.0, 44.0, 18.0, 12.0, 30.0, sizes, 14.0, 9.0)


@dataclass(frozen=True, slots=True)
class BoardHead:
    """Logo at the left, code at the right, room, title and a line of small words in the middle."""

    head: PaperHead
    title: str
    words: str
    board: Board
    fonts: FontBook

    @property
    def _title(self) -> str:
        return self.head.title(self.title)

    @property
    def _beside_mm(self) -> float:
        """What stands at either side; the words stay in the middle of the sheet."""
        return self.board.code_mm + 2.0 if self.head.qr_text or self.head.form.logo_png else 0.0

    @property
    def _middle_mm(self) -> float:
        return self.board.inner_mm - 2 * self._beside_mm

    def height_mm(self, *, continued: bool) -> float:
        """How far below the upper margin the body begins."""
        if continued:
            return line_height_mm(self.board.room_pt + 3.0) + 5.0
        words_mm = sum(len(lines) * line_height_mm(pt) for pt, lines, _bold in self._lines()) + 2.0
        return max(words_mm, self.board.code_mm if self._beside_mm else 0.0) + 5.0

    def draw(self, sheet: Sheet, *, continued: bool) -> None:
        left_mm, right_mm, top_mm = self.board.margin_mm, self.board.right_mm, self.board.margin_mm
        if continued:
            size_pt = self.board.room_pt + 3.0
            room_mm = self.board.inner_mm * 0.45
            pt, lines = fitted(f"{self._title}（续）", room_mm, size_pt, 1, self.fonts, bold=True)
            sheet.text(left_mm, top_mm, lines[0], pt, bold=True)
            pt, lines = fitted(self.head.room, room_mm, self.board.small_pt, 1, self.fonts)
            sheet.text_to(right_mm, top_mm + 0.8, lines[0], pt)
        else:
            self._draw_first(sheet, left_mm, right_mm, top_mm)
        rule_mm = top_mm + self.height_mm(continued=continued) - 3.6
        sheet.line((left_mm, rule_mm), (right_mm, rule_mm), width_pt=1.8)
        sheet.line((left_mm, rule_mm + 1.0), (right_mm, rule_mm + 1.0), width_pt=0.5)

    def _draw_first(self, sheet: Sheet, left_mm: float, right_mm: float, top_mm: float) -> None:
        below_mm = top_mm
        for size_pt, lines, bold in self._lines():
            for line in lines:
                sheet.text_between(left_mm, right_mm, below_mm, line, size_pt, bold=bold)
                below_mm += line_height_mm(size_pt)
        if self.head.qr_text:
            sheet.qr(right_mm - self.board.code_mm, top_mm - 1.0, self.board.code_mm, self.head.qr_text)
        draw_logo(sheet, left_mm, top_mm, self.board.code_mm - 2.0, self.head)

    def _lines(self) -> tuple[tuple[float, tuple[str, ...], bool], ...]:
        board, width_mm = self.board, self._middle_mm
        room_pt, room = fitted(self.head.room, width_mm, board.room_pt, 2, self.fonts)
        title_pt, title = fitted(self._title, width_mm, board.title_pt, 1, self.fonts, bold=True)
        said = [(room_pt, room, False), (title_pt, title, True)]
        if self.words:
            small_pt, small = fitted(self.words, width_mm, board.small_pt + 1.0, 2, self.fonts)
            said.append((small_pt, small, False))
        return tuple(said)


def draw_foot(sheet: Sheet, board: Board, head: PaperHead, page: int, pages: int) -> None:
    """Number, hotline, when it was made, the sample catalogue's notice, and page x of y where there are more."""
    words = [
        f"编号 {head.case_no}" if head.case_no else "",
        f"服务热线 {head.hotline}" if head.hotline else "",
        f"制作 {head.made_at_text}" if head.made_at_text else "",
        full_width(head.sample_notice),
        full_width(head.copy_note),
    ]
    numbering = f"第{page}页 共{pages}页" if pages > 1 else ""
    room_mm = board.inner_mm - (4.2 * board.small_pt if numbering else 0.0)
    text = "　".join(word for word in words if word)
    size_pt, lines = fitted(text, room_mm, board.small_pt, 1, sheet.fonts)
    for number, line in enumerate(lines):
        sheet.text(board.margin_mm, board.foot_mm + number * line_height_mm(size_pt), line, size_pt)
    sheet.text_to(board.right_mm, board.foot_mm, numbering, board.small_pt)


def render_board(
    board: Board, head: BoardHead, lay: Callable[[float], Sequence[Block]], fonts: FontBook
) -> bytes:
    """The blocks of ``lay(size_pt)`` at the largest size that fits on one page, else over several."""
    first_mm = _room_mm(board, head, continued=False)
    later_mm = _room_mm(board, head, continued=True)
    frames = _frames(board, lay, first_mm, later_mm)
    sheet = Sheet(board.width_mm, board.height_mm, head.title, fonts)
    for page, frame in enumerate(frames, 1):
        continued = page > 1
        head.draw(sheet, continued=continued)
        top_mm = board.margin_mm + head.height_mm(continued=continued)
        draw(frame, sheet, board.margin_mm, top_mm)
        draw_foot(sheet, board, head.head, page, len(frames))
        sheet.next_page()
    return sheet.finish()


def _room_mm(board: Board, head: BoardHead, *, continued: bool) -> float:
    return board.foot_mm - 2.0 - board.margin_mm - head.height_mm(continued=continued)


def _frames(
    board: Board, lay: Callable[[float], Sequence[Block]], first_mm: float, later_mm: float
) -> tuple[Frame, ...]:
    blocks = lay(board.run_over_pt)
    if len(blocks) <= MANY_BLOCKS:
        for size_pt in board.sizes_pt:
            frames = fill(lay(size_pt), first_mm, later_mm)
            if len(frames) == 1:
                return (spread(frames[0], first_mm, board.growth_mm),)
    return fill(blocks, first_mm, later_mm)


def heading(words: str, width_mm: float, size_pt: float, fonts: FontBook) -> Row:
    """Words over a section; never the last thing on a page."""
    cell = Cell(words, width_mm, size_pt, bold=True)
    return row([cell], fonts, pad_mm=0.16 * size_pt, ruled=False, keeps=True)


def table_row(
    texts: Sequence[str],
    widths_mm: Sequence[float],
    size_pt: float,
    fonts: FontBook,
    *,
    centred: frozenset[int] = frozenset(),
    bold: frozenset[int] = frozenset(),
    head: Row | None = None,
) -> Row:
    """One ruled row; ``centred`` and ``bold`` are column numbers, ``head`` comes again on every page."""
    cells = [
        Cell(text, width, size_pt, number in bold, "centre" if number in centred else "left")
        for number, (text, width) in enumerate(zip(texts, widths_mm, strict=True))
    ]
    return row(cells, fonts, pad_mm=0.13 * size_pt, least_mm=0.72 * size_pt, heading=head)


def table_head(texts: Sequence[str], widths_mm: Sequence[float], size_pt: float, fonts: FontBook) -> Row:
    """The headings of a table, which never stand last on a page."""
    cells = [
        Cell(text, width, size_pt, True, "centre", True) for text, width in zip(texts, widths_mm, strict=True)
    ]
    return row(cells, fonts, pad_mm=0.13 * size_pt, least_mm=0.8 * size_pt, keeps=True)


def shares(width_mm: float, parts: Sequence[float]) -> tuple[float, ...]:
    """``width_mm`` cut in the proportions of ``parts``."""
    whole = sum(parts)
    return tuple(width_mm * part / whole for part in parts)
