"""三审联签报账单: one outlay of the village with its three reviews."""

from __future__ import annotations

from app.printing.form_paper import Entry, FormPaper, Section, Signature, Table, filled_up
from app.printing.list_words import ListWords

HEADINGS = ("序号", "用途、事由", "单据张数", "金额（元）", "备注")
EMPTY_ROWS = 7


def describe(words: ListWords) -> FormPaper:
    """The account sheet, empty unless rows are given."""
    facts = (
        (Entry("unit", "报账单位", words.fact("unit"), 1.5), Entry("on", "日期", words.day("on"))),
        (Entry("matter", "报账事项", words.fact("matter"), 1.5), Entry("handler", "经手人", words.fact("handler"))),
    )  # fmt: skip
    total = (
        (
            Entry("total_words", "合计（大写）", words.fact("total_words"), 1.6),
            Entry("total", "合计（小写）", words.fact("total", "¥")),
        ),
        (Entry("source", "资金来源", words.fact("source"), 1.6), Entry("vouchers", "附单据", words.fact("vouchers", "　　　张"))),
    )  # fmt: skip
    table = Table(
        HEADINGS, (0.8, 5.0, 1.4, 2.0, 2.4), filled_up(words.table("rows"), 5, EMPTY_ROWS), (0, 2), 9.0
    )
    return FormPaper(
        "expense-form",
        "村级财务三审联签报账单",
        words.head,
        (
            Section(key="facts", fields=facts, table=table),
            Section(key="total", fields=total),
            Section(
                "三审联签",
                "signatures",
                signatures=(
                    Signature("一审　村务监督委员会主任", "同意报销　签名"),
                    Signature("二审　村民委员会主任", "同意报销　签名"),
                    Signature("三审　村党组织书记", "同意报销　签名"),
                ),
            ),
            Section("经办和入账", "booking", signatures=(Signature("经手人", "签名"), Signature("报账员", "签名"), Signature("乡镇代理记账审核", "签名（盖章）"))),
        ),
        "三审缺一不得报账；手写涂改无效。",
    )  # fmt: skip
