"""What is served and which days are worked: immutable, versioned documents."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Boolean, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Day, Instant, Replicated


class CatalogueVersion(Replicated):
    """One published 事项目录 as a whole document; a case keeps the version it was accepted under."""

    __tablename__ = "catalogue"
    record_type: ClassVar[str] = "catalogue"

    version: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text, default="")
    sample: Mapped[bool] = mapped_column(Boolean, default=False)
    document: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    published_by: Mapped[str] = mapped_column(String(16), default="village")
    published_at: Mapped[datetime] = mapped_column(Instant)
    in_force_from: Mapped[date] = mapped_column(Day)
    origin: Mapped[str] = mapped_column(
        String(16), default="published"
    )  # published, own: the village's own items
    parent_version: Mapped[str] = mapped_column(Text, default="")
    signer: Mapped[str] = mapped_column(String(64), default="")  # public key, hex
    signature: Mapped[str] = mapped_column(String(128), default="")  # Ed25519 over sha256, hex


class WorkingYear(Replicated):
    """The working-day table of one year as published (调休 included)."""

    __tablename__ = "working_year"
    record_type: ClassVar[str] = "working_year"

    year: Mapped[int] = mapped_column(Integer)
    document: Mapped[str] = mapped_column(Text)
    published_at: Mapped[datetime] = mapped_column(Instant)


class PowerGrant(Replicated):
    """权限下放: an item decided by a lower tier than the catalogue says, from one day to another."""

    __tablename__ = "power_grant"
    record_type: ClassVar[str] = "power_grant"

    item_code: Mapped[str] = mapped_column(String(32))
    from_tier: Mapped[str] = mapped_column(String(16))
    to_tier: Mapped[str] = mapped_column(String(16))
    form: Mapped[str] = mapped_column(Text, default="")
    document_no: Mapped[str] = mapped_column(Text, default="")
    from_on: Mapped[date] = mapped_column(Day)
    to_on: Mapped[date | None] = mapped_column(Day, nullable=True)


class FormDescription(Replicated):
    """A county's own layout of one paper: titles, order and words of its fields, places of logo and seal."""

    __tablename__ = "form_description"
    record_type: ClassVar[str] = "form_description"

    paper: Mapped[str] = mapped_column(String(32))
    document: Mapped[str] = mapped_column(Text)
    published_at: Mapped[datetime] = mapped_column(Instant)
    published_by: Mapped[str] = mapped_column(String(16), default="village")


class ReportTemplate(Replicated):
    """A workbook of the township's own that its figures are filled into."""

    __tablename__ = "report_template"
    record_type: ClassVar[str] = "report_template"

    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(16))  # month quarter half year
    document: Mapped[str] = mapped_column(Text)  # base64
    sha256: Mapped[str] = mapped_column(String(64))
    published_at: Mapped[datetime] = mapped_column(Instant)
    published_by: Mapped[str] = mapped_column(String(16), default="village")
