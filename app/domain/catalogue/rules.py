"""What must hold before a catalogue is published: promises within the law, every prerequisite in it (002 限时办结)."""

from __future__ import annotations

from collections.abc import Collection

from app.domain.catalogue.items import UNIT_WORDS, Catalogue, ServiceItem, StageLimit
from app.errors import Refusal

MOST_NAMED = 5


def check_publishable(catalogue: Catalogue, known_codes: Collection[str] = ()) -> None:
    """Refusal ``catalogue-not-publishable`` naming the first items whose promise may not be published.

    ``known_codes`` are items of another catalogue that prerequisites may name (a village's own items).
    """
    found = flaws(catalogue, known_codes)
    if found:
        more = f"（另有 {len(found) - MOST_NAMED} 处）" if len(found) > MOST_NAMED else ""
        raise Refusal(
            f"这份目录不能公布：{'；'.join(found[:MOST_NAMED])}{more}。没有公布，原来的目录仍在使用。",
            field="catalogue",
            code="catalogue-not-publishable",
        )


def flaws(catalogue: Catalogue, known_codes: Collection[str] = ()) -> tuple[str, ...]:
    """One sentence without a stop for each reason against publishing."""
    codes = {item.code for item in catalogue.items} | set(known_codes)
    found: list[str] = []
    for item in catalogue.items:
        where = f"{item.code}“{item.name}”"
        found += _limit_flaws(where, item, "working")
        for stage in item.stage_limits:
            found += _limit_flaws(f"{where}的“{stage.stage}”", stage, stage.unit)
        missing = [code for code in item.prerequisites if code not in codes]
        if missing:
            found.append(f"{where}的前置手续 {'、'.join(missing)} 不在目录里")
    return tuple(found)


def _limit_flaws(where: str, limit: ServiceItem | StageLimit, unit: str) -> list[str]:
    """Promise ≤ department's + transport ≤ law; what the catalogue does not say binds nothing."""
    found = []
    promised = f"承诺 {limit.days} {UNIT_WORDS[unit]}"
    allowed = limit.days
    if limit.department_days is not None:
        allowed = limit.department_days + limit.transport_days
        if limit.days > allowed:
            found.append(
                f"{where}{promised}，超过部门承诺 {limit.department_days} 加报送取件 {limit.transport_days} 天"
            )
    longest = max(limit.days, allowed)
    if limit.statutory_days is not None and exceeds(
        longest, unit, limit.statutory_days, limit.statutory_unit
    ):
        law = f"法定 {limit.statutory_days} {UNIT_WORDS[limit.statutory_unit]}"
        found.append(
            f"{where}{promised if longest == limit.days else f'部门承诺加报送取件 {longest} 天'}，超过{law}"
        )
    return found


def exceeds(days: int, unit: str, law_days: int, law_unit: str) -> bool:
    """Whether a limit is longer than the law's; a week is five working days or seven calendar days."""
    if unit == law_unit:
        return days > law_days
    if unit == "working":
        return days * 7 > law_days * 5
    return days * 5 > law_days * 7
