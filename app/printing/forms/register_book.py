"""受理登记簿: every case of a period by number, to be bound at the left; missing numbers are explained."""

from __future__ import annotations

from app.printing.form_paper import SEAL_HERE, Entry, FormPaper, Section, Signature, Table, filled_up
from app.printing.list_words import ListWords

HEADINGS = (
    "序号",
    "编号",
    "受理日期",
    "申请人",
    "住址",
    "代办事项",
    "类型",
    "代办员",
    "承诺期限",
    "办结日期",
    "结果",
    "满意度",
)
SHARES = (1.0, 3.5, 1.8, 1.5, 1.7, 2.8, 1.2, 1.3, 1.8, 1.8, 1.9, 1.4)
EMPTY_ROWS = 14


def describe(words: ListWords) -> FormPaper:
    """The book of one period, or an empty page."""
    rows = filled_up(words.table("rows"), len(HEADINGS), 1 if words.facts else EMPTY_ROWS)
    cover = (
        (
            Entry("period", "期间", words.fact("period"), 1.4, bold=True),
            Entry("count", "件数", words.fact("count"), 0.8),
            Entry("numbers", "起止编号", words.fact("numbers"), 3.0),
        ),
    )
    table = Table(HEADINGS, SHARES, rows, (0, 2, 6, 8, 9, 11), 0.0 if words.facts else 9.5, 2.5)
    sections = [Section(key="cover", fields=cover, table=table)]
    if words.table("gaps"):
        gaps = Table(("缺号", "缘由"), (3.0, 7.0), words.table("gaps"))
        sections.append(Section("缺号说明", "gaps", table=gaps))
    if words.facts:
        sections.append(
            Section(
                key="signatures",
                signatures=(Signature("登记人", SEAL_HERE), Signature("负责人", SEAL_HERE)),
            )
        )
    return FormPaper("register-book", "受理登记簿", words.head, tuple(sections))
