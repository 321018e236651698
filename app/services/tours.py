"""巡回流动: announced beforehand with its stops, and the requests collected for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from app.clock import today
from app.domain import text
from app.domain.rota_rows import AppointmentRow, TourRow
from app.errors import Refusal
from app.models.queries import Session, records
from app.models.register import Register
from app.models.tables import Appointment, Tour
from app.services import appointments
from app.services.desk import Desk
from app.services.typed_fields import agent_named, coming_day, hours, said


def add(
    desk: Desk,
    name: str,
    on_day: date,
    stops: Sequence[str],
    agents: Sequence[str],
    *,
    from_time: str = "",
    to_time: str = "",
    note: str = "",
) -> TourRow:
    """One more tour; Refusals name ``name on_day stops agents from_time to_time note``."""
    begins, ends = hours(from_time, to_time)
    places = [said(stop, "stops", "停靠的地点") for stop in stops if stop.strip()]
    if not places:
        raise Refusal("请写至少一个停靠的地点。", field="stops", code="field-missing")
    site = desk.register.site_code
    with desk.write() as work:
        going = [agent_named(work.session, site, one.strip(), "agents").name for one in agents if one.strip()]
        if not going:
            raise Refusal("请写由谁去。", field="agents", code="field-missing")
        tour = work.add(
            Tour(
                name=said(name, "name", "巡回的名称"),
                on_day=coming_day(on_day, today(desk.clock)),
                from_time=begins,
                to_time=ends,
                stops="\n".join(places),
                agents="、".join(going),
                note=text.note(note),
                cancelled=False,
            )
        )
        work.commit()
        return _rows(work.session, site, [tour])[0]


def announce(desk: Desk, tour_id: str) -> TourRow:
    """The tour was announced today, before it takes place; Refusals ``no-tour``, ``announced``, ``too-late``."""
    with desk.write() as work:
        tour = _tour(work.get(Tour, tour_id))
        if tour.announced_on is not None:
            raise Refusal(
                f"这次巡回已在 {tour.announced_on:%Y-%m-%d} 公告过。", field="tour", code="announced"
            )
        if today(desk.clock) > tour.on_day:
            raise Refusal("这次巡回已经过去，不能再公告。", field="tour", code="too-late")
        tour.announced_on = today(desk.clock)
        work.commit()
        return _rows(work.session, desk.register.site_code, [tour])[0]


def cancel(desk: Desk, tour_id: str, reason: str) -> TourRow:
    """The tour does not take place; what was collected for it stays, to be done at the counter."""
    with desk.write() as work:
        tour = _tour(work.get(Tour, tour_id))
        tour.cancelled = True
        tour.note = said(reason, "reason", "取消的原因")
        work.commit()
        return _rows(work.session, desk.register.site_code, [tour])[0]


def between(register: Register, first: date, last: date) -> tuple[TourRow, ...]:
    """The tours from ``first`` to ``last`` by day, cancelled ones too."""
    with register.reading() as session:
        return within(session, register.site_code, first, last)


def within(session: Session, site_code: str, first: date, last: date) -> tuple[TourRow, ...]:
    """The same inside a transaction that is open already."""
    return _rows(session, site_code, records.between(session, Tour, site_code, "on_day", first, last))


def requests(register: Register, tour_id: str) -> tuple[AppointmentRow, ...]:
    """What was collected beforehand for a tour, in the order it was asked."""
    with register.reading() as session:
        found = records.of_site(session, Appointment, register.site_code, tour_id=tour_id)
        return appointments.rows(session, register.site_code, found)


def _tour(tour: Tour | None) -> Tour:
    if tour is None or tour.cancelled:
        raise Refusal("没有这次巡回，或已经取消。", field="tour", code="no-tour")
    return tour


def _rows(session: Session, site_code: str, found: Sequence[Tour]) -> tuple[TourRow, ...]:
    counts: Counter[str] = Counter()
    for tour in found:
        asked = records.of_site(session, Appointment, site_code, tour_id=tour.id)
        counts[tour.id] = sum(one.status != "cancelled" for one in asked)
    return tuple(
        TourRow(
            tour_id=tour.id,
            name=tour.name,
            on_day=tour.on_day,
            from_time=tour.from_time or "",
            to_time=tour.to_time or "",
            stops=tuple(tour.stops.split("\n")) if tour.stops else (),
            agents=tuple(tour.agents.split("、")) if tour.agents else (),
            announced_on=tour.announced_on,
            requests=counts[tour.id],
            note=tour.note or "",
            cancelled=bool(tour.cancelled),
        )
        for tour in found
    )
