"""The originals a room keeps: where, until when, given back to whom; and copies of identity papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.clock import Clock, today
from app.domain import text
from app.domain.acceptance import requirement_of, same_paper
from app.domain.cases import STATE_WORDS, CaseState, MaterialForm
from app.domain.catalogue import ServiceItem
from app.domain.masking import neutral_name
from app.errors import Refusal
from app.models.queries import Session, catalogues, records
from app.models.queries import cases as queries
from app.models.register import Register
from app.models.tables import Material, ServiceCase
from app.services.case_papers import EXTRA, is_held
from app.services.desk import Desk
from app.services.items import read_document
from app.services.typed_fields import own_case, said

HOLD_DAYS = 10
"""Calendar days after which an original is held too long where no day was said (realities: 户口簿 out)."""

_OVER = frozenset(
    {CaseState.WITHDRAWN, CaseState.DECLINED, CaseState.VOIDED, CaseState.DELIVERED, CaseState.CLOSED}
)
_FOR_THE_FILE = frozenset({"form", "statement"})
"""Applications and statements are written for the file; nobody waits for them to come back."""


@dataclass(frozen=True, slots=True)
class HeldOriginal:
    """One original, or what is left of it, that is still with the room.

    ``overdue``: longer than said. ``must_return``: its case is over. Either is red.
    """

    case_no: str
    material_id: str
    applicant: str
    item: str  # in neutral words where the item is sensitive
    name: str
    sheets: int
    received_on: date | None
    kept_where: str
    held_until: date
    days_held: int
    state: CaseState
    overdue: bool
    must_return: bool

    @property
    def red(self) -> bool:
        return self.overdue or self.must_return

    @property
    def why(self) -> str:
        """Why it is red, in words; "" where it is not."""
        if self.must_return:
            return f"这件{STATE_WORDS[self.state]}，原件应退还"
        return f"留存超过 {self.held_until:%Y-%m-%d}" if self.overdue else ""


def held(register: Register, clock: Clock) -> tuple[HeldOriginal, ...]:
    """Every original this room still holds, those that must go back first, then by the day they are due."""
    with register.reading() as session:
        return held_now(session, register.site_code, today(clock))


def held_now(session: Session, site_code: str, on: date) -> tuple[HeldOriginal, ...]:
    """The same inside a transaction that is open already."""
    kept = records.of_site(
        session, Material, site_code, form=MaterialForm.ORIGINAL.value, received=True, returned_on=None
    )
    cases = records.cases_by_id(session, site_code, [material.case_id for material in kept])
    states = records.states_by_id(session, site_code, cases)
    items = _items(session, cases)
    rows = [
        _row(material, cases[material.case_id], CaseState(states[material.case_id]), on)
        for material in kept
        if material.case_id in states and not _for_the_file(items[material.case_id], material)
    ]
    return tuple(sorted(rows, key=lambda row: (not row.red, row.held_until, row.case_no)))


def hold(
    desk: Desk, case_no: str, material: str, *, where: str, until_on: date, sheets: int = 0
) -> HeldOriginal:
    """Keep an original that lies on the counter, where the item allows it; seen-and-returned is the usual way.

    Refusals: ``no-material``, ``not-received``, ``original-not-kept``, ``where``, ``until_on``, ``sheets``.
    """
    on = today(desk.clock)
    with desk.write() as work:
        case, row = _found(work.session, desk, case_no, material)
        if not row.received or row.returned_on is not None:
            raise Refusal(f"“{row.name}”现在不在本室，不能登记留存。", field="material", code="not-received")
        item = item_of(work.session, case)
        _check_may_hold(item, row)
        row.form = MaterialForm.ORIGINAL.value
        row.kept_where = said(where, "where", "原件放在哪里，如 铁皮柜二层")
        row.held_until = _until(until_on, on)
        row.sheets = _sheets(sheets or row.sheets)
        work.commit()
        return _row(row, case, _state(work.session, case), on)


def move(desk: Desk, case_no: str, material: str, where: str) -> None:
    """An original goes somewhere else: drawer, courier, township and back; every hop stays in the timeline."""
    with desk.write() as work:
        _case, row = _found(work.session, desk, case_no, material)
        _check_held(row)
        row.kept_where = said(where, "where", "原件放在哪里，如 铁皮柜二层")
        work.commit()


def give_back(desk: Desk, case_no: str, material: str, *, to_whom: str, sheets: int = 0) -> int:
    """Give an original back, or some of its sheets; how many stay. 0 ``sheets`` means all that are left.

    Refusals: ``no-material``, ``not-held``, ``to_whom``, ``sheets``.
    """
    with desk.write() as work:
        _case, row = _found(work.session, desk, case_no, material)
        _check_held(row)
        left = row.sheets - row.returned_sheets
        given = sheets or left
        if not 1 <= given <= left:
            raise Refusal(f"“{row.name}”还留存 {left} 份，不能退 {given} 份。", field="sheets", code="sheets")
        row.returned_sheets += given
        row.returned_to = text.name(to_whom, field="to_whom", words="退给谁")
        if given == left:
            row.returned_on = today(desk.clock)
        work.commit()
        return left - given


def make_copies(desk: Desk, case_no: str, name: str, sheets: int) -> str:
    """Copies of an identity paper that the room made; the words to stamp on each of them."""
    with desk.write() as work:
        case = own_case(work.session, desk.register.site_code, case_no)
        stamp = copy_stamp(case.item_name, today(desk.clock))
        rows = queries.materials_of(work.session, case)
        work.add(
            Material(
                site_code=case.site_code,
                case_id=case.id,
                position=max((row.position for row in rows), default=0) + 1,
                name=text.name(name, field="name", words="材料名称"),
                need=EXTRA,
                form=MaterialForm.COPY.value,
                sheets=_sheets(sheets),
                received=True,
                received_on=today(desk.clock),
                note=f"本室复印，已注明：{stamp}",
            )
        )
        work.commit()
    return stamp


def copy_stamp(item_name: str, on: date) -> str:
    """What stands on a copy of an identity paper (realities: ID copies)."""
    return f"仅限办理{item_name}事项使用，他用无效 {on:%Y-%m-%d}"


def destroy_copies(desk: Desk, case_no: str, material: str) -> None:
    """Copies that are no longer needed were destroyed today; Refusals ``no-material``, ``not-a-copy``."""
    with desk.write() as work:
        _case, row = _found(work.session, desk, case_no, material)
        if row.form != MaterialForm.COPY or row.copies_destroyed_on is not None or not row.received:
            raise Refusal(f"“{row.name}”没有可销毁的复印件。", field="material", code="not-a-copy")
        row.copies_destroyed_on = today(desk.clock)
        work.commit()


def item_of(session: Session, case: ServiceCase) -> ServiceItem | None:
    """The item as the version says that the case was accepted under; None where that version is not here."""
    found = catalogues.by_id(session, case.site_code, case.catalogue_id)
    return None if found is None else read_document(found.document).item(case.item_code)


def _items(session: Session, cases: Mapping[str, ServiceCase]) -> dict[str, ServiceItem | None]:
    """The item of each case; every version is read once."""
    known: dict[tuple[str, str], ServiceItem | None] = {}
    found = {}
    for case_id, case in cases.items():
        key = (case.catalogue_id, case.item_code)
        if key not in known:
            known[key] = item_of(session, case)
        found[case_id] = known[key]
    return found


def _row(material: Material, case: ServiceCase, state: CaseState, on: date) -> HeldOriginal:
    received_on = material.received_on or case.accepted_on
    until = material.held_until or received_on + timedelta(HOLD_DAYS)
    return HeldOriginal(
        case_no=case.case_no,
        material_id=material.id,
        applicant=case.applicant_name,
        item=neutral_name(case.item_name, sensitive=case.sensitive),
        name=material.name,
        sheets=material.sheets - material.returned_sheets,
        received_on=material.received_on,
        kept_where=material.kept_where,
        held_until=until,
        days_held=max(0, (on - received_on).days),
        state=state,
        overdue=on > until,
        must_return=state in _OVER,
    )


def _for_the_file(item: ServiceItem | None, material: Material) -> bool:
    asked_for = requirement_of(item, material.name) if item is not None else None
    return bool(asked_for and asked_for.forms and set(asked_for.forms) <= _FOR_THE_FILE)


def _check_may_hold(item: ServiceItem | None, row: Material) -> None:
    asked_for = requirement_of(item, row.name) if item is not None else None
    if item is None or (asked_for is not None and item.original_held(asked_for)):
        return
    if asked_for is None and item.original_may_be_held:
        return
    raise Refusal(
        f"目录没有写明“{row.name}”的原件可以留存。请核验后当场退回（原件核验退回），或复印一份。",
        field="material",
        code="original-not-kept",
    )


def _found(session: Session, desk: Desk, case_no: str, named: str) -> tuple[ServiceCase, Material]:
    case = own_case(session, desk.register.site_code, case_no)
    rows = queries.materials_of(session, case)
    for row in rows:
        if row.id == named or same_paper(row.name, named):
            return case, row
    listed = "、".join(row.name for row in rows) or "无"
    raise Refusal(
        f"这件没有叫“{named[:40]}”的材料。这件的材料：{listed}。", field="material", code="no-material"
    )


def _check_held(row: Material) -> None:
    if not is_held(row):
        raise Refusal(f"本室没有留存“{row.name}”的原件，没有改动。", field="material", code="not-held")


def _state(session: Session, case: ServiceCase) -> CaseState:
    return CaseState(records.states_by_id(session, case.site_code, [case.id])[case.id])


def _until(until_on: date, on: date) -> date:
    if until_on < on:
        raise Refusal("留存到的日期不能早于今天。请核对后再填。", field="until_on", code="date-order")
    return until_on


def _sheets(sheets: int) -> int:
    if not 1 <= sheets <= 999:
        raise Refusal("份数要在 1 到 999 之间。", field="sheets", code="sheets")
    return sheets
