"""值班表: who is in the room on which day, from when to when, and who steps in (000 §三.2)."""

from __future__ import annotations

from app.printing.blocks import Block
from app.printing.fonts import FontBook
from app.printing.postings.board import Board, BoardHead, render_board, shares, table_head, table_row
from app.printing.postings.descriptions import DutyPoster

TITLE = "值班表"
HEADINGS = ("日期", "星期", "值班时间", "值班人", "联系电话", "替岗人员", "备注")
PARTS = (24.0, 17.0, 30.0, 20.0, 34.0, 20.0, 25.0)


def render(paper: DutyPoster, board: Board, fonts: FontBook) -> bytes:
    """The shifts as PDF, one line a shift."""

    def lay(size_pt: float) -> list[Block]:
        widths_mm = shares(board.inner_mm, PARTS)
        head = table_head(HEADINGS, widths_mm, size_pt, fonts)
        rows: list[Block] = [head]
        for line in paper.lines:
            texts = (line.day, line.weekday, line.times, line.agent, line.phone, line.backup, line.note)
            centred, bold = frozenset(range(6)), frozenset({3})
            rows.append(table_row(texts, widths_mm, size_pt, fonts, centred=centred, bold=bold, head=head))
        return rows

    return render_board(board, BoardHead(paper.head, TITLE, paper.period, board, fonts), lay, fonts)
