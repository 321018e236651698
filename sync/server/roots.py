"""The one word over all records of a site that goes with an answer, where they have been counted (design: sync 17)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.models import carried, digests, ghost_records
from app.models.digests import Digest
from app.models.tables import JournalHead, JournalLine
from sync.server import feed_reading
from sync.server.township import Township

Root = tuple[int, str]
"""(feed number, digest over the site's records there); (0, "") where none can be said."""

_NONE: Root = (0, "")


def root_at_head(township: Township, site_code: str) -> Root:
    """That of everything there is, counted on where need be; none while counting is behind."""
    with township.register.reading() as session:
        head = feed_reading.head_of(session, site_code)
        found = root_in(session, township, site_code, head)
    if found is None and head is not None:
        counted = _count(township, site_code, head.n)
        found = (head.n, counted.root) if counted.upto == head.n else _NONE
    return found or _NONE


def root_in(session: Session, township: Township, site_code: str, head: JournalHead | None) -> Root | None:
    """The same, None where something has to be counted first."""
    if head is None or head.applied < head.n:
        return _NONE
    if not township.register.numbers(site_code) and _differs_rightly(session, site_code):
        return _NONE
    found = digests.kept(session, site_code)
    return (head.n, found.root) if found.upto == head.n else None


def _differs_rightly(session: Session, site_code: str) -> bool:
    """Whether it is known that, and why, this district's records of a site are not yet its township's."""
    return carried.holds_back(session, site_code) or ghost_records.are_in(session, site_code)


def _count(township: Township, site_code: str, upto: int) -> Digest:
    with township.register.writing() as session:
        head = feed_reading.head_of(session, site_code, locked=True)
        if head is None or head.n != upto or head.applied != upto:
            return digests.kept(session, site_code)
        if township.register.numbers(site_code):
            found = digests.count(session, JournalLine, site_code, upto)
        else:
            found = digests.count_followed(session, site_code, upto)
        session.commit()
    return found
