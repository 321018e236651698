"""Double entry into the provincial platform: its number kept beside ours, and what to copy into it, field by field."""

from __future__ import annotations

from app.clock import Clock, today
from app.domain import text
from app.domain.cases import KIND_WORDS, CaseKind
from app.domain.rows import CaseFilter, CaseRow
from app.errors import Refusal
from app.models.queries import cases as queries
from app.models.queries import villagers as people
from app.models.register import Register
from app.services import case_pages
from app.services.case_lookup import find_case
from app.services.desk import Desk
from app.services.typed_fields import own_case, said


def platform_fields(register: Register, case_no: str) -> tuple[tuple[str, str], ...]:
    """(label, value) in the order a platform's form usually asks; empty values stay, so that none is skipped."""
    with register.reading() as session:
        case = find_case(session, register.site_code, case_no)
        villager = people.by_id(session, case.site_code, case.villager_id)
        papers = [m.name for m in queries.materials_of(session, case) if m.received]
    kind = KIND_WORDS[CaseKind(case.kind)]
    return (
        ("申请人", case.applicant_name),
        ("证件号码", villager.id_number if villager else ""),
        ("联系电话", case.applicant_phone),
        ("住址", villager.address if villager else ""),
        ("事项名称", case.item_name),
        ("事项编码", case.item_code),
        ("办件类型", kind),
        ("受理时间", f"{case.accepted_on:%Y-%m-%d}"),
        ("承诺办结时间", f"{case.promised_on:%Y-%m-%d}" if case.promised_on else ""),
        ("代申请人", case.representative),
        ("与申请人的关系", case.representative_relation),
        ("收到的材料", "、".join(papers)),
        ("备注", case.note),
        ("本室办件号", case.case_no),
        ("省平台办件号", case.external_no),
    )


def set_external_no(desk: Desk, case_no: str, external_no: str) -> None:
    """The number the platform gave, entered today; given once, later put right by a correction.

    Refusals: ``no-such-case``, ``not-yours``, ``external-known``, ``external_no``.
    """
    with desk.write() as work:
        case = own_case(work.session, desk.register.site_code, case_no)
        if case.external_no:
            raise Refusal(
                f"这件已有省平台办件号 {case.external_no}。写错了请用更正，并写明原因。",
                field="external_no",
                code="external-known",
            )
        number = text.line(
            said(external_no, "external_no", "省平台办件号"), field="external_no", words="省平台办件号"
        )
        case.external_no, case.external_entered_on = number, today(desk.clock)
        work.commit()


def not_entered(register: Register, clock: Clock, limit: int = 100) -> tuple[CaseRow, ...]:
    """Cases that stand here and not yet in the platform, the newest first."""
    return case_pages.page(register, CaseFilter(external_missing=True), clock, limit=limit).rows
