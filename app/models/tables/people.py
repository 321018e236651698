"""Who serves and who is served: agents, villagers, households, organisations."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Boolean, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Day, Instant, Replicated


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
    party_member: Mapped[bool] = mapped_column(Boolean, default=False)
    term_from_on: Mapped[date | None] = mapped_column(Day, nullable=True)
    term_to_on: Mapped[date | None] = mapped_column(Day, nullable=True)
    trained_on: Mapped[date | None] = mapped_column(Day, nullable=True)


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
    tags: Mapped[str] = mapped_column(Text, default="")  # 低保 残疾 独居老人 …, separated by spaces
    liaison: Mapped[str] = mapped_column(Text, default="")
    deceased_on: Mapped[date | None] = mapped_column(Day, nullable=True)
    struck_out_on: Mapped[date | None] = mapped_column(Day, nullable=True)  # entered by mistake, never used


class Joining(Replicated):
    """Two records of one person joined by a reasoned act that can be taken back."""

    __tablename__ = "joining"
    record_type: ClassVar[str] = "joining"

    kept_id: Mapped[str] = mapped_column(String(32))
    other_id: Mapped[str] = mapped_column(String(32))
    reason: Mapped[str] = mapped_column(Text)
    by_agent: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime] = mapped_column(Instant)
    undone_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
    undone_reason: Mapped[str] = mapped_column(Text, default="")


class Mandate(Replicated):
    """代办委托: who acts for whom, with which powers, from when to when, and how it was signed (001, 003, 004)."""

    __tablename__ = "mandate"
    record_type: ClassVar[str] = "mandate"

    villager_id: Mapped[str] = mapped_column(String(32), default="")
    organisation_id: Mapped[str] = mapped_column(String(32), default="")
    representative_name: Mapped[str] = mapped_column(Text)
    representative_id_number: Mapped[str] = mapped_column(String(32), default="")
    representative_phone: Mapped[str] = mapped_column(Text, default="")
    relation: Mapped[str] = mapped_column(Text, default="")
    powers: Mapped[str] = mapped_column(Text, default="")
    from_on: Mapped[date] = mapped_column(Day)
    to_on: Mapped[date | None] = mapped_column(Day, nullable=True)
    signed_how: Mapped[str] = mapped_column(String(16), default="signature")  # signature thumbprint photo
    witness: Mapped[str] = mapped_column(Text, default="")
    revoked_on: Mapped[date | None] = mapped_column(Day, nullable=True)
    note: Mapped[str] = mapped_column(Text, default="")


class Organisation(Replicated):
    """单位 as an applicant (000 §三.8, 001 §二.4)."""

    __tablename__ = "organisation"
    record_type: ClassVar[str] = "organisation"

    name: Mapped[str] = mapped_column(Text)
    credit_code: Mapped[str] = mapped_column(String(18), default="")
    contact: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[str] = mapped_column(Text, default="")
    address: Mapped[str] = mapped_column(Text, default="")
