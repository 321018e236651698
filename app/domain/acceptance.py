"""What becomes of a request at the counter: its kind, what is missing, and why, in one sentence (000 §三.4)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.cases import FORM_WORDS, KIND_WORDS, CaseKind, MaterialForm, Tier
from app.domain.catalogue import MaterialRequirement, ServiceItem
from app.domain.requests import MaterialGiven
from app.errors import Refusal

TIER_WORDS = {
    Tier.VILLAGE: "村（社区）",
    Tier.TOWNSHIP: "乡镇（街道）",
    Tier.DISTRICT: "区（县）",
    Tier.CITY: "市级",
    Tier.PROVINCE: "省级",
    Tier.OUTSIDE: "其他单位",
}
_RANKS = tuple(Tier)


@dataclass(frozen=True, slots=True)
class Decision:
    """``days`` are the promised working days (of a supplement: from the day the last paper is in).

    ``proposed`` is the kind by the catalogue's rules, ``allowed`` those it may be confirmed as or changed to.
    """

    kind: CaseKind
    missing: tuple[str, ...]
    reason: str
    days: int
    proposed: CaseKind
    allowed: tuple[CaseKind, ...]


def decide(
    item: ServiceItem,
    given: Iterable[MaterialGiven],
    tier: Tier = Tier.VILLAGE,
    wanted: CaseKind | None = None,
    why: str = "",
) -> Decision:
    """The kind of a request for ``item`` with the papers ``given`` at a site of ``tier``.

    ``wanted`` confirms it or changes it, then ``why`` says the reason. Refusals: ``kind-not-allowed`` on
    ``kind``, ``kind-reason-empty`` on ``kind_reason``.
    """
    lacking = missing(item, given)
    proposed = CaseKind.SUPPLEMENT if lacking else _kind_when_complete(item, tier)
    allowed = _allowed(item, proposed, tier)
    kind = proposed if wanted is None else wanted
    if kind not in allowed:
        raise _not_allowed(item, kind, proposed, lacking)
    days = _days(item, kind)
    reason = _reason(item, kind, lacking, days)
    if kind is not proposed:
        if not why:
            raise Refusal(
                f"按目录这是{KIND_WORDS[proposed]}，要改为{KIND_WORDS[kind]}，请写明原因。",
                field="kind_reason",
                code="kind-reason-empty",
            )
        reason = f"{why}（按目录是{KIND_WORDS[proposed]}，改为{KIND_WORDS[kind]}）。{reason}"
    return Decision(kind, lacking, reason, days, proposed, allowed)


def _allowed(item: ServiceItem, proposed: CaseKind, tier: Tier) -> tuple[CaseKind, ...]:
    """What missing papers or somebody else's authority decide cannot be changed at the counter."""
    if proposed is CaseKind.IMMEDIATE:
        above = () if _reaches(item, tier) else (CaseKind.ESCALATED,)
        return (CaseKind.IMMEDIATE, CaseKind.PROMISED, *above)
    if proposed is CaseKind.PROMISED:
        return (CaseKind.PROMISED, CaseKind.IMMEDIATE, CaseKind.ESCALATED)
    return (proposed,)


def _not_allowed(item: ServiceItem, kind: CaseKind, proposed: CaseKind, lacking: tuple[str, ...]) -> Refusal:
    if lacking:
        why = f"还缺 {len(lacking)} 项材料：{'、'.join(lacking)}，只能按补办件受理并一次告知"
    elif kind is CaseKind.SUPPLEMENT:
        why = f"材料已经齐全，不能按补办件受理；按目录是{KIND_WORDS[proposed]}"
    else:
        why = (
            f"“{item.name}”由{_decider(item)}决定，不能改为{KIND_WORDS[kind]}；按目录是{KIND_WORDS[proposed]}"
        )
    return Refusal(f"{why}。没有保存。", field="kind", code="kind-not-allowed")


def _days(item: ServiceItem, kind: CaseKind) -> int:
    if kind is CaseKind.IMMEDIATE:
        return 0
    return item.days if kind in (CaseKind.SUPPLEMENT, item.kind) else max(item.days, 1)


