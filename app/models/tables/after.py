"""What is asked of the room itself: complaints, suggestions, postings, inspections, sent reports, imports."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Boolean, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Day, Instant, Replicated


class Complaint(Replicated):
    """投诉 as a light case with its own limit; hidden from the agent concerned (001 §四)."""

    __tablename__ = "complaint"
    record_type: ClassVar[str] = "complaint"
    __table_args__ = (Index("ix_complaint_received_on", "received_on"),)

    case_id: Mapped[str] = mapped_column(String(32), default="")
    about_agent: Mapped[str] = mapped_column(String(32), default="")
    channel: Mapped[str] = mapped_column(String(16), default="counter")
    name: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text)
    received_on: Mapped[date] = mapped_column(Day)
    by_agent: Mapped[str] = mapped_column(String(32), default="")
    opened_by: Mapped[str] = mapped_column(Text, default="")  # the two people who open a box
    opened_with: Mapped[str] = mapped_column(Text, default="")
    due_on: Mapped[date] = mapped_column(Day)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_on: Mapped[date | None] = mapped_column(Day, nullable=True)
    upheld: Mapped[bool] = mapped_column(Boolean, default=False)
    sent_up: Mapped[bool] = mapped_column(Boolean, default=False)
    ruling: Mapped[str] = mapped_column(Text, default="")
    ruled_on: Mapped[date | None] = mapped_column(Day, nullable=True)


class Suggestion(Replicated):
    """意见簿: one entry and its answer."""

    __tablename__ = "suggestion"
    record_type: ClassVar[str] = "suggestion"

    name: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text)
    on_day: Mapped[date] = mapped_column(Day)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_on: Mapped[date | None] = mapped_column(Day, nullable=True)
    by_agent: Mapped[str] = mapped_column(String(32), default="")


class Posting(Replicated):
    """公示: something put up at a place on a day; printing alone is not posting (001 不公开的不得实施)."""

    __tablename__ = "posting"
    record_type: ClassVar[str] = "posting"

    subject: Mapped[str] = mapped_column(String(32))
    catalogue_id: Mapped[str] = mapped_column(String(32), default="")
    item_codes: Mapped[list[Any]] = mapped_column(JSON, default=list)  # [] = every item of the version
    place: Mapped[str] = mapped_column(Text)
    posted_on: Mapped[date] = mapped_column(Day)
    by_agent: Mapped[str] = mapped_column(String(32), default="")
    take_down_on: Mapped[date | None] = mapped_column(Day, nullable=True)
    taken_down_on: Mapped[date | None] = mapped_column(Day, nullable=True)
    note: Mapped[str] = mapped_column(Text, default="")


class ListPrint(Replicated):
    """One print of a paper of no case: a list, a poster, an empty form, the recovery sheet.

    ``of`` is what was named (2026-10, a list number, a name); ``fingerprint`` is that of a filled list's words,
    so that the very same list printed again is known.
    """

    __tablename__ = "list_print"
    record_type: ClassVar[str] = "list_print"

    paper: Mapped[str] = mapped_column(String(32))
    of: Mapped[str] = mapped_column(Text, default="")
    fingerprint: Mapped[str] = mapped_column(String(64), default="")
    copy_no: Mapped[int] = mapped_column(Integer, default=1)
    printed_at: Mapped[datetime] = mapped_column(Instant)
    by_agent: Mapped[str] = mapped_column(String(32), default="")
    sent_to: Mapped[str] = mapped_column(Text, default="")
    job_ref: Mapped[str] = mapped_column(String(32), default="")


class SiteInspection(Replicated):
    """六有检查 of the room; ``checks`` maps each check to whether it was met."""

    __tablename__ = "site_inspection"
    record_type: ClassVar[str] = "site_inspection"

    inspected_on: Mapped[date] = mapped_column(Day)
    checks: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    by_agent: Mapped[str] = mapped_column(String(32), default="")
    note: Mapped[str] = mapped_column(Text, default="")


class SentReport(Replicated):
    """The figures of a period as they were sent: frozen; what becomes known later is next period's 调整."""

    __tablename__ = "sent_report"
    record_type: ClassVar[str] = "sent_report"

    kind: Mapped[str] = mapped_column(String(16))  # month quarter half year
    period: Mapped[str] = mapped_column(String(8))
    definitions: Mapped[str] = mapped_column(String(16))
    figures: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    made_at: Mapped[datetime] = mapped_column(Instant)
    sent_at: Mapped[datetime] = mapped_column(Instant)
    sha256: Mapped[str] = mapped_column(String(64), default="")
    by_agent: Mapped[str] = mapped_column(String(32), default="")


BACKUP = "backup"


class Made(Replicated):
    """A workbook that was made or taken out, with the reason where it shows whole ID numbers; a backup.

    Of a backup ``kind`` is the code of the PC that made it: so the township knows how old each room's is.
    """

    __tablename__ = "made"
    record_type: ClassVar[str] = "made"

    what: Mapped[str] = mapped_column(String(16))  # report export backup
    kind: Mapped[str] = mapped_column(String(16), default="")
    period: Mapped[str] = mapped_column(String(8), default="")
    whole_numbers: Mapped[bool] = mapped_column(Boolean, default=False)
    reason: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(Instant)
    by_agent: Mapped[str] = mapped_column(String(32), default="")


class ImportRun(Replicated):
    """One import of a roster or ledger; undone as a whole while nothing depends on it."""

    __tablename__ = "import_run"
    record_type: ClassVar[str] = "import_run"

    kind: Mapped[str] = mapped_column(String(16))  # villagers ledger
    sha256: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Instant)
    by_agent: Mapped[str] = mapped_column(String(32), default="")
    rows: Mapped[int] = mapped_column(Integer, default=0)
    new: Mapped[int] = mapped_column(Integer, default=0)
    unchanged: Mapped[int] = mapped_column(Integer, default=0)
    bad: Mapped[int] = mapped_column(Integer, default=0)
    undone_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
