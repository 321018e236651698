"""Records whose rows still stand though, after the township was put back, no line makes them any more.

Most come back with the next lines of the feed; until then the room goes on seeing them. What has not come back
when the feed is drained is taken out of the tables: the lines that made it are set aside, not lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.models import digests, local_store, marks
from app.models.tables import RECORD_TYPES, CaseStatus

_KEPT = "sync.ghosts"


def of(session: Session) -> Mapping[str, str]:
    """Record id → record type of every ghost."""
    _known, kept = local_store.preference(session, _KEPT)
    return kept or {}


def are_in(session: Session, site_code: str) -> bool:
    """Whether a site has any."""
    every = of(session)
    return bool(every) and bool(_of_site(session, site_code, every))


def keep(session: Session, ghosts: Mapping[str, str]) -> None:
    """Remember these besides those that are ghosts already."""
    if ghosts:
        local_store.put_preference(session, _KEPT, {**of(session), **ghosts})


def lay(session: Session, site_code: str) -> int:
    """Take out what did not come back to a site; returns how many. One that a record of ours hangs on stays a ghost."""
    every = of(session)
    ghosts = _of_site(session, site_code, every)
    if not ghosts:
        return 0
    here = marks.of(session, site_code, ghosts)
    gone = {record_id: word for record_id, word in ghosts.items() if record_id not in here}
    held = _taken_out(session, site_code, gone)
    others = {record_id: word for record_id, word in every.items() if record_id not in ghosts}
    local_store.put_preference(session, _KEPT, others | held)
    digests.recount(session, site_code, [(word, record_id) for record_id, word in gone.items()])
    return len(gone) - len(held)


def _of_site(session: Session, site_code: str, ghosts: Mapping[str, str]) -> dict[str, str]:
    """Those that have a row in this site; a district has many sites."""
    found: dict[str, str] = {}
    for word in set(ghosts.values()):
        table = RECORD_TYPES[word].__table__
        wanted = list(_ids(ghosts, word))
        rows = select(table.c.id).where(table.c.site_code == site_code, table.c.id.in_(wanted))
        found |= dict.fromkeys(session.scalars(rows), word)
    return found


def _taken_out(session: Session, site_code: str, gone: Mapping[str, str]) -> dict[str, str]:
    """Delete rows, children before parents; returns those that could not be."""
    held: dict[str, str] = {}
    for word in reversed(list(RECORD_TYPES)):
        for record_id in _ids(gone, word):
            table = RECORD_TYPES[word].__table__
            try:
                with session.begin_nested():
                    session.execute(
                        delete(table).where(table.c.site_code == site_code, table.c.id == record_id)  # type: ignore[arg-type]
                    )
            except DBAPIError:  # something of ours hangs on it
                held[record_id] = word
                continue
            if word == "case":
                status = CaseStatus.__table__
                session.execute(
                    delete(status).where(status.c.site_code == site_code, status.c.case_id == record_id)  # type: ignore[arg-type]
                )
    return held


def _ids(gone: Mapping[str, str], word: str) -> Iterable[str]:
    return [record_id for record_id, kind in gone.items() if kind == word]
