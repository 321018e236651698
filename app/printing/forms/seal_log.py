"""用章登记页: every use of the seal, in order, with who approved it."""

from __future__ import annotations

from app.printing.form_paper import FormPaper, Section, Table, filled_up
from app.printing.list_words import ListWords

HEADINGS = (
    "序号",
    "用章日期",
    "用章事由、文书名称",
    "编号",
    "份数",
    "用章人",
    "批准人签名",
    "盖章人签名",
    "备注",
)
SHARES = (0.7, 1.5, 4.2, 2.9, 0.8, 1.5, 1.7, 1.7, 1.5)
EMPTY_ROWS = 13


def describe(words: ListWords) -> FormPaper:
    """The log of one period, or an empty page."""
    rows = filled_up(words.table("log"), len(HEADINGS), EMPTY_ROWS)
    return FormPaper(
        "seal-log",
        "用章登记簿",
        words.head,
        (Section(words.fact("period"), "log", table=Table(HEADINGS, SHARES, rows, (0, 1, 4), 10.0, 1.5)),),
        "先批准、后用章；空白纸不得用章。",
    )
