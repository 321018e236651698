"""Reading what may be two records of one person, and what was joined."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain.joinings import AlikePair, JoiningRow
from app.models.queries import villagers
from app.models.queries.agents import actors
from app.models.tables import Joining, Villager

MOST_OF_ONE = 20
"""Of one name and telephone: more is a family's telephone, not one person."""

Pair = tuple[str, str]
"""Two record ids, the older first."""


def alike(session: Session, site_code: str, limit: int) -> tuple[AlikePair, ...]:
    """Pairs of records that look like one person, the surest first; what was joined or parted again is left out."""
    why: dict[Pair, list[str]] = defaultdict(list)
    for words, columns, condition in _LIKENESSES:
        for group in _groups(session, site_code, columns, condition):
            for pair in combinations(sorted(group), 2):
                why[pair].append(words)
    settled = _settled(session, site_code)
    wanted = [(pair, reasons) for pair, reasons in why.items() if pair not in settled][:limit]
    shown = _shown(session, site_code, {one for pair, _ in wanted for one in pair})
    return tuple(
        AlikePair(shown[first], shown[second], tuple(reasons))
        for (first, second), reasons in wanted
        if _may_be_one(shown[first].id_number, shown[second].id_number)
    )


def by_id(session: Session, site_code: str, joining_id: str) -> Joining | None:
    """The joining with this id."""
    return session.get(Joining, (site_code, joining_id))


def rows(session: Session, site_code: str) -> tuple[JoiningRow, ...]:
    """Every joining, also those taken back, the newest first."""
    query = (
        select(Joining).where(Joining.site_code == site_code).order_by(Joining.at.desc(), Joining.id.desc())
    )
    found = session.scalars(query).all()
    ids = {one for joining in found for one in (joining.kept_id, joining.other_id)}
    named = select(Villager.id, Villager.name).where(Villager.site_code == site_code, Villager.id.in_(ids))
    names = {row.id: row.name for row in session.execute(named)}
    agents = actors(session, (one.by_agent for one in found))
    return tuple(
        JoiningRow(
            joining_id=one.id,
            kept_id=one.kept_id,
            kept_name=names.get(one.kept_id, ""),
            other_id=one.other_id,
            other_name=names.get(one.other_id, ""),
            reason=one.reason,
            by_name=agents[one.by_agent].name if one.by_agent in agents else "",
            at=one.at,
            undone_at=one.undone_at,
            undone_reason=one.undone_reason,
        )
        for one in found
    )


Columns = tuple[InstrumentedAttribute[Any], ...]

_LIKENESSES: tuple[tuple[str, Columns, Any], ...] = (
    ("身份证号相同", (Villager.id_number,), Villager.id_number != ""),
    ("姓名和电话相同", (Villager.name, Villager.phone), Villager.phone != ""),
    ("姓名和出生日期相同", (Villager.name, Villager.birth_on), Villager.birth_on.is_not(None)),
    ("姓名和村民小组相同", (Villager.name, Villager.group_name), Villager.group_name != ""),
)


def _groups(session: Session, site_code: str, columns: Columns, condition: Any) -> list[list[str]]:
    """The ids of records that share these columns, found in one question: a township has 200,000 villagers."""
    here = and_(
        Villager.site_code == site_code,
        Villager.joined_into == "",
        Villager.struck_out_on.is_(None),
        condition,
    )
    grouped = select(*columns).where(here).group_by(*columns)
    shared = grouped.having(func.count() > 1, func.count() <= MOST_OF_ONE).subquery()
    same = (column == there for column, there in zip(columns, shared.c, strict=True))
    found: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for villager_id, *values in session.execute(
        select(Villager.id, *columns).join(shared, and_(*same)).where(here)
    ):
        found[tuple(values)].append(villager_id)
    return list(found.values())


def _settled(session: Session, site_code: str) -> set[Pair]:
    """What a person has looked at before: joined, or parted again with a reason."""
    query = select(Joining.kept_id, Joining.other_id).where(Joining.site_code == site_code)
    return {(min(pair), max(pair)) for kept, other in session.execute(query) for pair in [(kept, other)]}


def _shown(session: Session, site_code: str, ids: set[str]) -> dict[str, Any]:
    query = select(Villager).where(Villager.site_code == site_code, Villager.id.in_(ids))
    return {row.villager_id: row for row in villagers.rows(session, session.scalars(query).all())}


def _may_be_one(number: str, other: str) -> bool:
    """Two different right numbers are two people, however alike the names."""
    return not (number and other) or number == other
