"""集中受理名单: one item for many, one list that everybody signs."""

from __future__ import annotations

from app.printing.form_paper import SEAL_HERE, Entry, FormPaper, Section, Signature, Table, filled_up
from app.printing.list_words import ListWords

HEADINGS = ("序号", "姓名", "村民小组", "证件号码后四位", "编号", "签名或按指印", "备注")
SHARES = (0.7, 1.8, 1.4, 1.5, 3.2, 3.0, 1.6)
EMPTY_ROWS = 15


def describe(words: ListWords) -> FormPaper:
    """The list of one batch, or an empty one."""
    facts = (
        (Entry("matter", "代办事项", words.fact("matter"), bold=True),),
        (
            Entry("title", "名单", words.fact("title"), 1.5),
            Entry("on", "日期", words.day("on"), 1.7),
            Entry("count", "人数", words.fact("count"), 0.8),
        ),
    )
    rows = filled_up(words.table("rows"), len(HEADINGS), 1 if words.facts else EMPTY_ROWS)
    statement = "本人委托本室代办上列事项，所交材料真实；本室无偿代办。"
    return FormPaper(
        "batch-list",
        "集中受理名单",
        words.head,
        (
            Section(key="facts", fields=facts, table=Table(HEADINGS, SHARES, rows, (0, 2, 3), 12.0, 1.5), words=(statement,)),
            Section(key="signatures", signatures=(Signature("受理人（代办员）", SEAL_HERE), Signature("负责人", SEAL_HERE))),
        ),
    )  # fmt: skip
