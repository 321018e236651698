"""Reading villagers: by ID number, by what was typed, a page at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.domain.cases import OPEN_STATES
from app.domain.rows import VillagerRow
from app.models import search_index
from app.models.search_tokens import normal
from app.models.tables import CaseStatus, Villager

MOST_FOUND = 2000
"""A search that finds more is answered with its first part: nobody reads on."""

INDEXED_TOGETHER = 2
"""The index knows pairs of characters: a word of two that is found is really there."""

VillagerKey = tuple[str, str]
"""(site code, villager id)"""


def in_the_list() -> tuple[ColumnElement[bool], ...]:
    """Records that stand for a person: not joined into another, not struck out."""
    return Villager.joined_into == "", Villager.struck_out_on.is_(None)


def by_id(session: Session, site_code: str, villager_id: str) -> Villager | None:
    """The villager's record, or the one it was joined into."""
    villager = session.get(Villager, (site_code, villager_id))
    seen: set[str] = set()
    while villager is not None and villager.joined_into and villager.id not in seen:
        seen.add(villager.id)
        villager = session.get(Villager, (site_code, villager.joined_into))
    return None if villager is None or villager.struck_out_on else villager


def anywhere(session: Session, own_site: str, villager_id: str) -> Villager | None:
    """The villager's record at our own site, or at whichever site has it."""
    found = by_id(session, own_site, villager_id)
    if found is not None:
        return found
    query = select(Villager.site_code).where(Villager.id == villager_id).limit(1)
    site = session.scalar(query)
    return None if site is None else by_id(session, site, villager_id)


def with_number(session: Session, site_code: str, id_number: str) -> Sequence[Villager]:
    """The records with this ID number that were not joined into another, the oldest first."""
    query = select(Villager).where(
        Villager.id_number == id_number, Villager.site_code == site_code, *in_the_list()
    )
    return session.scalars(query.order_by(Villager.id)).all()


def without_number(session: Session, site_code: str, name: str, phone: str) -> Sequence[Villager]:
    """Records without any ID number of this name and telephone."""
    if not phone:
        return ()
    candidates = search_index.find(session, search_index.VILLAGER, phone, 50)
    ids = [villager_id for site, villager_id in candidates if site == site_code]
    query = select(Villager).where(
        Villager.site_code == site_code,
        Villager.id.in_(ids),
        Villager.id_number == "",
        Villager.name == name,
        Villager.phone == phone,
        *in_the_list(),
    )
    return session.scalars(query.order_by(Villager.id)).all()


def find(session: Session, words: str, limit: int) -> tuple[VillagerRow, ...]:
    """Villagers whose name, pinyin, ID number or telephone match every word; the newest first."""
    keys = search_index.find(session, search_index.VILLAGER, words, candidates(words, limit))
    kept = [villager for villager in _in_order(session, keys) if _holds(villager, words)]
    return rows(session, kept[:limit])


def page(session: Session, words: str, limit: int, offset: int) -> tuple[tuple[VillagerRow, ...], int]:
    """One page of all villagers (by name), or of those that match; and how many there are."""
    if words.strip():
        found = find(session, words, MOST_FOUND)
        return found[offset : offset + limit], len(found)
    here = in_the_list()
    total = session.scalar(select(func.count()).select_from(Villager).where(*here)) or 0
    query = select(Villager).where(*here).order_by(Villager.name, Villager.id).limit(limit).offset(offset)
    return rows(session, session.scalars(query).all()), total


def rows(session: Session, villagers: Sequence[Villager]) -> tuple[VillagerRow, ...]:
    """Villagers as lists show them, each with its number of open cases."""
    open_cases = _open_cases(session, [villager.id for villager in villagers])
    return tuple(
        VillagerRow(
            villager_id=villager.id,
            name=villager.name,
            id_number=villager.id_number,
            phone=villager.phone,
            group=villager.group_name,
            sex=villager.sex,
            birth_on=villager.birth_on,
            open_cases=open_cases.get((villager.site_code, villager.id), 0),
        )
        for villager in villagers
    )


def _in_order(session: Session, keys: Sequence[VillagerKey]) -> list[Villager]:
    sites, ids = {site for site, _ in keys}, [villager_id for _, villager_id in keys]
    query = select(Villager).where(Villager.site_code.in_(sites), Villager.id.in_(ids), *in_the_list())
    found = {(villager.site_code, villager.id): villager for villager in session.scalars(query)}
    return [found[key] for key in keys if key in found]


def _open_cases(session: Session, villager_ids: Iterable[str]) -> dict[VillagerKey, int]:
    """Counted here, not in SQL: a person has few cases. The index holds all that is asked."""
    status = CaseStatus.__table__.c
    found = session.execute(
        select(status.site_code, status.villager_id, status.state).where(
            status.villager_id.in_(list(villager_ids))
        )
    )
    is_open = {state.value for state in OPEN_STATES}
    return Counter((site, villager_id) for site, villager_id, state in found if state in is_open)


def _holds(villager: Villager, words: str) -> bool:
    """The index knows pairs of characters only: a longer Han word must really stand in a name."""
    names = normal(f"{villager.name} {villager.other_names}").replace("·", "")
    return all(word in names for word in han_words(words))


def candidates(words: str, limit: int) -> int:
    """How many hits of the index to read for ``limit`` lines: more only where some may be sorted out again."""
    return limit * 3 if any(len(word) > INDEXED_TOGETHER for word in han_words(words)) else limit


def han_words(words: str) -> list[str]:
    """The typed words that are Han and longer than a pair, as names are compared."""
    typed = [normal(word).replace("·", "") for word in words.split()]
    return [word for word in typed if len(word) > 1 and not word.isascii()]
