"""Who serves and who is served: agents, villagers, households, organisations."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import Boolean, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Day, Replicated


class Agent(Replicated):
    """代办员 (003 (二)); the PIN stays on each PC (``AgentPin``)."""

    __tablename__ = "agent"
    record_type: ClassVar[str] = "agent"

    name: Mapped[str] = mapped_column(Text)
    post: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(Text, default="")
    specialities: Mapped[str] = mapped_column(Text, default="")
    backup_agent_id: Mapped[str] = mapped_column(String(32), default="")
    active: Mapped[bool] = mapped_column(Boolean, default=True)


class Household(Replicated):
    """户."""

    __tablename__ = "household"
    record_type: ClassVar[str] = "household"

    head_villager_id: Mapped[str] = mapped_column(String(32), default="")
    group_name: Mapped[str] = mapped_column(Text, default="")
    booklet_no: Mapped[str] = mapped_column(Text, default="")
    address: Mapped[str] = mapped_column(Text, default="")


class Villager(Replicated):
    """群众; sex and birth date are derived from the ID number, never typed twice."""

    __tablename__ = "villager"
    record_type: ClassVar[str] = "villager"
    __table_args__ = (Index("ix_villager_id_number", "id_number"),)

    name: Mapped[str] = mapped_column(Text)
    other_names: Mapped[str] = mapped_column(Text, default="")
    id_type: Mapped[str] = mapped_column(String(16), default="resident")
    id_number: Mapped[str] = mapped_column(String(32), default="")
    id_missing_reason: Mapped[str] = mapped_column(Text, default="")
    sex: Mapped[str] = mapped_column(String(8), default="")
    birth_on: Mapped[date | None] = mapped_column(Day, nullable=True)
    phone: Mapped[str] = mapped_column(Text, default="")
    reach_by: Mapped[str] = mapped_column(Text, default="")
    group_name: Mapped[str] = mapped_column(Text, default="")
    address: Mapped[str] = mapped_column(Text, default="")
    household_id: Mapped[str] = mapped_column(String(32), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    joined_into: Mapped[str] = mapped_column(String(32), default="")


class Organisation(Replicated):
    """单位 as an applicant (000 §三.8, 001 §二.4)."""

    __tablename__ = "organisation"
    record_type: ClassVar[str] = "organisation"

    name: Mapped[str] = mapped_column(Text)
    credit_code: Mapped[str] = mapped_column(String(18), default="")
    contact: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[str] = mapped_column(Text, default="")
    address: Mapped[str] = mapped_column(Text, default="")
