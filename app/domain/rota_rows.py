"""Frozen rows of who is there when: duty shifts, appointments, tours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

SHIFT_WORDS = {
    "rotation": "轮流坐班",
    "fixed": "固定值班",
    "party": "党员干部值班",
    "leader": "领导接待日",
    "petition": "信访接待",
}
"""Kinds of shifts: village rotation or fixed days, the township's others (000 §三.2)."""

APPOINTMENT_WORDS = {"booked": "已约", "kept": "已来", "missed": "未到", "cancelled": "已取消"}


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """One shift. Times are ``HH:MM`` or "" for the whole day; ``backup_name`` is the B role."""

    shift_id: str
    on_day: date
    kind: str
    from_time: str
    to_time: str
    agent_id: str
    agent_name: str
    backup_id: str = ""
    backup_name: str = ""
    note: str = ""
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """One 预约; ``tour_id`` where it is a request collected before a tour."""

    appointment_id: str
    on_day: date
    at_time: str
    name: str
    phone: str
    item_code: str
    place: str
    mode: str
    agent_name: str
    status: str
    tour_id: str = ""
    case_no: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TourRow:
    """One 巡回流动; ``requests`` is how many were collected beforehand."""

    tour_id: str
    name: str
    on_day: date
    from_time: str
    to_time: str
    stops: tuple[str, ...]
    agents: tuple[str, ...]
    announced_on: date | None
    requests: int = 0
    note: str = ""
    cancelled: bool = False
