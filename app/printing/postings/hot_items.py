"""服务代办热点手册: the most asked items of the last year, each with what to bring, to carry in a pocket."""

from __future__ import annotations

from app.printing.blocks import Block, Cell, Gap, row
from app.printing.fonts import FontBook
from app.printing.postings.board import Board, BoardHead, render_board, shares
from app.printing.postings.descriptions import HotItem, HotItems

TITLE = "服务代办热点手册"
LEAST_PT = 10.0


def render(paper: HotItems, board: Board, fonts: FontBook) -> bytes:
    """The handbook as PDF, the most asked item first."""

    def lay(size_pt: float) -> list[Block]:
        blocks: list[Block] = []
        for number, item in enumerate(paper.items, 1):
            blocks += _item(number, item, board.inner_mm, min(size_pt, LEAST_PT), fonts)
        return blocks

    return render_board(board, BoardHead(paper.head, TITLE, paper.period, board, fonts), lay, fonts)


def _item(number: int, item: HotItem, width_mm: float, size_pt: float, fonts: FontBook) -> list[Block]:
    name_mm, times_mm = shares(width_mm, (4.0, 1.0))
    name = row(
        [
            Cell(f"{number}. {item.name}" if item.name else f"{number}.", name_mm, size_pt + 2.0, bold=True),
            Cell(item.times, times_mm, size_pt, align="centre"),
        ],
        fonts, pad_mm=0.12 * size_pt, keeps=True,
    )  # fmt: skip
    said = [part for part in (item.kind, item.limit, item.place) if part]
    materials = "；".join(f"{at}.{material}" for at, material in enumerate(item.materials, 1))
    label_mm, words_mm = shares(width_mm, (1.0, 4.0))
    facts = [("类型时限", "，".join(said)), ("带好材料", materials)]
    rows = [
        row(
            [
                Cell(label, label_mm, size_pt, align="centre", label=True),
                Cell(words, words_mm, size_pt),
            ],
            fonts, pad_mm=0.11 * size_pt, least_mm=0.7 * size_pt, keeps=label == "类型时限",
        )
        for label, words in facts
    ]  # fmt: skip
    return [name, *rows, Gap(2.4)]
