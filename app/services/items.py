"""What is served: the catalogue in force with the room's own items, and finding an item as cadres look for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache

from app.clock import Clock, SystemClock, today
from app.domain import catalogue
from app.domain.catalogue import Catalogue, ServiceItem
from app.domain.catalogue.merging import with_grants, with_own
from app.models.queries import Session, catalogues, usage
from app.models.queries.catalogues import PublishedCatalogue
from app.models.register import Register
from app.models.search_tokens import initials_of, normal
from app.services import catalogue_signatures
from app.services.catalogue_signatures import Standing

NOTHING = Catalogue(version="", title="", sample=False, items=())
"""In force before anything was published."""


@dataclass(frozen=True, slots=True)
class HeldCatalogue:
    """What holds at a site on a day: the published version, the room's own items, the powers moved down.

    ``catalogue_id`` is "" where nothing was published; ``own_ids`` are the records of own items by code.
    """

    catalogue_id: str = ""
    catalogue: Catalogue = NOTHING
    own_ids: Mapping[str, str] = field(default_factory=dict)

    def id_of(self, code: str) -> str:
        """The record that a case of this item keeps as the version it was accepted under."""
        return self.own_ids.get(code, self.catalogue_id)


def in_force(register: Register, clock: Clock | None = None) -> Catalogue:
    """The catalogue that holds today: a township's before the sample; ``NOTHING`` where there is none."""
    with register.reading() as session:
        return held(session, register.site_code, today(clock or SystemClock())).catalogue


def held(session: Session, site_code: str, day: date) -> HeldCatalogue:
    """What holds at a site on ``day``; a version whose signature is false is passed over."""
    published = _genuine(session, site_code, day)
    base = NOTHING if published is None else read_document(published.document)
    has_own, has_grants = catalogues.has_additions(session, site_code)
    added = catalogues.own(session, site_code) if has_own else ()
    own_items: list[ServiceItem] = []
    own_ids: dict[str, str] = {}
    for row in added:
        for item in read_document(row.document).items:
            own_items.append(item)
            own_ids[item.code] = row.catalogue_id
    grants = catalogues.grants(session, site_code) if has_grants else ()
    merged = with_grants(with_own(base, own_items), grants, day)
    mine = {item.code for item in merged.items if item.own}
    kept = {code: record_id for code, record_id in own_ids.items() if code in mine}
    return HeldCatalogue("" if published is None else published.catalogue_id, merged, kept)


def _genuine(session: Session, site_code: str, day: date) -> PublishedCatalogue | None:
    """The version in force whose signature is not false. Its document is read once a connection: it never changes."""
    known: dict[str, PublishedCatalogue] = session.connection().info.setdefault("catalogues", {})
    refused: list[str] = []
    while True:
        catalogue_id = catalogues.id_in_force(session, site_code, day, refused)
        if catalogue_id is None:
            return None
        if catalogue_id in known:
            return known[catalogue_id]
        found = catalogues.by_id(session, site_code, catalogue_id)
        if found is not None and catalogue_signatures.standing(found, ()) is not Standing.FALSE:
            known[catalogue_id] = found
            return found
        refused.append(catalogue_id)


@lru_cache(maxsize=64)
def read_document(document: str) -> Catalogue:
    """The catalogue of a document; a published document never changes, and every key press asks for it."""
    return catalogue.from_document(document)


def find(
    register: Register, text: str, limit: int = 12, clock: Clock | None = None, category: str = ""
) -> tuple[ServiceItem, ...]:
    """Items whose code, name, other names or pinyin initials hold every word of ``text``, the likeliest first.

    On empty text the most used first. ``category`` keeps to one category.
    """
    with register.reading() as session:
        day = today(clock or SystemClock())
        return find_among(session, held(session, register.site_code, day).catalogue, text, limit, category)


def find_among(
    session: Session, served: Catalogue, text: str, limit: int, category: str = ""
) -> tuple[ServiceItem, ...]:
    """``find`` in a catalogue already read. What is used most is asked only where it decides the order."""
    words = [word for word in (normal(part) for part in text.split()) if word]
    fitting = []
    for position, item in enumerate(served.items):
        if category and item.category != category:
            continue
        ranks = [_rank(item, word) for word in words]
        if None not in ranks:
            worst = max((rank for rank in ranks if rank is not None), default=0)
            fitting.append((worst, position, item))
    uses = usage.item_uses(session) if len(fitting) > 1 else {}
    fitting.sort(key=lambda one: (one[0], -uses.get(one[2].code, 0), one[1]))
    return tuple(item for _worst, _position, item in fitting[:limit])


@dataclass(frozen=True, slots=True)
class _Heard:
    """A name as it is looked for: normal, and the letters each character may begin with when spelled."""

    name: str
    spelled: tuple[frozenset[str], ...]
    letters: frozenset[str]


@lru_cache(maxsize=4096)
def _heard(name: str) -> _Heard:
    """Worked out once a name: every key press asks every name of the catalogue."""
    plain = normal(name)
    spelled = tuple(_first_letters(character) for character in plain)
    return _Heard(plain, spelled, frozenset().union(*spelled))


def _rank(item: ServiceItem, word: str) -> int | None:
    """How well one word fits, 0 best; None where it does not. Other names count a little less than the name."""
    code = _heard(item.code).name
    if word == code:
        return 0
    ranks = [1] if code.startswith(word) else []
    for position, name in enumerate((item.name, *item.aliases)):
        rank = _rank_of_name(_heard(name), word)
        if rank is not None:
            ranks.append(rank + (position > 0))
    return min(ranks, default=None)


def _rank_of_name(heard: _Heard, word: str) -> int | None:
    if heard.name.startswith(word):
        return 1
    if word in heard.name:
        return 2
    if not word.isascii() or not word.isalnum() or not heard.letters.issuperset(word):
        return None
    spelled = heard.spelled
    starts = (start for start in range(len(spelled) - len(word) + 1) if _fits(spelled[start:], word))
    start = next(starts, None)
    return None if start is None else 3 + (start > 0)


def _fits(spelled: tuple[frozenset[str], ...], word: str) -> bool:
    return all(letter in letters for letter, letters in zip(word, spelled, strict=False))


@cache
def _first_letters(character: str) -> frozenset[str]:
    """The letters a character may begin with when spelled; itself where it is no Han character."""
    return frozenset(initials_of(character)) - {""} or frozenset(character)
