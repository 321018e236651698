"""今日待办清单: what is due, overdue or to be brought today, for the drawer when the power goes."""

from __future__ import annotations

from app.printing.form_paper import Entry, FormPaper, Section, Table, filled_up
from app.printing.list_words import ListWords

HEADINGS = ("序号", "编号", "申请人", "电话", "事项", "状态", "期限", "办了打勾")
SHARES = (0.8, 3.5, 1.4, 2.0, 2.6, 1.5, 1.8, 1.0)
EMPTY_ROWS = 18


def describe(words: ListWords) -> FormPaper:
    """The list of one day, or an empty one."""
    facts = (
        Entry("day", "日期", words.day("day"), 1.6, bold=True),
        Entry("duty", "值班人", words.fact("duty")),
        Entry("count", "件数", words.fact("count"), 0.7),
    )
    rows = filled_up(words.table("rows"), len(HEADINGS), 1 if words.facts else EMPTY_ROWS)
    return FormPaper(
        "due-list",
        "今日待办清单",
        words.head,
        (
            Section(
                key="facts",
                fields=(facts,),
                table=Table(HEADINGS, SHARES, rows, (0, 5, 6), 0.0 if words.facts else 9.0, 2.5),
            ),
        ),
        "含个人信息，下班收进抽屉，次日销毁。",
    )
