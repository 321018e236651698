"""Scans and photos of a case: what is said of them, and how far their contents have come. Contents lie in files."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKeyConstraint, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Instant, Replicated


class Attachment(Replicated):
    """One scan or photo of a case. ``size`` in bytes and ``sha256`` (64 hex digits) are its content's.

    ``name`` is for people alone: no file on disk is called by it. One taken away keeps its record.
    """

    __tablename__ = "attachment"
    record_type: ClassVar[str] = "attachment"
    __table_args__ = (
        ForeignKeyConstraint(["site_code", "case_id"], ["service_case.site_code", "service_case.id"]),
        Index("ix_attachment_case_id", "case_id"),
        Index("ix_attachment_of_content", "site_code", "sha256"),
    )

    case_id: Mapped[str] = mapped_column(String(32))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(Integer)
    mime: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(16), default="scan")  # scan photo mandate
    taken_at: Mapped[datetime] = mapped_column(Instant)
    by_agent: Mapped[str] = mapped_column(String(32), default="")
    removed_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
    removed_reason: Mapped[str] = mapped_column(Text, default="")


class ContentMark(Base):
    """A content that the township said, signed, to hold whole; true for that life (``epoch``) of it alone."""

    __tablename__ = "content_mark"

    site_code: Mapped[str] = mapped_column(String(12), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    epoch: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime] = mapped_column(Instant)
