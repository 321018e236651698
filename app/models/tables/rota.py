"""Who is there when: duty shifts, hand-overs, appointments, tours."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Boolean, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Day, Instant, Replicated


class DutyShift(Replicated):
    """值班 / 坐班 of one agent on one day, with the B role that steps in."""

    __tablename__ = "duty_shift"
    record_type: ClassVar[str] = "duty_shift"
    __table_args__ = (Index("ix_duty_shift_on_day", "on_day"),)

    on_day: Mapped[date] = mapped_column(Day)
    kind: Mapped[str] = mapped_column(String(16), default="rotation")  # rotation fixed party leader petition
    from_time: Mapped[str] = mapped_column(String(5), default="")
    to_time: Mapped[str] = mapped_column(String(5), default="")
    agent_id: Mapped[str] = mapped_column(String(32))
    backup_agent_id: Mapped[str] = mapped_column(String(32), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    cancelled: Mapped[bool] = mapped_column(Boolean, default=False)


class Handover(Replicated):
    """交接班: what one shift hands to the next, frozen; both sign by PIN."""

    __tablename__ = "handover"
    record_type: ClassVar[str] = "handover"

    from_agent: Mapped[str] = mapped_column(String(32))
    to_agent: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime] = mapped_column(Instant)
    content: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    from_signed: Mapped[bool] = mapped_column(Boolean, default=False)
    to_signed: Mapped[bool] = mapped_column(Boolean, default=False)


class Appointment(Replicated):
    """预约, also a request collected before a tour."""

    __tablename__ = "appointment"
    record_type: ClassVar[str] = "appointment"
    __table_args__ = (Index("ix_appointment_on_day", "on_day"),)

    villager_id: Mapped[str] = mapped_column(String(32), default="")
    name: Mapped[str] = mapped_column(Text)
    phone: Mapped[str] = mapped_column(Text, default="")
    item_code: Mapped[str] = mapped_column(String(32), default="")
    on_day: Mapped[date] = mapped_column(Day)
    at_time: Mapped[str] = mapped_column(String(5), default="")
    place: Mapped[str] = mapped_column(Text, default="")
    mode: Mapped[str] = mapped_column(String(16), default="appointment")
    agent_id: Mapped[str] = mapped_column(String(32), default="")
    status: Mapped[str] = mapped_column(String(16), default="booked")  # booked kept missed cancelled
    tour_id: Mapped[str] = mapped_column(String(32), default="")
    case_id: Mapped[str] = mapped_column(String(32), default="")
    note: Mapped[str] = mapped_column(Text, default="")


class Tour(Replicated):
    """巡回流动: announced beforehand, with its stops."""

    __tablename__ = "tour"
    record_type: ClassVar[str] = "tour"

    name: Mapped[str] = mapped_column(Text)
    on_day: Mapped[date] = mapped_column(Day)
    from_time: Mapped[str] = mapped_column(String(5), default="")
    to_time: Mapped[str] = mapped_column(String(5), default="")
    stops: Mapped[str] = mapped_column(Text, default="")
    agents: Mapped[str] = mapped_column(Text, default="")
    announced_on: Mapped[date | None] = mapped_column(Day, nullable=True)
    note: Mapped[str] = mapped_column(Text, default="")
    cancelled: Mapped[bool] = mapped_column(Boolean, default=False)
