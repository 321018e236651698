"""Which module draws which paper in which shape."""

from __future__ import annotations

from app.printing import card, form_sheet, receipt, slip
from app.printing.fonts import FontBook
from app.printing.form_paper import FormPaper
from app.printing.papers import CardPaper, Paper, ReceiptPaper


def render(paper: Paper | FormPaper, fonts: FontBook, layout: str = "") -> bytes:
    """The paper as PDF in one of its shapes; "" is the usual one."""
    if isinstance(paper, FormPaper):
        return form_sheet.render(paper, fonts)
    if isinstance(paper, ReceiptPaper):
        return receipt.render(paper, fonts)
    if isinstance(paper, CardPaper):
        return card.render(paper, fonts)
    return slip.render(paper, fonts)
