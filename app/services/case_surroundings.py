"""What stands around a case on its page: the applicant's kind, how it is served, its version, papers, parts, money."""

from __future__ import annotations

from dataclasses import dataclass

from app.clock import CHINA, Clock, today
from app.domain.cases import OPEN_STATES, CaseState
from app.domain.requests import (
    AGENCY_WORDS,
    HELP_WORDS,
    ORIGIN_WORDS,
    URGENCY_WORDS,
    Agency,
    Help,
    Origin,
    Urgency,
)
from app.domain.rows import AgentTile, CaseFile
from app.domain.tasks import TaskRow
from app.errors import Refusal
from app.models import unread_lines
from app.models.queries import Session, agents, catalogues
from app.models.queries import cases as queries
from app.models.register import Register
from app.models.tables import Batch, Mandate, Organisation, ServiceCase, Tour
from app.printing.papers import PAPERS
from app.services import case_reading, deadlines, fees, items, platform_entry, seals, tasks
from app.services.case_lookup import find_case
from app.services.deadlines import CaseDeadline
from app.services.fees import FeeRow
from app.services.papers import fitting
from app.services.seals import SealRow


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """Facts of acceptance in words; "" where nothing was said. ``version_now`` is the one in force today."""

    organisation: str = ""
    mandate: str = ""
    agency: str = ""
    help: str = ""
    urgency: str = ""
    place: str = ""
    origin: str = ""
    tour: str = ""
    batch: str = ""
    project: str = ""
    version: str = ""
    version_now: str = ""
    may_move: bool = False  # open, and the version in force is another than its own


@dataclass(frozen=True, slots=True)
class PrintLine:
    """One print of a paper; ``copy_no`` above 1 is a 补打."""

    title: str
    copy_no: int
    at: str
    by: str
    sent_to: str
    reason: str


@dataclass(frozen=True, slots=True)
class FittingPaper:
    """A paper that can be printed of this case now, and how often it was."""

    name: str
    title: str
    about: str
    times: int


@dataclass(frozen=True, slots=True)
class CaseWhole:
    """Everything of the case page in one reading.

    ``unread``: lines of newer programs about it that this one shows in part; ``closed``: one of them may be misread
    here, so nothing of the case is changed before the update.
    """

    case: CaseFile
    facts: CaseFacts
    deadline: CaseDeadline
    tasks: tuple[TaskRow, ...]
    seals: tuple[SealRow, ...]
    fees: tuple[FeeRow, ...]
    platform: tuple[tuple[str, str], ...]
    papers: tuple[FittingPaper, ...]
    prints: tuple[PrintLine, ...]
    agents: tuple[AgentTile, ...]
    unread: int = 0
    closed: bool = False


def whole(register: Register, case_no: str, clock: Clock, *, viewer: str) -> CaseWhole:
    """The case and what stands around it, as ``viewer`` may see it; Refusal ``no-such-case``."""
    case = case_reading.show(register, case_no, clock, viewer=viewer)
    number = case.row.case_no
    with register.reading() as session:
        record = find_case(session, register.site_code, number)
        facts = _facts(session, record, case.row.state, clock)
        prints = _prints(session, record)
        tiles = agents.tiles(session, register.site_code)
        unread, closed = unread_lines.of_case(session, record.site_code, record.id)
    return CaseWhole(
        case=case,
        facts=facts,
        deadline=deadlines.explain_case(register, number),
        tasks=tasks.rows(register, number, clock),
        seals=tuple(row for row in seals.log(register) if row.case_no == number),
        fees=tuple(row for row in fees.ledger(register) if row.case_no == number),
        platform=platform_entry.platform_fields(register, number),
        papers=papers_of(case),
        prints=prints,
        agents=tiles,
        unread=unread,
        closed=closed,
    )


