"""交接班记录: what one shift hands to the next; both sign."""

from __future__ import annotations

from app.printing.form_paper import Entry, FormPaper, Section, Signature, Table, filled_up
from app.printing.list_words import ListWords

CASE_HEADINGS = ("序号", "编号", "申请人", "代办事项", "到期", "要接着做什么")
CASE_SHARES = (0.7, 3.4, 1.5, 3.0, 1.6, 3.0)
KEPT_HEADINGS = ("序号", "编号", "原件、证照", "份数", "存放处")
KEPT_SHARES = (0.7, 3.4, 3.6, 0.9, 2.6)


def describe(words: ListWords) -> FormPaper:
    """The record of one hand-over, or an empty one."""
    facts = (
        (Entry("from_agent", "交班人", words.fact("from_agent")), Entry("to_agent", "接班人", words.fact("to_agent"))),
        (Entry("at", "交接时间", words.day("at")), Entry("last_number", "末次编号", words.fact("last_number"))),
    )  # fmt: skip
    others = (
        (Entry("money", "未转交的代缴款", words.fact("money"), hand_mm=10.0),),
        (Entry("keys", "钥匙、印章、设备", words.fact("keys"), hand_mm=10.0),),
        (Entry("unsent", "未传到乡镇的记录", words.fact("unsent")),),
        (Entry("note", "其他交代", words.fact("note"), hand_mm=18.0),),
    )
    blank = 0 if words.facts else 6
    cases = Table(
        CASE_HEADINGS, CASE_SHARES, filled_up(words.table("cases"), 6, max(1, blank)), (0, 4), 0.0, 2.5
    )
    kept = Table(
        KEPT_HEADINGS, KEPT_SHARES, filled_up(words.table("kept"), 5, max(1, blank // 2)), (0, 3), 0.0, 2.5
    )
    return FormPaper(
        "shift-handover",
        "交接班记录",
        words.head,
        (
            Section(key="facts", fields=facts),
            Section("在办件和待送达的件", "cases", table=cases),
            Section("保管的原件和证照", "kept", table=kept),
            Section("其他", "others", fields=others),
            Section(
                key="signatures",
                signatures=(Signature("交班人", "签名"), Signature("接班人", "签名")),
            ),
        ),
    )
