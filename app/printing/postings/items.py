"""代办事项一览表: every item by category, on A4 for a door or A3 for the public board (000 §三.3)."""

from __future__ import annotations

from app.printing.blocks import Block, Cell, Row, row
from app.printing.fonts import FontBook
from app.printing.postings.board import Board, BoardHead, render_board, shares, table_head, table_row
from app.printing.postings.descriptions import ItemsPoster

TITLE = "代办事项一览表"
HEADINGS = ("序号", "代办事项", "需要的材料", "类型", "办结时限", "决定机关", "收费")
PARTS = (10.5, 40.0, 66.0, 14.0, 19.5, 20.0, 12.0)
SMALLER = 0.8
"""A list of all items is set smaller than other posters: many lines, read from near."""


def render(paper: ItemsPoster, board: Board, fonts: FontBook) -> bytes:
    """The list as PDF; the headings come again on every page, a category never stands last on one."""

    def lay(size_pt: float) -> list[Block]:
        return _rows(paper, board.inner_mm, SMALLER * size_pt, fonts)

    words = paper.source
    return render_board(board, BoardHead(paper.head, TITLE, words, board, fonts), lay, fonts)


def _rows(paper: ItemsPoster, width_mm: float, size_pt: float, fonts: FontBook) -> list[Block]:
    widths_mm = shares(width_mm, PARTS)
    head = table_head([paper.head.says(words) for words in HEADINGS], widths_mm, size_pt, fonts)
    rows: list[Block] = [head]
    number = 0
    for group in paper.groups:
        if group.category:
            rows.append(
                _category(f"{group.category}（{len(group.lines)}项）", width_mm, size_pt, fonts, head)
            )
        for line in group.lines:
            number += 1
            texts = (str(number), line.name, line.materials, line.kind, line.limit, line.department, line.fee)
            centred, bold = frozenset({0, 3, 4, 5, 6}), frozenset({1})
            rows.append(table_row(texts, widths_mm, size_pt, fonts, centred=centred, bold=bold, head=head))
    return rows


def _category(words: str, width_mm: float, size_pt: float, fonts: FontBook, head: Row) -> Row:
    cell = Cell(words, width_mm, size_pt + 1.5, bold=True)
    return row([cell], fonts, pad_mm=0.16 * size_pt, heading=head, keeps=True)