def papers_of(case: CaseFile) -> tuple[FittingPaper, ...]:
    """Every paper of a case that fits this one now, in the order of the list of papers."""
    return tuple(
        FittingPaper(kind.name, kind.title, kind.about, case.papers_printed.get(kind.name, 0))
        for kind in PAPERS
        if kind.of == "case" and _fits(case, kind.name, kind.title)
    )


def _fits(case: CaseFile, paper: str, title: str) -> bool:
    try:
        fitting.check(case, paper, title)
    except Refusal:
        return False
    return True


def _facts(session: Session, case: ServiceCase, state: CaseState, clock: Clock) -> CaseFacts:
    holds = items.held(session, case.site_code, today(clock))
    own = catalogues.by_id(session, case.site_code, case.catalogue_id)
    now_id = holds.id_of(case.item_code)
    now = catalogues.by_id(session, case.site_code, now_id) if now_id else None
    tour = session.get(Tour, (case.site_code, case.tour_id)) if case.tour_id else None
    batch = session.get(Batch, (case.site_code, case.batch_id)) if case.batch_id else None
    return CaseFacts(
        organisation=_organisation(session, case),
        mandate=_mandate(session, case),
        agency=AGENCY_WORDS[Agency(case.agency or Agency.AFFAIRS)],
        help=HELP_WORDS[Help(case.help or Help.FOR)],
        urgency=_urgency(case),
        place=case.place,
        origin=_origin(case),
        tour=f"{tour.name}（{tour.on_day:%Y-%m-%d}）" if tour is not None else "",
        batch=batch.title if batch is not None else "",
        project=_project(session, case),
        version=own.version if own is not None else "",
        version_now=now.version if now is not None else "",
        may_move=state in OPEN_STATES and bool(now_id) and now_id != case.catalogue_id,
    )


def _organisation(session: Session, case: ServiceCase) -> str:
    if not case.organisation_id:
        return ""
    found = session.get(Organisation, (case.site_code, case.organisation_id))
    if found is None:
        return ""
    return " ".join(part for part in (found.name, found.credit_code) if part)


def _mandate(session: Session, case: ServiceCase) -> str:
    found = session.get(Mandate, (case.site_code, case.mandate_id)) if case.mandate_id else None
    if found is None:
        return ""
    until = f"{found.to_on:%Y-%m-%d}" if found.to_on else "办结"
    ended = f"，{found.revoked_on:%Y-%m-%d} 已撤销" if found.revoked_on else ""
    return f"{found.powers or '代办委托'}，{found.from_on:%Y-%m-%d} 至 {until}{ended}"


def _urgency(case: ServiceCase) -> str:
    if not case.urgency:
        return ""
    approver = f"，批准人 {case.urgency_approver}" if case.urgency_approver else ""
    reason = f"：{case.urgency_reason}" if case.urgency_reason else ""
    return f"{URGENCY_WORDS[Urgency(case.urgency)]}{reason}{approver}"


def _origin(case: ServiceCase) -> str:
    if case.origin in ("", Origin.COUNTER):
        return ""
    book = " ".join(part for part in (case.book_no, case.page_no and f"第 {case.page_no} 页") if part)
    return f"{ORIGIN_WORDS[Origin(case.origin)]} {book}".strip()


def _project(session: Session, case: ServiceCase) -> str:
    if not case.project_name:
        return ""
    named = agents.actors(session, [case.case_manager])
    manager = f"，专员 {named[case.case_manager].name}" if case.case_manager in named else ""
    lead = f"，牵头 {case.lead_department}" if case.lead_department else ""
    return f"{case.project_name}{lead}{manager}"


def _prints(session: Session, case: ServiceCase) -> tuple[PrintLine, ...]:
    titles = {kind.name: kind.title for kind in PAPERS}
    found = queries.prints_of(session, case)
    named = agents.actors(session, {one.by_agent for one in found})
    return tuple(
        PrintLine(
            titles.get(one.paper, one.paper),
            one.copy_no,
            one.printed_at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M"),
            named[one.by_agent].name if one.by_agent in named else "",
            one.sent_to,
            one.reason,
        )
        for one in found
    )
