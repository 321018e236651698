"""Reading what was sent and published of reports: frozen figures, templates, and whether anything came late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.clock import CHINA
from app.domain.cases import CaseEventKind, Tier
from app.models.tables import CaseEvent, ReportTemplate, SentReport, ServiceCase, Site


@dataclass(frozen=True, slots=True)
class Sent:
    """One sent report; ``figures`` is the document frozen with it."""

    period: str
    definitions: str
    figures: dict[str, Any]
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Template:
    """One published template; ``document`` is the workbook in base64."""

    name: str
    kind: str
    document: str
    sha256: str


def sent(session: Session, site_code: str, kind: str, period: str) -> Sent | None:
    """What was sent of a period: the first sending counts, on whichever PC it was."""
    query = (
        select(SentReport)
        .where(SentReport.site_code == site_code, SentReport.kind == kind, SentReport.period == period)
        .order_by(SentReport.sent_at, SentReport.id)
        .limit(1)
    )
    found = session.scalars(query).first()
    return None if found is None else _sent(found)


def sent_between(session: Session, site_code: str, kind: str, first: str, last: str) -> tuple[Sent, ...]:
    """What was sent of the periods ``first`` … ``last``, in their order; the first sending of each."""
    query = (
        select(SentReport)
        .where(
            SentReport.site_code == site_code,
            SentReport.kind == kind,
            SentReport.period >= first,
            SentReport.period <= last,
        )
        .order_by(SentReport.period, SentReport.sent_at.desc(), SentReport.id.desc())
    )
    return tuple({row.period: _sent(row) for row in session.scalars(query)}.values())


def late_marks(session: Session, sites: Sequence[str], end_on: date, voids_until: date) -> list[int]:
    """Numbers that move when something becomes known of the time up to ``end_on``."""
    after = datetime.combine(end_on + timedelta(1), time(), CHINA)
    voids_after = datetime.combine(voids_until + timedelta(1), time(), CHINA)
    here, event = ServiceCase.accepted_on <= end_on, CaseEvent
    cases = select(func.count()).where(ServiceCase.site_code.in_(sites), here)
    events = select(func.count()).where(event.site_code.in_(sites), event.at < after)
    voids = (
        select(func.count())
        .select_from(event)
        .join(ServiceCase, (ServiceCase.site_code == event.site_code) & (ServiceCase.id == event.case_id))
        .where(
            event.site_code.in_(sites),
            event.event == CaseEventKind.VOIDED.value,
            event.at < voids_after,
            here,
        )
    )
    return [session.scalar(query) or 0 for query in (cases, events, voids)]


def templates(session: Session, site_code: str) -> tuple[Template, ...]:
    """The published templates of a site, the newest of each name and kind first."""
    query = (
        select(ReportTemplate)
        .where(ReportTemplate.site_code == site_code)
        .order_by(ReportTemplate.published_at.desc(), ReportTemplate.id.desc())
    )
    newest: dict[tuple[str, str], Template] = {}
    for row in session.scalars(query):
        newest.setdefault((row.kind, row.name), Template(row.name, row.kind, row.document, row.sha256))
    return tuple(newest.values())


def rooms_of(session: Session) -> tuple[tuple[str, str], ...]:
    """Code and shown name of every village in this register, in the order of the codes."""
    query = select(Site).where(Site.tier == Tier.VILLAGE.value).order_by(Site.site_code)
    return tuple((site.site_code, site.shown_name or site.name) for site in session.scalars(query))


def _sent(row: SentReport) -> Sent:
    return Sent(row.period, row.definitions, row.figures, row.sent_at)
