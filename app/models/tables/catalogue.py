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


class WorkingYear(Replicated):
    """The working-day table of one year as published (调休 included)."""

    __tablename__ = "working_year"
    record_type: ClassVar[str] = "working_year"

    year: Mapped[int] = mapped_column(Integer)
    document: Mapped[str] = mapped_column(Text)
    published_at: Mapped[datetime] = mapped_column(Instant)
