"""A case said on the command line: its facts for programs, a line or a page for people."""

from __future__ import annotations

from app.clock import CHINA
from app.domain.cases import EVENT_WORDS, FORM_WORDS, KIND_WORDS, MODE_WORDS, STATE_WORDS
from app.domain.requests import URGENCY_WORDS, Urgency
from app.domain.rows import CaseFile, CaseRow, TimelineRow

WHERE_WORDS = {"only_here": "仅在本机", "at_township": "已传到镇", "taken_in": "镇已入库"}


def row_facts(row: CaseRow) -> dict[str, object]:
    """One line of the register; days as ISO text, instants with their offset."""
    return {
        "case_no": row.case_no,
        "applicant": row.applicant,
        "group": row.group,
        "phone": row.phone,
        "item": row.item_code,
        "item_name": row.item_name,
        "category": row.category,
        "kind": row.kind.value,
        "state": row.state.value,
        "light": row.light.value,
        "accepted_at": row.accepted_at.astimezone(CHINA).isoformat(timespec="seconds"),
        "promised_on": _day(row.promised_on),
        "due_on": _day(row.due_on),
        "provisional": row.provisional,
        "agent": row.agent_name,
        "where": row.where,
    }


def file_facts(case: CaseFile) -> dict[str, object]:
    """Everything the case page shows."""
    return row_facts(case.row) | {
        "villager_id": case.villager_id,
        "id_number": case.id_number,
        "address": case.address,
        "representative": case.representative,
        "representative_relation": case.representative_relation,
        "mode": case.mode.value,
        "note": case.note,
        "department": case.department,
        "first_asked": case.first_asked,
        "handler": case.handler,
        "materials": [
            {
                "name": paper.name,
                "form": paper.form.value,
                "sheets": paper.sheets,
                "received": paper.received,
                "held": paper.held,
                "note": paper.note,
            }
            for paper in case.materials
        ],
        "missing": list(case.missing),
        "timeline": [_entry_facts(entry) for entry in case.timeline],
        "allowed": [event.value for event in case.allowed],
        "papers_printed": dict(case.papers_printed),
        "result": case.result,
        "completed_on": _day(case.completed_on),
        "rating": case.rating.value if case.rating else None,
    }


def _entry_facts(entry: TimelineRow) -> dict[str, object]:
    return {
        "at": entry.at.astimezone(CHINA).isoformat(timespec="seconds"),
        "event": entry.event.value if entry.event else None,
        "title": entry.title,
        "detail": entry.detail,
        "by": entry.by,
        "effective": entry.effective,
    }


def row_line(row: CaseRow) -> str:
    """One line for people."""
    due = f" 最迟 {row.due_on}{'（暂定）' if row.provisional else ''}" if row.due_on else ""
    return (
        f"{row.case_no} {row.applicant} {row.item_name} {KIND_WORDS[row.kind]} {STATE_WORDS[row.state]}{due}"
    )


def file_page(case: CaseFile) -> str:
    """The case page as lines."""
    row = case.row
    lines = [
        row_line(row),
        f"身份证号 {case.id_number or '无'}  电话 {row.phone or '无'}  {row.group}".rstrip(),
        f"服务方式 {MODE_WORDS[case.mode]}  承办人 {case.handler}  {WHERE_WORDS.get(row.where, '')}".rstrip(),
    ]
    if case.representative:
        lines.append(f"代申请人 {case.representative}  {case.representative_relation}".rstrip())
    if case.urgency:
        lines.append(URGENCY_WORDS[Urgency(case.urgency)])
    if case.note:
        lines.append(f"备注 {case.note}")
    for paper in case.materials:
        mark = "已收" if paper.received else "未收"
        lines.append(f"  材料 {mark} {paper.name} {FORM_WORDS[paper.form]} {paper.sheets} 份")
    if case.missing:
        lines.append(f"还缺 {'、'.join(case.missing)}")
    for entry in case.timeline:
        ineffective = "" if entry.effective else "（未生效）"
        when = entry.at.astimezone(CHINA)
        lines.append(f"  {when:%Y-%m-%d %H:%M} {entry.title}{ineffective} {entry.detail} {entry.by}".rstrip())
    if case.allowed:
        lines.append(f"现在可以 {'、'.join(EVENT_WORDS[event] for event in case.allowed)}")
    return "\n".join(lines)


def _day(day: object) -> str | None:
    return None if day is None else str(day)
