"""上报件移交清单 and 结果取回清单: what goes up to the township and what comes back, signed by both sides."""

from __future__ import annotations

from app.printing.form_paper import SEAL_HERE, Entry, FormPaper, Section, Signature, Table, filled_up
from app.printing.list_words import ListWords

UP_HEADINGS = ("序号", "编号", "申请人", "代办事项", "随件材料（份数）", "第二联", "窗口收件号", "核对")
UP_SHARES = (0.7, 3.3, 1.7, 3.3, 4.4, 0.9, 1.8, 0.8)
DOWN_HEADINGS = ("序号", "编号", "申请人", "代办事项", "取回的证照、文书", "份数", "退回的原件", "核对")
DOWN_SHARES = (0.7, 3.3, 1.7, 3.3, 3.6, 0.8, 2.7, 0.8)
EMPTY_ROWS = 10


def describe_up(words: ListWords) -> FormPaper:
    """What is handed over to the township; the township ticks the last column."""
    return _list(
        words,
        "handover-list",
        "上报件移交清单",
        UP_HEADINGS,
        UP_SHARES,
        ("移交人（服务室）", "接收人（乡镇窗口）"),
    )


def describe_down(words: ListWords) -> FormPaper:
    """What is fetched from the township."""
    return _list(
        words,
        "fetch-list",
        "结果取回清单",
        DOWN_HEADINGS,
        DOWN_SHARES,
        ("交出人（乡镇窗口）", "取回人（服务室）"),
    )


def _list(
    words: ListWords,
    name: str,
    title: str,
    headings: tuple[str, ...],
    shares: tuple[float, ...],
    signers: tuple[str, str],
) -> FormPaper:
    facts = (
        Entry("list_no", "清单号", words.fact("list_no"), 1.2, bold=True),
        Entry("made_on", "日期", words.day("made_on"), 1.2),
        Entry("window", "乡镇窗口", words.fact("window"), 1.6),
        Entry("count", "共几件", words.fact("count"), 0.8),
    )
    rows = filled_up(words.table("rows"), len(headings), 1 if words.facts else EMPTY_ROWS)
    return FormPaper(
        name,
        title,
        words.head,
        (
            Section(
                key="facts",
                fields=(facts,),
                table=Table(headings, shares, rows, (0, 5, 7), 0.0 if words.facts else 9.0, 1.5),
            ),
            Section(
                key="signatures", signatures=tuple(Signature(signer, SEAL_HERE) for signer in signers)
            ),
        ),
        "一式两份，双方各存一份；核对后在末栏打勾。件在、材料不齐的，当场注明。",
    )  # fmt: skip
