"""The records an import makes: a villager from a roster, a finished case from the old paper book."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from app.clock import CHINA, today
from app.domain import case_events
from app.domain.cases import CaseEventKind, CaseKind, CaseState, Tier
from app.domain.catalogue import ServiceItem
from app.domain.requests import Origin
from app.domain.roster_rows import LedgerEntry, RosterPerson
from app.models.queries import Session, agents, catalogues
from app.models.tables import CaseEvent, ServiceCase, Villager
from app.models.unit_of_work import UnitOfWork
from app.services.desk import Desk
from app.services.imports.outcome import Progress
from app.services.items import NOTHING, read_document
from app.services.numbering import next_numbers

TOGETHER = 500
DONE_AT = time(12)
"""The old book has no hours: noon stands for the day."""
DONE = "已办结（旧登记簿）"

Made = tuple[str, str]
"""(record type, record id)"""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """``villager_id``: a known villager's, ``row N`` for the one first named in that row, "" for nobody known."""

    entry: LedgerEntry
    villager_id: str


def add_person(work: UnitOfWork, person: RosterPerson) -> Villager:
    """A new villager; sex and birth date follow from the ID number."""
    identity = person.identity
    return work.add(
        Villager(
            name=person.name,
            other_names=person.other_names,
            id_number=identity.number if identity else "",
            id_missing_reason="" if identity else person.id_missing_reason,
            sex=identity.sex if identity else "",
            birth_on=identity.birth_on if identity else None,
            phone=person.phone,
            group_name=person.group,
            address=person.address,
            tags=person.tags,
            liaison=person.liaison,
            note=person.note,
        )
    )


def item_finder(session: Session, desk: Desk) -> Callable[[str], ServiceItem | None]:
    """Finds the old book's words in today's catalogue; a book says the same few words again and again."""
    found = catalogues.in_force(session, desk.register.site_code, today(desk.clock))
    return cache((NOTHING if found is None else read_document(found.document)).item)


class BookWriter:
    """Writes lines of the old book as cases of origin ``old_book``, accepted and completed on their days."""

    def __init__(self, work: UnitOfWork, desk: Desk) -> None:
        self._work = work
        self._desk = desk
        self._item_named = item_finder(work.session, desk)
        tiles = agents.tiles(work.session, desk.register.site_code)
        self._agents = {tile.name: tile.agent_id for tile in tiles}
        self._people: dict[str, str] = {}
        self._made: list[Made] = []

    def write(self, entries: Sequence[NewEntry], progress: Progress) -> list[Made]:
        """Every entry with a number of its own; what was made, for undoing."""
        numbers = next_numbers(self._work, self._desk, len(entries))
        for start in range(0, len(entries), TOGETHER):
            progress(start, len(entries), "正在登记")
            chunk = list(zip(entries[start : start + TOGETHER], numbers[start:], strict=False))
            cases = [(new.entry, self._case(new, number)) for new, number in chunk]
            self._work.session.flush()
            for entry, case in cases:
                self._events(entry, case)
            self._work.session.flush()
        return self._made

    def _case(self, new: NewEntry, number: str) -> ServiceCase:
        entry, agent_id = new.entry, self._desk.actor.agent_id
        item = self._item_named(entry.item)
        handler = self._agents.get(entry.handler, agent_id)
        unknown = f"旧登记簿经办人：{entry.handler}" if entry.handler not in ("", *self._agents) else ""
        kind = _kind(entry, item)
        case = self._work.add(
            ServiceCase(
                case_no=number,
                villager_id=self._villager_id(new),
                applicant_name=entry.name,
                applicant_group=entry.group,
                applicant_phone=entry.phone,
                item_code=item.code if item else "",
                item_name=item.name if item else entry.item,
                item_category=item.category if item else "",
                item_tier=item.tier.value if item else Tier.VILLAGE.value,
                department=item.department if item else "",
                sensitive=item.sensitive if item else False,
                kind=kind.value,
                kind_reason="按旧登记簿补录。",
                accepted_at=_noon(entry.accepted_on),
                accepted_on=entry.accepted_on,
                promised_days=0,
                accepted_by=handler,
                entered_by=agent_id,
                first_asked=handler,
                first_handler=handler,
                handler=handler,
                note="\n".join(part for part in (entry.note, unknown) if part),
                origin=Origin.OLD_BOOK.value,
                book_no=entry.book_no,
                page_no=entry.page_no,
            )
        )
        self._made.append(("case", case.id))
        return case

    def _events(self, entry: LedgerEntry, case: ServiceCase) -> None:
        self._event(case, CaseEventKind.ACCEPTED, None, _noon(entry.accepted_on), {"kind": case.kind})
        done: dict[str, object] = {"result": entry.result or DONE}
        self._event(case, CaseEventKind.COMPLETED, CaseState.IN_PROGRESS, _noon(entry.completed_on, 1), done)

    def _event(
        self,
        case: ServiceCase,
        kind: CaseEventKind,
        from_state: CaseState | None,
        at: datetime,
        said: dict[str, object],
    ) -> None:
        event = self._work.add(
            CaseEvent(
                case_id=case.id,
                event=kind.value,
                from_state=from_state.value if from_state else "",
                at=at,
                data=case_events.check_fields(kind, said),
                by_agent=self._desk.actor.agent_id,
                by_name=self._desk.actor.name,
                by_tier=Tier.VILLAGE.value,
            )
        )
        self._made.append(("case_event", event.id))

    def _villager_id(self, new: NewEntry) -> str:
        """The villager's id; made here where the row is the first to name somebody with a number."""
        if not new.villager_id.startswith("row "):
            return new.villager_id
        if new.villager_id not in self._people:
            entry = new.entry
            identity = entry.identity
            villager = self._work.add(
                Villager(
                    name=entry.name,
                    id_number=identity.number if identity else "",
                    sex=identity.sex if identity else "",
                    birth_on=identity.birth_on if identity else None,
                    phone=entry.phone,
                    group_name=entry.group,
                )
            )
            self._people[new.villager_id] = villager.id
            self._made.append(("villager", villager.id))
        return self._people[new.villager_id]


def _kind(entry: LedgerEntry, item: ServiceItem | None) -> CaseKind:
    """As a single entry of the old book has it (``services.old_book``)."""
    if entry.completed_on == entry.accepted_on:
        return CaseKind.IMMEDIATE
    return item.kind if item is not None and item.kind is not CaseKind.IMMEDIATE else CaseKind.PROMISED


def _noon(day: date, hours: int = 0) -> datetime:
    """Noon of a day in China, or so many hours later: steps of one day follow one another."""
    return datetime.combine(day, DONE_AT, CHINA) + timedelta(hours=hours)
