"""What is served: the catalogue in force, and finding an item by code, word or pinyin initials."""

from __future__ import annotations

from functools import cache, lru_cache

from app.clock import Clock, SystemClock, today
from app.domain import catalogue
from app.domain.catalogue import Catalogue, ServiceItem
from app.models.queries import catalogues, usage
from app.models.register import Register
from app.models.search_tokens import initials_of, normal

NOTHING = Catalogue(version="", title="", sample=False, items=())
"""In force before anything was published."""


def in_force(register: Register, clock: Clock | None = None) -> Catalogue:
    """The catalogue that holds today: a township's before the sample; ``NOTHING`` where there is none."""
    with register.reading() as session:
        found = catalogues.in_force(session, register.site_code, today(clock or SystemClock()))
    return NOTHING if found is None else read_document(found.document)


@lru_cache(maxsize=4)
def read_document(document: str) -> Catalogue:
    """The catalogue of a document; a published document never changes, and every key press asks for it."""
    return catalogue.from_document(document)


def find(
    register: Register, text: str, limit: int = 12, clock: Clock | None = None
) -> tuple[ServiceItem, ...]:
    """Items whose code, name or pinyin initials hold every word of ``text``, the likeliest first.

    On empty text the most used first.
    """
    items = in_force(register, clock).items
    with register.reading() as session:
        uses = usage.item_uses(session)
    words = [word for word in (normal(part) for part in text.split()) if word]
    ranked = []
    for position, item in enumerate(items):
        ranks = [_rank(item, word) for word in words]
        if None not in ranks:
            worst = max((rank for rank in ranks if rank is not None), default=0)
            ranked.append(((worst, -uses.get(item.code, 0), position), item))
    ranked.sort(key=lambda pair: pair[0])
    return tuple(item for _rank_, item in ranked[:limit])


def _rank(item: ServiceItem, word: str) -> int | None:
    """How well one word fits, 0 best; None where it does not."""
    code, name = normal(item.code), normal(item.name)
    if word == code:
        return 0
    if code.startswith(word) or name.startswith(word):
        return 1
    if word in name:
        return 2
    if not word.isascii() or not word.isalnum():
        return None
    spelled = [_first_letters(character) for character in name]
    starts = (start for start in range(len(spelled) - len(word) + 1) if _fits(spelled[start:], word))
    start = next(starts, None)
    return None if start is None else 3 + (start > 0)


def _fits(spelled: list[frozenset[str]], word: str) -> bool:
    return all(letter in letters for letter, letters in zip(word, spelled, strict=False))


@cache
def _first_letters(character: str) -> frozenset[str]:
    """The letters a character may begin with when spelled; itself where it is no Han character."""
    return frozenset(initials_of(character)) - {""} or frozenset(character)
