"""Keeping account of newer programs' lines that this one could not read whole (design: sync 14)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import case, delete, func, or_, select
from sqlalchemy.orm import Session

from app.models import lines
from app.models.fold import leaves_out, too_new
from app.models.intake import Outcome, case_of
from app.models.lines import Line
from app.models.tables import UnreadLine


def note(session: Session, site_code: str, numbered: Iterable[tuple[int, Line]]) -> None:
    """Keep those of ``numbered`` (feed number, line) that a newer program will read better."""
    for n, line in numbered:
        if line.schema <= lines.SCHEMA and line.op == "put" and not line.min_reader:
            continue  # nearly all
        closes = bool(too_new(line))
        if closes or leaves_out(line):
            session.merge(_row(site_code, n, line, closes=closes))


def note_outcomes(session: Session, site_code: str, outcomes: Sequence[Outcome]) -> None:
    """The same for lines that were just folded."""
    note(session, site_code, [(one.incoming.n, one.line) for one in outcomes if one.line is not None])


def forget_behind(session: Session, site_code: str, n: int) -> None:
    """The feed went back to ``n``."""
    session.execute(delete(UnreadLine).where(UnreadLine.site_code == site_code, UnreadLine.n > n))


def due(session: Session) -> Sequence[str]:
    """Sites with lines that an older program than this one could not read whole."""
    return session.scalars(
        select(UnreadLine.site_code).where(UnreadLine.schema < lines.SCHEMA).distinct()
    ).all()


def closed_records(session: Session, site_code: str, record_ids: Iterable[str]) -> bool:
    """Whether a line waits that this program may not read, about one of these records or a part of these cases."""
    wanted = list(record_ids)
    query = select(UnreadLine.n).where(
        UnreadLine.site_code == site_code,
        UnreadLine.closes,
        or_(UnreadLine.record_id.in_(wanted), UnreadLine.case_id.in_(wanted)),
    )
    return session.scalars(query.limit(1)).first() is not None


def of_case(session: Session, site_code: str, case_id: str) -> tuple[int, bool]:
    """How many lines of newer programs wait about a case and its parts, and whether one of them closes it."""
    query = select(func.count(), func.max(case((UnreadLine.closes, 1), else_=0))).where(
        UnreadLine.site_code == site_code,
        or_(UnreadLine.record_id == case_id, UnreadLine.case_id == case_id),
    )
    count, closes = session.execute(query).one()
    return count, bool(closes)


def any_closed(session: Session) -> bool:
    """Whether there is a closed record at all: asked before every write, so one row is looked at."""
    return session.scalars(select(UnreadLine.n).where(UnreadLine.closes).limit(1)).first() is not None


def counted(session: Session, site_code: str) -> int:
    """How many lines of newer programs wait to be read whole."""
    query = select(func.count()).select_from(UnreadLine).where(UnreadLine.site_code == site_code)
    return session.scalar(query) or 0


def _row(site_code: str, n: int, line: Line, *, closes: bool) -> UnreadLine:
    case_id = line.rec if line.t == "case" else case_of(line)[:32]
    return UnreadLine(
        site_code=site_code,
        n=n,
        record_type=line.t,
        record_id=line.rec,
        case_id=case_id,
        closes=closes,
        schema=lines.SCHEMA,
    )
