"""Where the three parts of a slip are: kept in the room, sent up with a list, given to the applicant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.clock import today
from app.errors import Refusal
from app.models.queries import paper_lists, prints
from app.models.register import Register
from app.models.tables import SlipPart
from app.models.unit_of_work import UnitOfWork
from app.services.case_lookup import number_in
from app.services.desk import Desk

PARTS = (1, 2, 3)
PLACE_WORDS = {"kept": "在本室", "sent_up": "已报乡镇", "given": "已交申请人"}


@dataclass(frozen=True, slots=True)
class PartPlace:
    """Where one part is, and since when."""

    part: int
    place: str
    on_day: date
    note: str = ""


def places(register: Register, case_no: str) -> tuple[PartPlace, ...]:
    """Where the parts of this case's slip are; empty before it was printed. Refusal ``no-such-case``."""
    with register.reading() as session:
        site_code, case_id = _key(prints.case_key(session, number_in(case_no)))
        rows = paper_lists.slip_parts(session, site_code, case_id)
        last = {row.part: PartPlace(row.part, row.place, row.on_day, row.note) for row in rows}
    return tuple(last[part] for part in sorted(last))


def moved(
    desk: Desk, case_no: str, part: int, place: str, *, transfer_list_id: str = "", note: str = ""
) -> None:
    """A part was kept, sent up or given today; Refusals ``no-such-case``, ``slip-part``, ``slip-place``."""
    if part not in PARTS:
        raise Refusal("登记本只有第一、二、三联。没有记录。", field="part", code="slip-part")
    if place not in PLACE_WORDS:
        listed = "、".join(f"{word}（{name}）" for name, word in PLACE_WORDS.items())
        raise Refusal(f"联次的去向只能是：{listed}。没有记录。", field="place", code="slip-place")
    with desk.write() as work:
        site_code, case_id = _key(prints.case_key(work.session, number_in(case_no)))
        work.add(
            SlipPart(
                site_code=site_code,
                case_id=case_id,
                part=part,
                place=place,
                on_day=today(desk.clock),
                transfer_list_id=transfer_list_id,
                note=note,
            )
        )
        work.commit()


def begun(work: UnitOfWork, desk: Desk, site_code: str, case_id: str) -> None:
    """With the first print all three parts lie in the room; a later print changes nothing."""
    if paper_lists.slip_parts(work.session, site_code, case_id):
        return
    for part in PARTS:
        work.add(
            SlipPart(site_code=site_code, case_id=case_id, part=part, place="kept", on_day=today(desk.clock))
        )


def _key(found: tuple[str, str] | None) -> tuple[str, str]:
    if found is None:
        raise Refusal("登记簿里没有这个编号，请核对后再试。", field="case_no", code="no-such-case")
    return found
