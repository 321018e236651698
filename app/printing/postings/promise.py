"""服务承诺: what the room promises (000 §三.5 五零服务) and the rules it works by (002 工作制度)."""

from __future__ import annotations

from app.printing.blocks import Block, Cell, Gap, row
from app.printing.fonts import FontBook
from app.printing.postings.board import Board, BoardHead, heading, render_board, shares
from app.printing.postings.descriptions import PromisePoster, Rule

TITLE = "服务承诺"
PARTS = (1.0, 3.4)


def render(paper: PromisePoster, board: Board, fonts: FontBook) -> bytes:
    """Promises and rules as PDF, each with its name large at the left."""

    def lay(size_pt: float) -> list[Block]:
        blocks = _section("我们承诺", paper.promises, board.inner_mm, size_pt, fonts)
        if paper.rules:
            blocks.append(Gap(0.5 * size_pt))
            blocks += _section("我们的制度", paper.rules, board.inner_mm, size_pt, fonts)
        return blocks

    return render_board(board, BoardHead(paper.head, TITLE, "", board, fonts), lay, fonts)


def _section(
    words: str, rules: tuple[Rule, ...], width_mm: float, size_pt: float, fonts: FontBook
) -> list[Block]:
    left_mm, right_mm = shares(width_mm, PARTS)
    blocks: list[Block] = [heading(words, width_mm, size_pt + 4.0, fonts)]
    for rule in rules:
        cells = [
            Cell(rule.title, left_mm, size_pt + 1.5, bold=True, align="centre"),
            Cell(rule.words, right_mm, size_pt),
        ]
        blocks.append(row(cells, fonts, pad_mm=0.14 * size_pt, least_mm=0.85 * size_pt))
    return blocks
