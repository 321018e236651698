"""What stays on this PC: projections that can be made again, and half-written pages, PINs, habits."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    Boolean,
    Float,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Day, Instant


class CaseStatus(Base):
    """What the events of a case add up to; made again from them at any time.

    ``last_seq`` is our own last journal number that concerns the case (0: nothing of ours), from which
    仅在本机 / 已传到镇 / 镇已入库 is read. ``yellow_on`` is the first day the light is yellow. ``held_by`` is the tier
    where an escalated case lies ("": at the site that accepted it), ``taken_in`` whether it was received there.
    """

    __tablename__ = "case_status"
    __table_args__ = (
        Index("ix_case_status_accepted_at", "accepted_at"),
        Index("ix_case_status_completed_on", "completed_on"),
        Index("ix_case_status_state_due_on", "state", "due_on"),
        # All that a person's line in a list asks: read from the index alone, however large the register.
        Index("ix_case_status_of_villager", "villager_id", "state", "item_code", "site_code"),
    )

    site_code: Mapped[str] = mapped_column(String(12), primary_key=True)
    case_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    state: Mapped[str] = mapped_column(String(24))
    kind: Mapped[str] = mapped_column(String(16))
    item_code: Mapped[str] = mapped_column(String(32))
    villager_id: Mapped[str] = mapped_column(String(32))
    handler: Mapped[str] = mapped_column(String(32))
    accepted_at: Mapped[datetime] = mapped_column(Instant)
    accepted_on: Mapped[date] = mapped_column(Day)
    due_on: Mapped[date | None] = mapped_column(Day, nullable=True)
    provisional: Mapped[bool] = mapped_column(Boolean, default=False)
    yellow_on: Mapped[date | None] = mapped_column(Day, nullable=True)
    completed_on: Mapped[date | None] = mapped_column(Day, nullable=True)
    delivered_on: Mapped[date | None] = mapped_column(Day, nullable=True)
    result: Mapped[str] = mapped_column(Text, default="")
    rating: Mapped[str] = mapped_column(String(24), default="")
    rated_on: Mapped[date | None] = mapped_column(Day, nullable=True)
    returned: Mapped[bool] = mapped_column(Boolean, default=False)
    ineffective: Mapped[int] = mapped_column(Integer, default=0)
    follow_up_due_on: Mapped[date | None] = mapped_column(Day, nullable=True)
    complained: Mapped[bool] = mapped_column(Boolean, default=False)
    urgency: Mapped[str] = mapped_column(String(16), default="")
    batch_id: Mapped[str] = mapped_column(String(32), default="")
    origin: Mapped[str] = mapped_column(String(16), default="counter")
    last_seq: Mapped[int] = mapped_column(BigInteger, default=0)
    held_by: Mapped[str] = mapped_column(String(16), default="")
    taken_in: Mapped[bool] = mapped_column(Boolean, default=False)


class SearchEntry(Base):
    """One searchable record; on SQLite its tokens stand in a contentless FTS5 table under the same ``n``."""

    __tablename__ = "search_entry"
    __table_args__ = (UniqueConstraint("kind", "site_code", "record_id"),)

    n: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    kind: Mapped[str] = mapped_column(String(16))
    site_code: Mapped[str] = mapped_column(String(12))
    record_id: Mapped[str] = mapped_column(String(32))
    tokens: Mapped[Any] = mapped_column(JSON().with_variant(ARRAY(Text), "postgresql"), nullable=True)


class Draft(Base):
    """A half-filled page, kept at every key press, one a page and agent."""

    __tablename__ = "draft"

    page: Mapped[str] = mapped_column(String(32), primary_key=True)
    agent_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    kept_at: Mapped[datetime] = mapped_column(Instant)


class Preference(Base):
    """A habit of this PC: text size, theme, printer of a paper."""

    __tablename__ = "preference"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)


class AgentPin(Base):
    """The salted hash of an agent's PIN on this PC, and how often it was missed in a row."""

    __tablename__ = "agent_pin"

    agent_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    salt: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(128))
    missed: Mapped[int] = mapped_column(Integer, default=0)
    locked_until: Mapped[datetime | None] = mapped_column(Instant, nullable=True)


class NumberCounter(Base):
    """The last day sequence given by a PC code on a day; moved in the accepting transaction."""

    __tablename__ = "number_counter"

    day: Mapped[date] = mapped_column(Day, primary_key=True)
    pc_code: Mapped[str] = mapped_column(String(2), primary_key=True)
    last: Mapped[int] = mapped_column(Integer)


class PrintJob(Base):
    """One paper on its way to a printer; what is known of it survives a restart."""

    __tablename__ = "print_job"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    paper: Mapped[str] = mapped_column(String(32))
    title: Mapped[str] = mapped_column(Text)
    case_no: Mapped[str] = mapped_column(String(32), default="")
    site_code: Mapped[str] = mapped_column(String(12), default="")
    case_id: Mapped[str] = mapped_column(String(32), default="")
    pdf: Mapped[bytes] = mapped_column(LargeBinary)
    width_mm: Mapped[float] = mapped_column(Float)
    height_mm: Mapped[float] = mapped_column(Float)
    printer: Mapped[str] = mapped_column(Text, default="")
    copies: Mapped[int] = mapped_column(Integer, default=1)
    state: Mapped[str] = mapped_column(String(16), default="queued")  # queued sent printed failed cancelled
    sentence: Mapped[str] = mapped_column(Text, default="")
    ref: Mapped[str] = mapped_column(Text, default="")  # the spooler's own number
    tried: Mapped[int] = mapped_column(Integer, default=0)
    made_at: Mapped[datetime] = mapped_column(Instant)
    sent_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)


class PaperSetting(Base):
    """How this PC prints one kind of paper: printer, tray, offset, copies, layout."""

    __tablename__ = "paper_setting"

    paper: Mapped[str] = mapped_column(String(32), primary_key=True)
    printer: Mapped[str] = mapped_column(Text, default="")
    tray: Mapped[str] = mapped_column(Text, default="")
    layout: Mapped[str] = mapped_column(String(32), default="")
    copies: Mapped[int] = mapped_column(Integer, default=1)
    x_mm: Mapped[float] = mapped_column(Float, default=0.0)
    y_mm: Mapped[float] = mapped_column(Float, default=0.0)
    scale: Mapped[float] = mapped_column(Float, default=1.0)


class ImportRecord(Base):
    """A record that an import made, so that the whole import can be undone."""

    __tablename__ = "import_record"

    import_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    record_type: Mapped[str] = mapped_column(String(16), primary_key=True)
    record_id: Mapped[str] = mapped_column(String(32), primary_key=True)
