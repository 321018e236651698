"""监督电话: whom to call about the service itself, in figures that are read from a distance (004 监督考核制)."""

from __future__ import annotations

from app.printing.blocks import Block, Cell, Gap, row
from app.printing.fonts import FontBook
from app.printing.postings.board import Board, BoardHead, render_board, shares
from app.printing.postings.descriptions import SupervisionPoster

TITLE = "监督电话"
PARTS = (1.0, 1.3)
FIGURES = 1.9
"""How much larger a number is than the words beside it."""


def render(paper: SupervisionPoster, board: Board, fonts: FontBook) -> bytes:
    """The numbers as PDF, then how a complaint is answered."""

    def lay(size_pt: float) -> list[Block]:
        left_mm, right_mm = shares(board.inner_mm, PARTS)
        blocks: list[Block] = []
        for line in paper.lines:
            cells = [
                Cell(line.title, left_mm, 1.25 * size_pt, align="centre"),
                Cell(line.words, right_mm, FIGURES * size_pt, bold=True, align="centre"),
            ]
            blocks.append(row(cells, fonts, pad_mm=0.3 * size_pt, least_mm=1.5 * size_pt))
        blocks.append(Gap(0.6 * size_pt))
        blocks += [
            row([Cell(words, board.inner_mm, size_pt)], fonts, pad_mm=0.16 * size_pt, ruled=False)
            for words in paper.words
        ]
        return blocks

    return render_board(board, BoardHead(paper.head, TITLE, "", board, fonts), lay, fonts)
