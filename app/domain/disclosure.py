"""Which parts of an item must be disclosed, and which of them a catalogue leaves empty (rate 2)."""

from __future__ import annotations

from app.domain.cases import CaseKind
from app.domain.catalogue import ServiceItem


def lacking(item: ServiceItem) -> tuple[str, ...]:
    """The disclosure fields (000 §三.5 nine, 004 六公开, 003) that are empty, in words.

    The fee needs no words: an empty basis says 无偿. Materials may be none where the item asks for none.
    """
    filled = {
        "事项名称": bool(item.name),
        "实施主体或承办部门": bool(item.implementing_body or item.department),
        "设定依据": bool(item.legal_basis),
        "申请条件": bool(item.conditions),
        "办理程序": bool(item.procedure),
        "办理时限": item.days > 0 or item.kind is CaseKind.IMMEDIATE,
        "服务热线": bool(item.hotline),
        "监督电话": bool(item.supervisor_phone),
    }
    return tuple(words for words, is_filled in filled.items() if not is_filled)
