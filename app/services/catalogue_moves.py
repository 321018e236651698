"""A case keeps the version it was accepted under; moving it to the one in force, with what follows from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.clock import today
from app.domain import deadlines, text
from app.domain.acceptance import requirement_of, same_paper
from app.domain.cases import OPEN_STATES, CaseState, Tier
from app.domain.catalogue import Counting, ServiceItem
from app.domain.catalogue_difference import item_changes
from app.errors import Defect, Refusal
from app.models.calendars import working_calendar
from app.models.queries import Session, catalogues
from app.models.queries import cases as queries
from app.models.tables import CaseStatus, Correction, Material, ServiceCase
from app.models.unit_of_work import UnitOfWork
from app.services.case_lookup import find_case
from app.services.desk import Desk
from app.services.items import HeldCatalogue, held, read_document


@dataclass(frozen=True, slots=True)
class Consequences:
    """What moving a case to the version in force would mean.

    ``changes`` in plain words; ``papers_more`` would be asked for now, ``papers_less`` no longer.
    ``promised_on`` is what the paper says, ``worked_out_on`` what the new version gives, ``binding_on`` the
    earlier of both: a printed promise never moves later. ``sentences`` say all of it.
    """

    case_no: str
    old_version: str
    new_version: str
    changes: tuple[str, ...]
    papers_more: tuple[str, ...]
    papers_less: tuple[str, ...]
    promised_on: date | None
    worked_out_on: date | None
    binding_on: date | None

    @property
    def sentences(self) -> tuple[str, ...]:
        said = [f"从目录 {self.old_version or '（无）'} 改按 {self.new_version} 办理。"]
        said += [f"{words}。" for words in self.changes]
        if self.papers_more:
            said.append(f"还要请申请人补交：{'、'.join(self.papers_more)}。")
        if self.papers_less:
            said.append(f"不再需要：{'、'.join(self.papers_less)}；已收的原件可以退还。")
        if self.promised_on is not None and self.worked_out_on not in (None, self.promised_on):
            said.append(
                f"已承诺 {self.promised_on}，按新版是 {self.worked_out_on}；以早的 {self.binding_on} 为准。"
            )
        return tuple(said)


@dataclass(frozen=True, slots=True)
class _Move:
    case: ServiceCase
    item: ServiceItem
    holds: HeldCatalogue
    materials: tuple[Material, ...]
    told: Consequences


def consequences(desk: Desk, case_no: str) -> Consequences:
    """What ``move_case`` would do; writes nothing.

    Refusals: ``no-such-case``, ``case-ended``, ``same-version``, ``item-gone`` where the new version has no such item.
    """
    with desk.register.reading() as session:
        return _weigh(session, desk, case_no).told


def move_case(desk: Desk, case_no: str, reason: str) -> Consequences:
    """Carry the case on under the version in force; every changed field is a correction with ``reason``.

    Papers the new version asks for are written down as missing, those it no longer asks for stop being
    required. Refusals of ``consequences``, and ``reason-needed``.
    """
    why = text.line(reason, field="reason", words="原因")
    if not why:
        raise Refusal("改按新版办理要写明原因。没有改动。", field="reason", code="reason-needed")
    with desk.write() as work:
        move = _weigh(work.session, desk, case_no)
        _write_fields(work, desk, move, why)
        _write_papers(work, desk, move, why)
        work.commit()
    return move.told


def _weigh(session: Session, desk: Desk, case_no: str) -> _Move:
    case = find_case(session, desk.register.site_code, case_no)
    status = session.get(CaseStatus, (case.site_code, case.id))
    if status is None:
        raise Defect("a case without a status")
    if CaseState(status.state) not in OPEN_STATES:
        raise Refusal(
            f"{case.case_no} 已经办结或终止，按受理时的目录为准，没有改动。",
            field="case_no",
            code="case-ended",
        )
    holds = held(session, case.site_code, today(desk.clock))
    if holds.id_of(case.item_code) == case.catalogue_id:
        raise Refusal(f"{case.case_no} 已经按现行目录办理。", field="case_no", code="same-version")
    item = holds.catalogue.item(case.item_code)
    if item is None:
        raise Refusal(
            f"现行目录里没有“{case.item_name}”了，{case.case_no} 仍按受理时的目录办到底。没有改动。",
            field="case_no",
            code="item-gone",
        )
    materials = tuple(queries.materials_of(session, case))
    return _Move(case, item, holds, materials, _told(session, case, item, holds, materials))


def _told(
    session: Session,
    case: ServiceCase,
    item: ServiceItem,
    holds: HeldCatalogue,
    materials: Iterable[Material],
) -> Consequences:
    stored = catalogues.by_id(session, case.site_code, case.catalogue_id)
    old = read_document(stored.document).item(case.item_code) if stored is not None else None
    worked_out = None
    if case.promised_on is not None:
        calendar = working_calendar(session, case.site_code)
        same_day = holds.catalogue.counting is Counting.SAME_DAY
        worked_out = deadlines.due(case.accepted_on, item.days, calendar, same_day=same_day).due_on
    binding = case.promised_on
    if case.promised_on is not None and worked_out is not None:
        binding = deadlines.binding_date(case.promised_on, worked_out)
    more, less = _papers(item, materials)
    return Consequences(
        case_no=case.case_no,
        old_version=stored.version if stored is not None else "",
        new_version=holds.catalogue.version,
        changes=item_changes(old, item) if old is not None else (),
        papers_more=more,
        papers_less=less,
        promised_on=case.promised_on,
        worked_out_on=worked_out,
        binding_on=binding,
    )


def _papers(item: ServiceItem, materials: Iterable[Material]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names that the case has no line for yet, and those of its required lines nobody asks for any more."""
    lines = list(materials)
    there = [req for line in lines if (req := requirement_of(item, line.name)) is not None]
    more = tuple(req.name for req in item.lacking(there))
    less = tuple(
        line.name for line in lines if line.need == "required" and requirement_of(item, line.name) is None
    )
    return more, less


