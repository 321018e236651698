"""办理结果公示: what was finished lately, without anything that points at a person (004 六公开)."""

from __future__ import annotations

from app.printing.blocks import Block
from app.printing.fonts import FontBook
from app.printing.postings.board import Board, BoardHead, render_board, shares, table_head, table_row
from app.printing.postings.descriptions import ResultsPoster

TITLE = "办理结果公示"
HEADINGS = ("序号", "申请人", "代办事项", "受理日期", "办结日期", "办理结果")
PARTS = (13.0, 22.0, 67.0, 28.0, 28.0, 24.0)


def render(paper: ResultsPoster, board: Board, fonts: FontBook) -> bytes:
    """The finished cases as PDF, one line a case."""

    def lay(size_pt: float) -> list[Block]:
        widths_mm = shares(board.inner_mm, PARTS)
        head = table_head([paper.head.says(words) for words in HEADINGS], widths_mm, size_pt, fonts)
        rows: list[Block] = [head]
        for line in paper.lines:
            texts = (line.no, line.applicant, line.matter, line.accepted_on, line.completed_on, line.result)
            rows.append(
                table_row(texts, widths_mm, size_pt, fonts, centred=frozenset({0, 1, 3, 4, 5}), head=head)
            )
        return rows

    return render_board(board, BoardHead(paper.head, TITLE, paper.period, board, fonts), lay, fonts)
