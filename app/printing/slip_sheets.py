"""村民(居民)代理事项登记本 as three A5 sheets, one for each destination."""

from __future__ import annotations

from collections.abc import Sequence

from app.printing.case_words import BLANK_DAY
from app.printing.fonts import FontBook, font_book
from app.printing.form_paper import SEAL_HERE, Entry, FormPaper, Section, Signature
from app.printing.form_sheet import draw_onto, page_of
from app.printing.papers import A5_MM, SLIP_DESTINATIONS, SlipPaper
from app.printing.parts import material_words, missing_words
from app.printing.sheet import Sheet

TITLE = "村民（居民）代理事项登记本"


def render(papers: Sequence[SlipPaper], fonts: FontBook | None = None) -> bytes:
    """Three A5 sheets a slip, each with its destination and the same content."""
    number = papers[0].head.case_no if len(papers) == 1 else ""
    sheet = Sheet(*A5_MM, f"{TITLE} {number}".strip(), fonts or font_book())
    page = page_of(*A5_MM)
    for paper in papers:
        ids = (paper.id_number, paper.id_number, paper.applicants_id_number)
        for destination, id_number in zip(SLIP_DESTINATIONS, ids, strict=True):
            draw_onto(sheet, _part(paper, destination, id_number), page)
    return sheet.finish()


def _part(paper: SlipPaper, destination: str, id_number: str) -> FormPaper:
    agent = " ".join(words for words in (paper.agent, paper.agent_phone) if words)
    missing = missing_words(paper.missing, blank=not paper.applicant)
    book = (
        Entry("book_no", "本号", paper.book_no),
        Entry("page_no", "页号", paper.page_no, 0.8),
        Entry("accepted_on", "日期", paper.accepted_on or BLANK_DAY, 1.6),
    )
    fields = (
        book,
        (Entry("applicant", "申请人", paper.applicant, 1.4, bold=True), Entry("sex", "性别", paper.sex)),
        (Entry("id_number", "证件号码", id_number, 1.4), Entry("phone", "联系电话", paper.phone)),
        (Entry("representative", "代申请人", paper.representative, 1.4), Entry("relation", "关系", paper.relation)),
        (Entry("address", "住址", paper.address),),
        (Entry("matter", "代理事项", paper.matter, bold=True),),
        (Entry("department", "主管部门", paper.department, 1.4), Entry("kind", "办件类型", paper.kind)),
        (Entry("materials", "收到材料", material_words(paper.materials), hand_mm=9.0),),
        (Entry("missing", "尚缺材料", missing),),
        (Entry("description", "情况说明", paper.description, hand_mm=9.0),),
        (Entry("agent", "代办员", agent, 1.4), Entry("first_asked", "首问责任人", paper.first_asked)),
        (Entry("promise", "承诺时限", paper.promise, bold=True),),
        (Entry("escalated_to", "上报单位", paper.escalated_to), Entry("escalated_on", "上报日期", paper.escalated_on)),
        (Entry("result", "办理结果", paper.result),),
        (Entry("remark", "备注", paper.remark),),
    )  # fmt: skip
    signatures = (Signature("申请人（代申请人）"), Signature("代办员", SEAL_HERE))
    return FormPaper(
        "slip",
        TITLE,
        paper.head,
        (Section(destination, "slip", fields=fields), Section(key="signatures", signatures=signatures)),
    )
