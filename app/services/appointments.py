"""预约: who comes when for what, also the requests collected before a tour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.clock import today
from app.domain import phones, text
from app.domain.cases import MODE_WORDS, ServiceMode
from app.domain.rota_rows import APPOINTMENT_WORDS, AppointmentRow
from app.errors import Refusal
from app.models.queries import Session, agents, records
from app.models.register import Register
from app.models.tables import Appointment, Tour
from app.models.unit_of_work import UnitOfWork
from app.services import items
from app.services.desk import Desk
from app.services.typed_fields import agent_named, clock_time, coming_day, own_case


def add(
    desk: Desk,
    name: str,
    on_day: date,
    *,
    at_time: str = "",
    phone: str = "",
    item: str = "",
    place: str = "",
    mode: ServiceMode = ServiceMode.APPOINTMENT,
    agent: str = "",
    tour_id: str = "",
    villager_id: str = "",
    note: str = "",
) -> AppointmentRow:
    """One more appointment, of a tour where ``tour_id`` is given; Refusals name the field."""
    site, code = desk.register.site_code, _item_code(desk, item) if item else ""
    with desk.write() as work:
        tour = _tour(work, tour_id) if tour_id else None
        made = work.add(
            Appointment(
                villager_id=villager_id,
                name=text.name(name),
                phone=phones.check(phone),
                item_code=code,
                on_day=coming_day(tour.on_day if tour else on_day, today(desk.clock)),
                at_time=clock_time(at_time, "at_time"),
                place=text.line(place, field="place", words="地点"),
                mode=ServiceMode.TOUR.value if tour else mode.value,
                agent_id=agent_named(work.session, site, agent, "agent").id if agent else "",
                status="booked",
                tour_id=tour_id,
                case_id="",
                note=text.note(note),
            )
        )
        work.commit()
        return rows(work.session, site, [made])[0]


def _tour(work: UnitOfWork, tour_id: str) -> Tour:
    tour = work.get(Tour, tour_id)
    if tour is None or tour.cancelled:
        raise Refusal("没有这次巡回，或已经取消。", field="tour", code="no-tour")
    return tour


def settle(desk: Desk, appointment_id: str, status: str, *, case_no: str = "") -> AppointmentRow:
    """What became of it: ``kept`` (with the case it led to), ``missed``, ``cancelled``.

    Refusals: ``no-appointment``, ``unknown-status``, ``appointment-settled``.
    """
    if status not in APPOINTMENT_WORDS or status == "booked":
        listed = "、".join(f"{words}（{key}）" for key, words in APPOINTMENT_WORDS.items() if key != "booked")
        raise Refusal(f"预约的结果只能是：{listed}。", field="status", code="unknown-status")
    site = desk.register.site_code
    with desk.write() as work:
        made = work.get(Appointment, appointment_id)
        if made is None:
            raise Refusal("没有这个预约。", field="appointment", code="no-appointment")
        if made.status != "booked":
            raise Refusal(
                f"这个预约已经是“{APPOINTMENT_WORDS[made.status]}”，没有改动。",
                field="appointment",
                code="appointment-settled",
            )
        made.status = status
        if case_no:
            made.case_id = own_case(work.session, site, case_no).id
        work.commit()
        return rows(work.session, site, [made])[0]


def between(register: Register, first: date, last: date) -> tuple[AppointmentRow, ...]:
    """The appointments from ``first`` to ``last``, by day and time, cancelled ones too."""
    with register.reading() as session:
        return within(session, register.site_code, first, last)


def within(session: Session, site_code: str, first: date, last: date) -> tuple[AppointmentRow, ...]:
    """The same inside a transaction that is open already."""
    found = records.between(session, Appointment, site_code, "on_day", first, last)
    made = rows(session, site_code, found)
    return tuple(sorted(made, key=lambda row: (row.on_day, row.at_time, row.appointment_id)))


def rows(session: Session, site_code: str, found: Sequence[Appointment]) -> tuple[AppointmentRow, ...]:
    """These appointments as lists show them."""
    named = agents.actors(session, (made.agent_id for made in found))
    cases = records.cases_by_id(session, site_code, [made.case_id for made in found])
    return tuple(
        AppointmentRow(
            appointment_id=made.id,
            on_day=made.on_day,
            at_time=made.at_time or "",
            name=made.name,
            phone=made.phone or "",
            item_code=made.item_code or "",
            place=made.place or "",
            mode=MODE_WORDS[ServiceMode(made.mode)],
            agent_name=named[made.agent_id].name if made.agent_id in named else "",
            status=made.status,
            tour_id=made.tour_id or "",
            case_no=cases[made.case_id].case_no if made.case_id in cases else "",
            note=made.note or "",
        )
        for made in found
    )


def _item_code(desk: Desk, typed: str) -> str:
    item = items.in_force(desk.register, desk.clock).item(typed)
    if item is None:
        raise Refusal(f"目录里没有“{typed[:40]}”。请核对事项。", field="item", code="unknown-item")
    return item.code
