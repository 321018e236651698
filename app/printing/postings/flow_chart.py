"""办事流程图: the way of a case from the top down, turn-offs at the right, short cuts at the left (000 §三.4)."""

from __future__ import annotations

from dataclasses import dataclass

from app.printing.fonts import FontBook
from app.printing.lines import wrap
from app.printing.parts import fitted
from app.printing.postings.board import Board, BoardHead, draw_foot
from app.printing.postings.descriptions import FlowChart
from app.printing.sheet import Sheet, line_height_mm

TITLE = "办事流程图"
SHORTCUT_PART, WAY_PART, ARROW_PART = 0.14, 0.38, 0.16  # of the width; the turn-offs take what is left
SIDE_MM = 2.0
LEAST_GAP_MM, MOST_GAP_MM = 7.0, 20.0
ARROW_MM = 2.2
LANE_MM = 11.0
SMALLEST_PT = 6.5
STEP_PT = 0.5


@dataclass(frozen=True, slots=True)
class _Box:
    """A state's box: its name in bold, what happens there beneath."""

    title: str
    lines: tuple[str, ...]
    width_mm: float
    size_pt: float

    @property
    def title_pt(self) -> float:
        return self.size_pt + 1.5

    @property
    def height_mm(self) -> float:
        words_mm = len(self.lines) * line_height_mm(self.size_pt)
        return line_height_mm(self.title_pt) + words_mm + 2 * SIDE_MM - 0.6

    def draw(self, sheet: Sheet, left_mm: float, top_mm: float, *, radius_mm: float = 1.5) -> None:
        sheet.box(left_mm, top_mm, self.width_mm, self.height_mm, line_pt=0.9, radius_mm=radius_mm)
        below_mm = top_mm + SIDE_MM
        right_mm = left_mm + self.width_mm
        sheet.text_between(left_mm, right_mm, below_mm, self.title, self.title_pt, bold=True)
        below_mm += line_height_mm(self.title_pt)
        for line in self.lines:
            if len(self.lines) == 1:
                sheet.text_between(left_mm, right_mm, below_mm, line, self.size_pt)
            else:
                sheet.text(left_mm + SIDE_MM, below_mm, line, self.size_pt)
            below_mm += line_height_mm(self.size_pt)


@dataclass(frozen=True, slots=True)
class _Laid:
    """Everything in one type size: the way's boxes, each one's turn-offs, the room between two rows."""

    size_pt: float
    boxes: tuple[_Box, ...]
    branches: tuple[tuple[tuple[str, _Box], ...], ...]
    note: tuple[str, ...]

    def row_mm(self, at: int) -> float:
        return max(self.boxes[at].height_mm, self.beside_mm(at))

    def slot_mm(self, box: _Box) -> float:
        """A turn-off and room for two lines of words above its arrow."""
        return max(box.height_mm, 4.4 * line_height_mm(box.size_pt)) + SIDE_MM

    def beside_mm(self, at: int) -> float:
        """How high the turn-offs of one row are together."""
        return sum(self.slot_mm(box) for _arrow, box in self.branches[at])

    @property
    def rows_mm(self) -> float:
        return sum(self.row_mm(at) for at in range(len(self.boxes)))

    @property
    def note_mm(self) -> float:
        return len(self.note) * line_height_mm(self.size_pt) + 3.0 if self.note else 0.0

    def height_mm(self, gap_mm: float) -> float:
        return self.rows_mm + gap_mm * (len(self.boxes) - 1) + self.note_mm


def render(paper: FlowChart, board: Board, fonts: FontBook) -> bytes:
    """The chart as PDF, always on one sheet: the type gets smaller where there is much to say."""
    head = BoardHead(paper.head, TITLE, paper.matter, board, fonts)
    top_mm = board.margin_mm + head.height_mm(continued=False)
    room_mm = board.foot_mm - 3.0 - top_mm
    size_pt = board.sizes_pt[0]
    laid = _lay(paper, board, fonts, size_pt)
    least_mm = LEAST_GAP_MM * board.width_mm / 210
    while laid.height_mm(least_mm) > room_mm and size_pt > SMALLEST_PT:
        size_pt -= STEP_PT
        laid = _lay(paper, board, fonts, size_pt)
    spare_mm = (room_mm - laid.height_mm(0.0)) / max(1, len(laid.boxes) - 1)
    sheet = Sheet(board.width_mm, board.height_mm, f"{TITLE} {paper.matter}".strip(), fonts)
    head.draw(sheet, continued=False)
    _draw(sheet, paper, board, laid, top_mm, min(spare_mm, MOST_GAP_MM * board.width_mm / 210))
    draw_foot(sheet, board, paper.head, 1, 1)
    sheet.next_page()
    return sheet.finish()


def _lay(paper: FlowChart, board: Board, fonts: FontBook, size_pt: float) -> _Laid:
    way_mm = WAY_PART * board.inner_mm
    aside_mm = (1.0 - SHORTCUT_PART - WAY_PART - ARROW_PART) * board.inner_mm
    boxes = tuple(_box(box.title, box.words, way_mm, size_pt, fonts) for box in paper.boxes)
    branches = tuple(
        tuple(
            (branch.arrow, _box(branch.title, branch.words, aside_mm, size_pt - 0.5, fonts))
            for branch in paper.branches
            if branch.at == at
        )
        for at in range(len(paper.boxes))
    )
    note = wrap(paper.note, board.inner_mm, size_pt, fonts) if paper.note else ()
    return _Laid(size_pt, boxes, branches, note)


