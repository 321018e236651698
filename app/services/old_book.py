"""补录: one entry of the old paper book, finished or still open, with its book, page and own dates; in no rate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from app.clock import CHINA, today
from app.domain import case_events, deadlines, text
from app.domain.cases import CaseEventKind, CaseKind, CaseState, Tier
from app.domain.catalogue import ServiceItem
from app.domain.old_books import OldBookEntered, OldBookEntry
from app.domain.requests import AcceptRequest, Origin
from app.errors import Refusal
from app.models.calendars import working_calendar
from app.models.queries import Session
from app.models.queries import old_books as queries
from app.models.tables import CaseEvent, ServiceCase
from app.models.unit_of_work import UnitOfWork
from app.services import applicants, items
from app.services.desk import Desk
from app.services.numbering import next_number
from app.services.occasions import NOON, agent_id
from app.services.request_checks import CheckedRequest, check_request

EARLIEST = date(2000, 1, 1)
NO_NUMBER = "旧登记簿没有写身份证号"
IN_WORDS = frozenset({"unknown-item", "no-catalogue", "note-empty"})
"""Refusals of today's catalogue that do not concern an old book: it says in its own words what was asked."""
STEP_HOUR = 1
"""Steps of one day follow one another by an hour: a book knows days only."""


@dataclass(frozen=True, slots=True)
class _Line:
    """An entry put right: its item of today's catalogue, or None where the book's words stand."""

    entry: OldBookEntry
    asked: CheckedRequest
    kind: CaseKind
    book_no: str
    page_no: str
    words: str
    result: str
    to_whom: str

    @property
    def item(self) -> ServiceItem | None:
        return self.asked.item


def enter(desk: Desk, entry: OldBookEntry) -> OldBookEntered:
    """Enter one line of the old book under a number of today; ``accepted_by`` is its handler, ``entered_by`` us.

    Refusals name the entry's fields; among their codes ``book-line-known`` on ``page_no``, ``old-date`` and
    ``before-birth`` on the date's field, ``old-kind`` on ``kind``, and those of acceptance for the person.
    """
    with desk.write() as work:
        line = _checked(work.session, desk, entry)
        applicant = applicants.known(work.session, desk.register.site_code, line.asked)
        applicants.check_alive(applicant, line.asked, entry.accepted_on, "accepted_on")
        villager_id = ""
        if applicant.record is not None or line.asked.identity is not None:
            villager_id = applicants.settle(work, line.asked, applicant).villager_id
        case = _case(work, desk, line, villager_id)
        work.session.flush()
        state = _steps(work, desk, line, case)
        work.commit()
    return OldBookEntered(case.id, case.case_no, villager_id, case.page_no, state)


def _checked(session: Session, desk: Desk, entry: OldBookEntry) -> _Line:
    book_no = text.line(entry.book_no, field="book_no", words="旧登记簿册号", limit=40)
    page_no = text.line(entry.page_no, field="page_no", words="页码", limit=20)
    line_no = text.line(entry.line_no, field="line_no", words="行号", limit=10)
    for field, value, words in (("book_no", book_no, "哪一册"), ("page_no", page_no, "第几页")):
        if not value:
            raise Refusal(f"补录请写明是旧登记簿{words}。", field=field, code="book-empty")
    page_no = f"{page_no}-{line_no}" if line_no else page_no
    _refuse_known(session, desk, book_no, page_no)
    _check_days(entry, today(desk.clock))
    asked = _asked(session, desk, entry)
    words = text.line(entry.item, field="item", words="代办事项", limit=60)
    if not words:
        raise Refusal("请写明办的是什么事。", field="item", code="item-empty")
    result = text.note(entry.result, field="result", words="办理结果")
    if entry.completed_on is not None and not result:
        raise Refusal("已办结的请写明办理结果。", field="result", code="result-empty")
    to_whom = text.name(entry.to_whom, field="to_whom", words="交给谁") if entry.to_whom.strip() else "本人"
    return _Line(entry, asked, _kind(entry, asked.item), book_no, page_no, words, result, to_whom)


def _asked(session: Session, desk: Desk, entry: OldBookEntry) -> CheckedRequest:
    """The person and item checked like any request; a book may lack the ID number."""
    request = AcceptRequest(
        name=entry.name,
        item=entry.item,
        id_number=entry.id_number,
        id_missing_reason="" if entry.id_number.strip() else NO_NUMBER,
        phone=entry.phone,
        group=entry.group,
        villager_id=entry.villager_id,
        note=entry.note,
        paper_on=entry.accepted_on,
    )
    held = items.held(session, desk.register.site_code, today(desk.clock))
    asked = check_request(request, held.catalogue, today(desk.clock))
    wrong = [refusal for refusal in asked.errors if refusal.code not in IN_WORDS]
    if wrong:
        raise wrong[0]
    return asked


def _refuse_known(session: Session, desk: Desk, book_no: str, page_no: str) -> None:
    there = queries.entered(session, desk.register.site_code, book_no, page_no)
    if there is not None:
        raise Refusal(
            f"“{book_no}”第 {page_no} 页已经补录为 {there.case_no}，没有重复补录。同一页的另一行请写明行号。",
            field="page_no",
            code="book-line-known",
        )


