"""惠农补贴发放花名册: household by household, what is paid, and who signs for it."""

from __future__ import annotations

from app.printing.form_paper import SEAL_HERE, Entry, FormPaper, Section, Signature, Table, filled_up
from app.printing.list_words import ListWords

HEADINGS = (
    "序号",
    "村民小组",
    "户主姓名",
    "证件号码后四位",
    "面积（亩）或数量",
    "标准（元）",
    "金额（元）",
    "账号后四位",
    "签名或按指印",
    "备注",
)
SHARES = (0.8, 1.6, 1.8, 1.6, 1.7, 1.3, 1.6, 1.5, 2.8, 1.7)
EMPTY_ROWS = 10


def describe(words: ListWords) -> FormPaper:
    """The roster of one payment, or an empty one."""
    facts = (
        Entry("subsidy", "补贴项目", words.fact("subsidy"), 2.4, bold=True),
        Entry("year", "年度", words.fact("year")),
        Entry("households", "户数", words.fact("households")),
        Entry("total", "合计（元）", words.fact("total"), 1.4),
    )
    rows = filled_up(words.table("rows"), len(HEADINGS), 1 if words.facts else EMPTY_ROWS)
    return FormPaper(
        "subsidy-roster",
        "惠农补贴发放花名册",
        words.head,
        (
            Section(key="facts", fields=(facts,), table=Table(HEADINGS, SHARES, rows, (0, 1, 3, 4, 5, 6, 7), 10.0)),
            Section(
                key="signatures",
                signatures=(
                    Signature("制表人", SEAL_HERE),
                    Signature("村（居）务监督委员会", SEAL_HERE),
                    Signature("村（居）民委员会", "（盖章）"),
                ),
            ),
        ),
        "张榜公示只写户主姓名、面积、标准和金额，不写证件号码、账号和电话。",
    )  # fmt: skip
