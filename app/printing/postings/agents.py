"""代办员公示: name, post, phone and specialities of every agent, and what all of them do (002 工作制度 6, 003)."""

from __future__ import annotations

from app.printing.blocks import Block, Gap
from app.printing.fonts import FontBook
from app.printing.postings.board import Board, BoardHead, heading, render_board, shares, table_head, table_row
from app.printing.postings.descriptions import AgentsPoster

TITLE = "代办员公示"
HEADINGS = ("姓名", "职务", "联系电话", "个人特长", "替岗人员")
PARTS = (24.0, 34.0, 38.0, 52.0, 27.0)


def render(paper: AgentsPoster, board: Board, fonts: FontBook) -> bytes:
    """The agents as PDF."""

    def lay(size_pt: float) -> list[Block]:
        return _blocks(paper, board.inner_mm, size_pt, fonts)

    words = f"开放时间 {paper.opening_hours}" if paper.opening_hours else ""
    return render_board(board, BoardHead(paper.head, TITLE, words, board, fonts), lay, fonts)


def _blocks(paper: AgentsPoster, width_mm: float, size_pt: float, fonts: FontBook) -> list[Block]:
    widths_mm = shares(width_mm, PARTS)
    head = table_head(HEADINGS, widths_mm, size_pt, fonts)
    blocks: list[Block] = [head]
    for line in paper.agents:
        texts = (line.name, line.post, line.phone, line.specialities, line.backup)
        blocks.append(
            table_row(
                texts, widths_mm, size_pt, fonts,
                centred=frozenset({0, 1, 2, 4}), bold=frozenset({0, 2}), head=head,
            )
        )  # fmt: skip
    if paper.duties:
        blocks += [Gap(0.4 * size_pt), heading(paper.head.says("代办员职责"), width_mm, size_pt + 3.0, fonts)]
        for number, words in enumerate(paper.duties, 1):
            pair = (str(number), words)
            blocks.append(
                table_row(pair, shares(width_mm, (1.0, 17.0)), size_pt, fonts, centred=frozenset({0}))
            )
    return blocks