def _check_days(entry: OldBookEntry, now_on: date) -> None:
    """Each day at or after the one before it, none to come: events out of order are named."""
    before, words = EARLIEST, "2000-01-01"
    for field, day, name in (
        ("accepted_on", entry.accepted_on, "受理日期"),
        ("completed_on", entry.completed_on, "办结日期"),
        ("delivered_on", entry.delivered_on, "送达日期"),
    ):
        if day is None:
            continue
        if field == "delivered_on" and entry.completed_on is None:
            raise Refusal(
                "有送达日期但没有办结日期，没有补录。请补上办结日期。", field="completed_on", code="old-date"
            )
        if not before <= day <= now_on:
            raise Refusal(
                f"{name} {day:%Y-%m-%d} 要在{words}到今天之间，没有补录。请对照旧登记簿。",
                field=field,
                code="old-date",
            )
        before, words = day, f"{name}（{day:%Y-%m-%d}）"


def _kind(entry: OldBookEntry, item: ServiceItem | None) -> CaseKind:
    if entry.kind is CaseKind.SUPPLEMENT or (entry.kind is not None and entry.kind not in set(CaseKind)):
        raise Refusal("补录的办件类型只能是即办件、承诺件或上报件。", field="kind", code="old-kind")
    if entry.kind is not None:
        return CaseKind(entry.kind)
    if entry.completed_on == entry.accepted_on:
        return CaseKind.IMMEDIATE
    return item.kind if item is not None and item.kind is not CaseKind.IMMEDIATE else CaseKind.PROMISED


def _case(work: UnitOfWork, desk: Desk, line: _Line, villager_id: str) -> ServiceCase:
    entry, item = line.entry, line.item
    handler = agent_id(work.session, desk, entry.handler, "handler")
    days, promised_on = _promise(work.session, desk, line)
    return work.add(
        ServiceCase(
            case_no=next_number(work, desk),
            villager_id=villager_id,
            applicant_name=line.asked.name,
            applicant_group=line.asked.group,
            applicant_phone=line.asked.phone,
            item_code=item.code if item else "",
            item_name=item.name if item else line.words,
            item_category=item.category if item else "",
            item_tier=item.tier.value if item else Tier.VILLAGE.value,
            department=item.department if item else "",
            sensitive=item.sensitive if item else False,
            kind=line.kind.value,
            kind_reason="按旧登记簿补录。",
            accepted_at=_noon(entry.accepted_on),
            accepted_on=entry.accepted_on,
            promised_days=days,
            promised_on=promised_on,
            accepted_by=handler,
            entered_by=desk.actor.agent_id,
            first_asked=handler,
            first_handler=handler,
            handler=handler,
            note=line.asked.note,
            origin=Origin.OLD_BOOK.value,
            book_no=line.book_no,
            page_no=line.page_no,
        )
    )


def _promise(session: Session, desk: Desk, line: _Line) -> tuple[int, date | None]:
    """What the book says; of an open entry else the item's days, so that it shows on the day's board."""
    entry, item = line.entry, line.item
    if entry.promised_on is not None:
        if entry.promised_on < entry.accepted_on:
            raise Refusal(
                "承诺日期早于受理日期，没有补录。请对照旧登记簿。", field="promised_on", code="old-date"
            )
        calendar = working_calendar(session, desk.register.site_code)
        return deadlines.working_days_left(entry.accepted_on, entry.promised_on, calendar), entry.promised_on
    if entry.completed_on is not None or item is None or line.kind is CaseKind.IMMEDIATE:
        return 0, None
    calendar = working_calendar(session, desk.register.site_code)
    return item.days, deadlines.due(entry.accepted_on, item.days, calendar).due_on


def _steps(work: UnitOfWork, desk: Desk, line: _Line, case: ServiceCase) -> CaseState:
    """Accepted, and completed and delivered where the book says so, each on its day."""
    entry = line.entry
    steps: list[tuple[CaseEventKind, CaseState | None, date | None, dict[str, object]]] = [
        (CaseEventKind.ACCEPTED, None, entry.accepted_on, {"kind": line.kind.value}),
        (CaseEventKind.COMPLETED, CaseState.IN_PROGRESS, entry.completed_on, {"result": line.result}),
        (CaseEventKind.DELIVERED, CaseState.COMPLETED, entry.delivered_on, {"to_whom": line.to_whom}),
    ]
    for number, (event, before, on, said) in enumerate(steps):
        if on is None:
            break
        work.add(
            CaseEvent(
                case_id=case.id,
                event=event.value,
                from_state=before.value if before else "",
                at=_noon(on, number),
                data=case_events.check_fields(event, said),
                by_agent=desk.actor.agent_id,
                by_name=desk.actor.name,
                by_tier=Tier.VILLAGE.value,
            )
        )
    if entry.delivered_on is not None:
        return CaseState.DELIVERED
    return CaseState.IN_PROGRESS if entry.completed_on is None else CaseState.COMPLETED


def _noon(on: date, step: int = 0) -> datetime:
    return datetime.combine(on, time(NOON.hour + step * STEP_HOUR), CHINA)
