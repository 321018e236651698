"""The papers of a case: written down at acceptance, ticked off when the missing ones come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.acceptance import requirement_of, same_paper
from app.domain.cases import CaseEventKind, CaseState, MaterialForm
from app.domain.catalogue import MaterialRequirement, ServiceItem
from app.domain.requests import MaterialGiven
from app.domain.rows import MaterialRow
from app.errors import Refusal
from app.models.tables import CaseEvent, Material, ServiceCase
from app.models.unit_of_work import UnitOfWork

EXTRA = "extra"
"""The ``need`` of a paper that the catalogue did not ask for."""

RETURNED = "returned"
"""The ``need`` of a paper that the tier above asked for when it sent the case back."""


@dataclass(frozen=True, slots=True)
class Supplement:
    """What came in and what is still missing, both by the names of the list."""

    received: tuple[str, ...]
    still_missing: tuple[str, ...]


def add_papers(
    work: UnitOfWork,
    case: ServiceCase,
    item: ServiceItem,
    given: Sequence[MaterialGiven],
    missing: Iterable[str],
) -> None:
    """One record for each paper given and each required one that is missing, in the catalogue's order."""
    on = case.accepted_on
    lines: list[tuple[int, Material]] = []
    for material in given:
        asked_for = requirement_of(item, material.name)
        position = item.materials.index(asked_for) if asked_for else len(item.materials)
        need = asked_for.need if asked_for else EXTRA
        lines.append((position, _received(case, material, need, on)))
    for name in missing:
        position = next(n for n, asked_for in enumerate(item.materials) if asked_for.name == name)
        lines.append((position, _missing(case, item.materials[position])))
    for number, (_position, line) in enumerate(sorted(lines, key=lambda pair: pair[0]), 1):
        line.position = number
        work.add(line)


def still_missing(
    materials: Iterable[Material], events: Iterable[CaseEvent], state: CaseState
) -> tuple[str, ...]:
    """Required papers not yet received, and while the case waits what the tier above sent it back for."""
    wanted = {m.name: None for m in materials if not m.received and m.need == "required"}
    if state is CaseState.WAITING_MATERIALS:
        wanted |= dict.fromkeys(_sent_back_for(events))
    return tuple(wanted)


def check_supplement(missing: Sequence[str], said: dict[str, object]) -> Supplement:
    """What a 补齐 with these fields brings; nothing said means everything that was missing.

    Refusal ``not-demanded`` where something is called missing that nobody asked for (一次告知， once).
    """
    named = _names(said.get("materials"))
    left = _names(said.get("still_missing"))
    check_demanded(missing, left, field="still_missing")
    if not named and not left:
        return Supplement(tuple(missing), ())
    if named:
        open_still = [w for w in missing if not any(same_paper(w, name) for name in named)]
    else:
        open_still = [w for w in missing if any(same_paper(w, name) for name in left)]
        named = [w for w in missing if w not in open_still]
    return Supplement(tuple(named), tuple(open_still))


def check_demanded(missing: Sequence[str], named: Iterable[str], *, field: str) -> None:
    """Refusal ``not-demanded`` where something is called missing that nobody asked for."""
    for name in named:
        if not any(same_paper(wanted, name) for wanted in missing):
            listed = "、".join(missing) or "无"
            raise Refusal(
                f"“{name}”不在一次告知的清单里，不能再要。清单里还缺：{listed}。",
                field=field,
                code="not-demanded",
            )


def check_held(materials: Iterable[Material], named: Iterable[str]) -> None:
    """Refusal ``not-held`` where an original is called kept that the room does not have."""
    here = [material.name for material in materials if is_held(material)]
    for name in named:
        if not any(same_paper(held, name) for held in here):
            listed = "、".join(here) or "无"
            raise Refusal(
                f"本室没有留存“{name}”的原件。现在留存的原件：{listed}。",
                field="originals_kept",
                code="not-held",
            )


def is_held(material: Material) -> bool:
    """Whether an original of this paper, or some sheets of it, is still in the room's hands."""
    kept = material.received and material.form == MaterialForm.ORIGINAL
    return kept and material.returned_on is None


def take_in(
    work: UnitOfWork, case: ServiceCase, materials: Sequence[Material], received: Iterable[str], on: date
) -> None:
    """Tick off the papers that came; one that stood on no list gets a line of its own."""
    position = max((material.position for material in materials), default=0)
    for name in received:
        row = next((m for m in materials if not m.received and same_paper(m.name, name)), None)
        if row is not None:
            row.received, row.received_on = True, on
            continue
        position += 1
        given = _received(case, MaterialGiven(name), RETURNED, on)
        given.position = position
        work.add(given)


def give_back(materials: Iterable[Material], on: date, to_whom: str, *, kept: Sequence[object] = ()) -> None:
    """The originals that the room kept are given back, as the receipt promised; but for those ``kept`` longer."""
    for material in materials:
        stays = any(same_paper(material.name, str(name)) for name in kept)
        if is_held(material) and not stays:
            material.returned_sheets = material.sheets
            material.returned_on, material.returned_to = on, to_whom


def paper_rows(materials: Iterable[Material]) -> tuple[MaterialRow, ...]:
    """The papers as the case page shows them; ``held``: an original that is still in the room."""
    return tuple(
        MaterialRow(
            material_id=m.id,
            name=m.name,
            form=MaterialForm(m.form),
            sheets=m.sheets,
            received=m.received,
            held=is_held(m),
            note=m.note,
            need=m.need,
            kept_where=m.kept_where,
            held_until=m.held_until,
            returned_on=m.returned_on,
            returned_to=m.returned_to,
            returned_sheets=m.returned_sheets,
            received_on=m.received_on,
            undertaken=m.undertaken,
            copies_destroyed_on=m.copies_destroyed_on,
        )
        for m in materials
    )


def _sent_back_for(events: Iterable[CaseEvent]) -> list[str]:
    """What the last 退回补正 asked for and no later 补齐 has brought."""
    wanted: list[str] = []
    for event in events:
        if event.event == CaseEventKind.RETURNED:
            wanted = _names(event.data.get("missing"))
        elif event.event == CaseEventKind.SUPPLEMENTED:
            came = _names(event.data.get("materials"))
            wanted = [w for w in wanted if not any(same_paper(w, name) for name in came)]
    return wanted


def _received(case: ServiceCase, given: MaterialGiven, need: str, on: date) -> Material:
    return Material(
        site_code=case.site_code,
        case_id=case.id,
        name=given.name,
        need=need,
        form=given.form.value,
        sheets=given.sheets,
        received=True,
        received_on=on,
        note=given.note,
        undertaken=given.undertaken,
        kept_where=given.kept_where,
        held_until=given.held_until,
    )


def _missing(case: ServiceCase, asked_for: MaterialRequirement) -> Material:
    return Material(
        site_code=case.site_code,
        case_id=case.id,
        name=asked_for.name,
        need=asked_for.need,
        form=_usual_form(asked_for).value,
        sheets=asked_for.sheets,
        received=False,
    )


def _usual_form(asked_for: MaterialRequirement) -> MaterialForm:
    """How such a paper is usually taken: copies kept, identity papers seen and returned, forms kept."""
    if "copy" in asked_for.forms or not asked_for.forms:
        return MaterialForm.COPY
    return MaterialForm.SEEN if "original" in asked_for.forms else MaterialForm.ORIGINAL


def _names(value: object) -> list[str]:
    return [str(name) for name in value] if isinstance(value, list) else []
