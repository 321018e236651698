"""Which module draws which paper in which shape."""

from __future__ import annotations

from collections.abc import Sequence

from app.printing import (
    card,
    form_sheet,
    receipt,
    receipt_large,
    receipt_roll,
    slip,
    slip_carbon,
    slip_sheets,
    wallet_card,
)
from app.printing.fonts import FontBook
from app.printing.form_paper import FormPaper
from app.printing.papers import CardPaper, Paper, ReceiptPaper, SlipPad, SlipPaper, paper_kind

RECEIPTS = {"": receipt.render, "large": receipt_large.render, "roll80": receipt_roll.render}
CARDS = {"": card.render, "wallet": wallet_card.render}


def render(paper: Paper | FormPaper, fonts: FontBook, layout: str = "") -> bytes:
    """The paper as PDF in one of its shapes; "" is the usual one."""
    if isinstance(paper, FormPaper):
        return form_sheet.render(paper, fonts)
    if isinstance(paper, ReceiptPaper):
        return RECEIPTS[layout](paper, fonts)
    if isinstance(paper, CardPaper):
        return CARDS[layout](paper, fonts)
    return _slips(paper.slips if isinstance(paper, SlipPad) else (paper,), fonts, layout)


def _slips(papers: Sequence[SlipPaper], fonts: FontBook, layout: str) -> bytes:
    if not layout:
        return slip.render(papers, fonts)
    if layout == "a5":
        return slip_sheets.render(papers, fonts)
    _width_mm, height_mm = paper_kind("slip").size_mm(layout)
    return slip_carbon.render(papers, height_mm, fonts, overlay=layout.startswith("overlay"))
