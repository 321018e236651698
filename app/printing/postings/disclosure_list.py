"""公开事项核对表: what must be public, and where it hangs; ticked off by postings, never by printing."""

from __future__ import annotations

from app.printing.blocks import Block, Cell, Gap, row
from app.printing.fonts import FontBook
from app.printing.postings.board import Board, BoardHead, render_board, shares, table_head, table_row
from app.printing.postings.descriptions import DisclosureList

TITLE = "公开事项核对表"
HEADINGS = ("公开内容", "依据", "可用的公示", "已公开", "张贴地点", "张贴日期", "经办人")
PARTS = (26.0, 27.0, 40.0, 17.0, 29.0, 25.0, 18.0)


def render(paper: DisclosureList, board: Board, fonts: FontBook) -> bytes:
    """The check list as PDF."""

    def lay(size_pt: float) -> list[Block]:
        size_pt *= 0.85
        widths_mm = shares(board.inner_mm, PARTS)
        head = table_head(HEADINGS, widths_mm, size_pt, fonts)
        rows: list[Block] = [head]
        for line in paper.lines:
            texts = (line.title, line.source, line.papers, line.done, line.place, line.posted_on, line.by)
            centred, bold = frozenset({0, 3, 5, 6}), frozenset({0, 3})
            rows.append(table_row(texts, widths_mm, size_pt, fonts, centred=centred, bold=bold, head=head))
        if paper.figure:
            words = Cell(paper.figure, board.inner_mm, size_pt)
            rows += [Gap(2.0), row([words], fonts, pad_mm=0.8, ruled=False)]
        return rows

    return render_board(board, BoardHead(paper.head, TITLE, paper.source, board, fonts), lay, fonts)
