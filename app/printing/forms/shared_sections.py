"""Rows and boxes that several forms have in the same words."""

from __future__ import annotations

from collections.abc import Sequence

from app.printing.case_words import CaseWords
from app.printing.form_paper import SEAL_HERE, Entry, Signature, Table, filled_up
from app.printing.papers import MaterialLine

RATINGS = ("非常满意", "满意", "基本满意", "不满意", "非常不满意")
MATERIAL_HEADINGS = ("序号", "材料名称", "形式", "张数", "备注")
MATERIAL_SHARES = (1.0, 5.0, 2.4, 1.0, 2.4)


def applicant_rows(case: CaseWords, *, whole_number: bool = False) -> tuple[tuple[Entry, ...], ...]:
    """Who applies, and who acts for him."""
    number = case.whole_id_number if whole_number else case.id_number
    return (
        (
            Entry("applicant", "申请人", case.applicant, 1.5, bold=True),
            Entry("sex", "性别", case.sex, 0.8),
            Entry("phone", "联系电话", case.phone, 1.4),
        ),
        (Entry("id_number", "证件号码", number, 1.6), Entry("address", "住址", case.address, 2.1)),
        (
            Entry("representative", "代申请人", case.representative, 1.6),
            Entry("relation", "与申请人的关系", case.relation, 2.1),
        ),
    )


def matter_rows(case: CaseWords) -> tuple[tuple[Entry, ...], ...]:
    """What is applied for, and until when it is promised."""
    return (
        (Entry("matter", "代办事项", case.matter, bold=True),),
        (Entry("department", "主管部门", case.department, 2.0), Entry("kind", "办件类型", case.kind, 1.3)),
        (
            Entry("accepted_on", "受理日期", case.day(case.accepted_on), 1.6),
            Entry("promise", "承诺时限", case.promise, 2.2),
        ),
    )


def agent_row(case: CaseWords) -> tuple[Entry, ...]:
    """Who handles it, and who was asked first."""
    return (
        Entry("agent", "代办员", f"{case.agent} {case.agent_phone}".strip(), 1.6),
        Entry("first_asked", "首问责任人", case.first_asked, 1.0),
    )


def materials_table(materials: Sequence[MaterialLine], least: int = 0) -> Table:
    """Papers received, with empty rows up to ``least``."""
    rows = [(line.no, line.name, line.form, line.sheets, line.remark) for line in materials]
    return Table(MATERIAL_HEADINGS, MATERIAL_SHARES, filled_up(rows, 5, least), (0, 2, 3))


def ticked(choices: Sequence[str], chosen: str) -> str:
    """□ before each choice, ☑ before the chosen one."""
    return "　".join(f"{'☑' if chosen and choice == chosen else '□'}{choice}" for choice in choices)


def applicant_and_agent(agent: str = "") -> tuple[Signature, ...]:
    """The two who sign most papers."""
    return Signature("申请人（代申请人）"), Signature("代办员", SEAL_HERE, agent)
