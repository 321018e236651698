"""走访记录表: who was visited, what was found and asked for, what is to be done."""

from __future__ import annotations

from app.printing.case_words import CaseWords
from app.printing.form_paper import Entry, FormPaper, Section, Signature, Table, filled_up


def describe(case: CaseWords) -> FormPaper:
    """The record of a visit, with a case's person or empty."""
    fields = (
        (Entry("applicant", "走访对象", case.applicant, 1.2, bold=True), Entry("phone", "联系电话", case.phone)),
        (Entry("address", "住址", case.address, 1.6), Entry("visited_on", "走访日期", case.day(case.visited_on), 1.4)),
        (Entry("visitors", "走访人", case.visited_by), Entry("present", "在场人")),
        (Entry("household", "家庭情况", hand_mm=28.0),),
        (Entry("findings", "了解到的情况", case.findings or case.description, hand_mm=36.0),),
    )  # fmt: skip
    table = Table(
        ("序号", "诉求", "怎样处理", "由谁办", "期限", "结果"),
        (0.8, 3.6, 2.6, 1.4, 1.4, 1.6),
        filled_up((), 6, 5),
        (0,),
        11.0,
    )
    return FormPaper(
        "visit-record",
        "走访记录表",
        case.head,
        (
            Section(key="facts", fields=fields),
            Section("诉求和处理", "needs", table=table),
            Section(key="signatures", signatures=(Signature("走访对象"), Signature("走访人", "签名"))),
        ),
    )
