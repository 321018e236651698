"""Which papers fit a case: a reply card needs a result that was given, a notice something that is missing."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.cases import CaseEventKind, CaseState
from app.domain.rows import CaseFile
from app.errors import Refusal


def check(case: CaseFile, paper: str, title: str) -> None:
    """Refusal ``paper-does-not-fit`` on ``paper`` that says why and what next."""
    rule = RULES.get(paper)
    why = rule(case) if rule else ""
    if why:
        raise Refusal(
            f"{case.row.case_no} 不能出“{title}”：{why}没有打印。要空白表就不写编号。",
            field="paper",
            code="paper-does-not-fit",
        )


def _needs(event: CaseEventKind, why: str) -> Callable[[CaseFile], str]:
    return lambda case: "" if event in case.said else why


def _missing(case: CaseFile) -> str:
    if case.missing or case.said.get(CaseEventKind.NOTIFIED, {}).get("missing"):
        return ""
    return "这件的材料是齐的，没有要一次告知的。"


def _representative(case: CaseFile) -> str:
    return "" if case.representative else "这件是本人申请的，没有代申请人。"


def _declined(grounds: frozenset[str], why: str) -> Callable[[CaseFile], str]:
    def rule(case: CaseFile) -> str:
        if case.row.state is not CaseState.DECLINED:
            return "这件没有记为“不予受理”。"
        ground = case.said.get(CaseEventKind.DECLINED, {}).get("ground")
        return "" if not grounds or ground in grounds else why

    return rule


RULES: dict[str, Callable[[CaseFile], str]] = {
    "one-time-notice": _missing,
    "mandate": _representative,
    "reply-card": _needs(CaseEventKind.DELIVERED, "结果还没有交给申请人，请先记录“反馈”。"),
    "supplement-notice": _needs(CaseEventKind.RETURNED, "上级没有把这件退回补正。"),
    "decline-notice": _declined(frozenset(), ""),
    "elsewhere-notice": _declined(
        frozenset({"not_in_scope", "not_resident"}), "不予受理的依据不是“不属于代办范围”或“不属于本村受理地域”。"
    ),
    "certificate-note": _declined(
        frozenset({"forbidden_certificate"}), "不予受理的依据不是“村（社区）不得出具的证明”。"
    ),
}  # fmt: skip
"""Why a paper does not fit a case, "" where it does; a paper without a rule fits every case."""