def _box(title: str, words: str, width_mm: float, size_pt: float, fonts: FontBook) -> _Box:
    lines = wrap(words, width_mm - 2 * SIDE_MM, size_pt, fonts) if words else ()
    return _Box(title, lines, width_mm, size_pt)


def _draw(sheet: Sheet, paper: FlowChart, board: Board, laid: _Laid, top_mm: float, gap_mm: float) -> None:
    left_mm = board.margin_mm + SHORTCUT_PART * board.inner_mm
    middles: list[float] = []
    below_mm = top_mm
    for at, box in enumerate(laid.boxes):
        box_mm = below_mm + (laid.row_mm(at) - box.height_mm) / 2
        if at:
            words = paper.boxes[at].arrow
            _down(
                sheet,
                left_mm + box.width_mm / 2,
                middles[-1] + laid.boxes[at - 1].height_mm / 2,
                box_mm,
                words,
                laid,
            )
        box.draw(sheet, left_mm, box_mm, radius_mm=5.0 if at in (0, len(laid.boxes) - 1) else 1.5)
        middles.append(box_mm + box.height_mm / 2)
        _draw_branches(sheet, board, laid, at, below_mm, middles[-1])
        below_mm += laid.row_mm(at) + gap_mm
    for lane, to in enumerate(dict.fromkeys(shortcut.to for shortcut in paper.shortcuts)):
        cuts = [shortcut for shortcut in paper.shortcuts if shortcut.to == to]
        words = "、".join(dict.fromkeys(shortcut.arrow for shortcut in cuts))
        _draw_shortcut(sheet, board, laid, [middles[cut.at] for cut in cuts], middles[to], words, lane)
    for line in laid.note:
        sheet.text(board.margin_mm, below_mm - gap_mm + 3.0, line, laid.size_pt)
        below_mm += line_height_mm(laid.size_pt)


def _down(sheet: Sheet, x_mm: float, from_mm: float, to_mm: float, words: str, laid: _Laid) -> None:
    sheet.line((x_mm, from_mm), (x_mm, to_mm), width_pt=0.9)
    _tip(sheet, x_mm, to_mm, 0.0, 1.0)
    middle_mm = (from_mm + to_mm) / 2 - line_height_mm(laid.size_pt) / 2.6
    sheet.text(x_mm + 2.0, middle_mm, words, laid.size_pt)


def _draw_branches(sheet: Sheet, board: Board, laid: _Laid, at: int, row_mm: float, middle_mm: float) -> None:
    """The turn-offs of one row, one below the other, each with its arrow from the way's box."""
    from_mm = board.margin_mm + (SHORTCUT_PART + WAY_PART) * board.inner_mm
    to_mm = from_mm + ARROW_PART * board.inner_mm
    stub_mm = from_mm + 3.0
    below_mm = row_mm + (laid.row_mm(at) - laid.beside_mm(at)) / 2
    for arrow, box in laid.branches[at]:
        y_mm = below_mm + laid.slot_mm(box) / 2
        sheet.line((from_mm, middle_mm), (stub_mm, middle_mm), width_pt=0.6)
        sheet.line((stub_mm, middle_mm), (stub_mm, y_mm), width_pt=0.6)
        sheet.line((stub_mm, y_mm), (to_mm, y_mm), width_pt=0.6)
        _tip(sheet, to_mm, y_mm, 1.0, 0.0)
        size_pt, lines = fitted(arrow, to_mm - stub_mm - 3.0, box.size_pt, 2, sheet.fonts)
        words_mm = y_mm - 0.8 - len(lines) * line_height_mm(size_pt)
        for line in lines:
            sheet.text(stub_mm + 1.0, words_mm, line, size_pt)
            words_mm += line_height_mm(size_pt)
        box.draw(sheet, to_mm, y_mm - box.height_mm / 2)
        below_mm += laid.slot_mm(box)


def _draw_shortcut(
    sheet: Sheet, board: Board, laid: _Laid, from_mm: list[float], to_mm: float, words: str, lane: int
) -> None:
    """A line at the left of the boxes that all of them take to one box further down, with its words beside it."""
    right_mm = board.margin_mm + SHORTCUT_PART * board.inner_mm
    x_mm = right_mm - (4.0 + LANE_MM * lane) * board.width_mm / 210
    for y_mm in from_mm:
        sheet.line((right_mm, y_mm), (x_mm, y_mm), width_pt=0.6)
    sheet.line((x_mm, min(from_mm)), (x_mm, to_mm), width_pt=0.6)
    sheet.line((x_mm, to_mm), (right_mm, to_mm), width_pt=0.6)
    _tip(sheet, right_mm, to_mm, 1.0, 0.0)
    size_pt = laid.size_pt - 0.5
    lines = wrap(words, x_mm - board.margin_mm - 1.5, size_pt, sheet.fonts)
    below_mm = (max(from_mm) + to_mm) / 2 - len(lines) * line_height_mm(size_pt) / 2
    for line in lines:
        sheet.text_to(x_mm - 1.2, below_mm, line, size_pt)
        below_mm += line_height_mm(size_pt)


def _tip(sheet: Sheet, x_mm: float, y_mm: float, right: float, down: float) -> None:
    """The point of an arrow that ends at (x, y) and looks right or down."""
    back_x, back_y = x_mm - right * ARROW_MM, y_mm - down * ARROW_MM
    half_mm = ARROW_MM * 0.4
    for side in (-half_mm, half_mm):
        sheet.line((x_mm, y_mm), (back_x + down * side, back_y + right * side), width_pt=0.9)