def _write_fields(work: UnitOfWork, desk: Desk, move: _Move, why: str) -> None:
    case, item = move.case, move.item
    shorter = move.told.binding_on is not None and move.told.binding_on != case.promised_on
    no_promise_yet = case.promised_on is None
    values: dict[str, object] = {
        "catalogue_id": move.holds.id_of(item.code),
        "item_name": item.name,
        "item_category": item.category,
        "item_tier": Tier(item.tier).value,
        "department": item.department,
        "sensitive": item.sensitive,
    }
    if shorter:
        values["promised_on"] = move.told.binding_on
    if shorter or no_promise_yet:
        values["promised_days"] = min(item.days, case.promised_days)
    for name, value in values.items():
        _correct(work, desk, case, name, value, why)


def _write_papers(work: UnitOfWork, desk: Desk, move: _Move, why: str) -> None:
    position = max((line.position for line in move.materials), default=0)
    for number, name in enumerate(move.told.papers_more, 1):
        asked = next(req for req in move.item.materials if req.name == name)
        work.add(
            Material(
                case_id=move.case.id,
                position=position + number,
                name=name,
                need="required",
                sheets=asked.sheets,
            )
        )
    for line in move.materials:
        gone = any(same_paper(line.name, name) for name in move.told.papers_less)
        if gone and line.need == "required":
            _correct(work, desk, line, "need", "optional", why)


def _correct(
    work: UnitOfWork, desk: Desk, record: ServiceCase | Material, name: str, value: object, why: str
) -> None:
    """Write the field where it differs, and a correction that keeps both values."""
    before = getattr(record, name)
    if before == value:
        return
    setattr(record, name, value)
    work.add(
        Correction(
            target_type=record.record_type,
            target_id=record.id,
            field=name,
            old_value=_plain(before),
            new_value=_plain(value),
            reason=why,
            by_agent=desk.actor.agent_id,
            by_name=desk.actor.name,
            at=desk.clock.now(),
        )
    )


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
