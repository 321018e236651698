"""代办员离任移交清册: open cases, originals, seals and money that an agent leaves to his successor."""

from __future__ import annotations

from app.printing.form_paper import Entry, FormPaper, Section, Signature, Table, filled_up
from app.printing.forms.shift_handover import CASE_HEADINGS, CASE_SHARES, KEPT_HEADINGS, KEPT_SHARES
from app.printing.list_words import ListWords

SEAL_HEADINGS = ("序号", "未了的用章、代缴款", "数额或份数", "说明")


def describe(words: ListWords) -> FormPaper:
    """The list of one leaving agent, or an empty one."""
    facts = (
        (Entry("from_agent", "离任人", words.fact("from_agent")), Entry("to_agent", "接任人", words.fact("to_agent"))),
        (Entry("at", "移交日期", words.day("at")), Entry("why", "原因", words.fact("why"))),
    )  # fmt: skip
    blank = 0 if words.facts else 6
    cases = Table(
        CASE_HEADINGS, CASE_SHARES, filled_up(words.table("cases"), 6, max(1, blank)), (0, 4), 0.0, 2.5
    )
    kept = Table(
        KEPT_HEADINGS, KEPT_SHARES, filled_up(words.table("kept"), 5, max(1, blank - 2)), (0, 3), 0.0, 2.5
    )
    seals = Table(
        SEAL_HEADINGS, (0.7, 4.0, 2.0, 4.0), filled_up(words.table("open"), 4, max(1, blank - 3)), (0, 2)
    )
    closing = (
        (Entry("books", "登记簿、印章、钥匙", words.fact("books"), hand_mm=12.0),),
        (Entry("pin", "登记系统口令", words.fact("pin", "离任人口令自移交之日起停用")),),
    )
    return FormPaper(
        "leaving-list",
        "代办员离任移交清册",
        words.head,
        (
            Section(key="facts", fields=facts),
            Section("在办件", "cases", table=cases),
            Section("保管的原件和证照", "kept", table=kept),
            Section("用章和代缴款", "open", table=seals),
            Section("其他", "closing", fields=closing),
            Section(
                key="signatures",
                signatures=(
                    Signature("离任人", "签名"),
                    Signature("接任人", "签名"),
                    Signature("监交人", "签名"),
                ),
            ),
        ),
    )