def _reason(item: ServiceItem, kind: CaseKind, lacking: tuple[str, ...], days: int) -> str:
    if kind is CaseKind.SUPPLEMENT:
        return f"还缺 {len(lacking)} 项材料：{'、'.join(lacking)}。一次告知，补齐后再行办理。"
    if kind is CaseKind.IMMEDIATE:
        return "材料齐全，可以当场办理，当天办结。"
    if kind is CaseKind.PROMISED:
        return f"材料齐全，承诺 {days} 个工作日内办结。"
    return f"材料齐全，超出本级权限，上报{_decider(item)}办理，承诺 {days} 个工作日内办结（含报送和取件）。"


def missing(item: ServiceItem, given: Iterable[MaterialGiven]) -> tuple[str, ...]:
    """The names of the required papers that are not among ``given``, in the catalogue's order.

    Of papers that are alternatives one is enough.
    """
    here = {_plain(material.name) for material in given}
    return tuple(
        paper.name for paper in item.lacking([paper for paper in item.materials if _answers(paper) & here])
    )


def requirement_of(item: ServiceItem, name: str) -> MaterialRequirement | None:
    """The requirement that a paper of this name answers, or None: such a paper was not asked for."""
    plain = _plain(name)
    return next((material for material in item.materials if plain in _answers(material)), None)


def same_paper(asked_for: str, name: str) -> bool:
    """Whether a paper called ``name`` is the one that was ``asked_for``, or one side of it (“A 或 B”)."""
    return _plain(name) in _answers(MaterialRequirement(asked_for))


def form_warnings(item: ServiceItem, given: Iterable[MaterialGiven]) -> tuple[str, ...]:
    """Sentences about papers in another form than the catalogue asks; they never stop an acceptance."""
    warnings = []
    for paper in given:
        requirement = requirement_of(item, paper.name)
        if requirement is None or not requirement.forms:
            continue
        if requirement.forms == ("original",) and paper.form is MaterialForm.COPY:
            warnings.append(f"“{requirement.name}”要看原件，收到的是{FORM_WORDS[paper.form]}。")
        elif requirement.forms == ("copy",) and paper.form is MaterialForm.ORIGINAL:
            warnings.append(f"“{requirement.name}”只要复印件，原件请核验后当场退回。")
        elif paper.form is MaterialForm.COPY and paper.sheets < requirement.sheets:
            warnings.append(
                f"“{requirement.name}”要 {requirement.sheets} 份，收到 {paper.sheets} 份，请补足份数。"
            )
    return tuple(warnings)


def _kind_when_complete(item: ServiceItem, tier: Tier) -> CaseKind:
    """The catalogue says the kind as the village sees it; a tier that decides itself does not escalate."""
    if item.kind is CaseKind.ESCALATED and tier is not Tier.VILLAGE and _reaches(item, tier):
        return CaseKind.PROMISED
    return item.kind


def _reaches(item: ServiceItem, tier: Tier) -> bool:
    """Whether a site of ``tier`` may decide the item."""
    return _RANKS.index(tier) >= _RANKS.index(item.tier)


def _decider(item: ServiceItem) -> str:
    if item.tier is Tier.OUTSIDE:
        return item.department or TIER_WORDS[item.tier]
    return f"{TIER_WORDS[item.tier]}{item.department}"


def _answers(material: MaterialRequirement) -> set[str]:
    """The names that count as this paper: its own, and each side of “A 或 B” and “A/B”."""
    sides = re.split(r"[/／]|或者|或", material.name)
    return {_plain(material.name)} | {plain for side in sides if (plain := _plain(side))}


def _plain(name: str) -> str:
    """For comparing: without width, case, spaces, brackets and the words 原件 and 复印件."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", name)).upper()
    plain = re.sub(r"\([^()]*\)", "", plain)
    return re.sub(r"(?<=.)(原件|复印件|及复印件|原件及复印件)$", "", plain)
