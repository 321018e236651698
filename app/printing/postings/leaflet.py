"""明白卡: one item on a small sheet to take home, in large plain words."""

from __future__ import annotations

from app.printing.blocks import Block, Cell, Gap, row
from app.printing.fonts import FontBook
from app.printing.postings.board import Board, BoardHead, heading, render_board, shares, table_row
from app.printing.postings.descriptions import Leaflet

TITLE = "办事明白卡"


def render(paper: Leaflet, board: Board, fonts: FontBook) -> bytes:
    """The leaflet as PDF."""

    def lay(size_pt: float) -> list[Block]:
        return _blocks(paper, board.inner_mm, size_pt, fonts)

    return render_board(board, BoardHead(paper.head, TITLE, "", board, fonts), lay, fonts)


def _blocks(paper: Leaflet, width_mm: float, size_pt: float, fonts: FontBook) -> list[Block]:
    title = Cell(paper.matter or paper.head.says("代办事项："), width_mm, size_pt + 4.0, bold=True)
    blocks: list[Block] = [row([title], fonts, pad_mm=1.2, ruled=False, keeps=True)]
    label_mm, words_mm = shares(width_mm, (1.0, 3.6))
    for label, words in paper.facts:
        cells = [
            Cell(label, label_mm, size_pt, bold=True, align="centre", label=True),
            Cell(words, words_mm, size_pt),
        ]
        blocks.append(row(cells, fonts, pad_mm=0.13 * size_pt, least_mm=0.75 * size_pt))
    blocks += _numbered("带好这些材料", paper.materials, width_mm, size_pt, fonts)
    blocks += _numbered("这样办", paper.steps, width_mm, size_pt, fonts)
    if paper.contact:
        cell = Cell(paper.contact, width_mm, size_pt + 1.0, bold=True, align="centre")
        blocks += [Gap(2.0), row([cell], fonts, pad_mm=0.2 * size_pt)]
    return blocks


def _numbered(
    words: str, lines: tuple[str, ...], width_mm: float, size_pt: float, fonts: FontBook
) -> list[Block]:
    if not lines:
        return []
    widths_mm = shares(width_mm, (1.0, 12.0))
    rows = [
        table_row((str(number), line), widths_mm, size_pt, fonts, centred=frozenset({0}))
        for number, line in enumerate(lines, 1)
    ]
    return [Gap(2.0), heading(words, width_mm, size_pt + 1.0, fonts), *rows]
