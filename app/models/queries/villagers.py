"""Reading villagers: by ID number, by what was typed, a page at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.domain.cases import OPEN_STATES
from app.domain.rows import VillagerRow
from app.models import search_index
from app.models.search_tokens import normal, office_number
from app.models.tables import CaseStatus, Joining, Villager

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


def joined_records(session: Session, site_code: str, villager_id: str) -> tuple[str, ...]:
    """The ids of all records of one person, the kept one first; the id itself where nothing was joined."""
    kept = by_id(session, site_code, villager_id)
    if kept is None:
        return (villager_id,)
    return (kept.id, *joined_into(session, [kept.id]).get(kept.id, ()))


def joined_into(session: Session, kept_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Which records were joined into each of these, also by way of others; those without any are left out."""
    found: dict[str, tuple[str, ...]] = {}
    roots = {kept_id: kept_id for kept_id in kept_ids}
    while roots:
        query = select(Joining.kept_id, Joining.other_id).where(
            Joining.kept_id.in_(list(roots)), Joining.undone_at.is_(None)
        )
        pairs = [(roots[kept], other) for kept, other in session.execute(query.order_by(Joining.id))]
        roots = {other: root for root, other in pairs if other not in found.get(root, ())}
        for other, root in roots.items():
            found[root] = (*found.get(root, ()), other)
    return found


def with_number(session: Session, site_code: str, id_number: str) -> Sequence[Villager]:
    """The persons with this ID number, the oldest record first; a joined record stands for the kept one."""
    query = select(Villager).where(
        Villager.id_number == id_number, Villager.site_code == site_code, Villager.struck_out_on.is_(None)
    )
    found = (_kept(session, villager) for villager in session.scalars(query.order_by(Villager.id)).all())
    return list({villager.id: villager for villager in found}.values())


def _kept(session: Session, villager: Villager) -> Villager:
    """The record itself, or the one it was joined into."""
    return (by_id(session, villager.site_code, villager.id) or villager) if villager.joined_into else villager


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


def called(session: Session, site_code: str, name: str, limit: int) -> Sequence[Villager]:
    """Records of exactly this name, the first made first."""
    candidates = search_index.find(session, search_index.VILLAGER, name, 50)
    ids = [villager_id for site, villager_id in candidates if site == site_code]
    query = select(Villager).where(
        Villager.site_code == site_code, Villager.id.in_(ids), Villager.name == name, *in_the_list()
    )
    return session.scalars(query.order_by(Villager.id).limit(limit)).all()


def find(session: Session, words: str, limit: int) -> tuple[VillagerRow, ...]:
    """Villagers whose name, pinyin, ID number or telephone match every word; the newest first."""
    keys = search_index.find(session, search_index.VILLAGER, words, candidates(words, limit))
    holding = (villager for villager in _in_order(session, keys) if _holds(villager, words))
    kept = {(one.site_code, one.id): one for one in (_kept(session, villager) for villager in holding)}
    return rows(session, list(kept.values())[:limit])


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
    """Villagers as lists show them, each with its number of open cases, those of joined records too."""
    ids = [villager.id for villager in villagers]
    joined = joined_into(session, ids)
    open_cases = _open_cases(session, [*ids, *(other for others in joined.values() for other in others)])
    return tuple(
        VillagerRow(
            villager_id=villager.id,
            name=villager.name,
            id_number=villager.id_number,
            phone=villager.phone,
            group=villager.group_name,
            sex=villager.sex,
            birth_on=villager.birth_on,
            open_cases=sum(
                open_cases.get((villager.site_code, one), 0)
                for one in (villager.id, *joined.get(villager.id, ()))
            ),
            tags=tuple(villager.tags.split()),
            liaison=villager.liaison,
            deceased_on=villager.deceased_on,
            other_names=tuple(villager.other_names.split()),
            address=villager.address,
            reach_by=villager.reach_by,
            household_id=villager.household_id,
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
    """The typed words that are Han and longer than a pair, as names are compared; no office's number."""
    typed = [normal(word).replace("·", "") for word in words.split()]
    return [word for word in typed if len(word) > 1 and not word.isascii() and not office_number(word)]
