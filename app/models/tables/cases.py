"""A case: its facts at acceptance, what happened to it, the papers received and the papers printed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Boolean, ForeignKeyConstraint, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Day, Instant, Replicated


class ServiceCase(Replicated):
    """办件: facts at acceptance. Its state is folded from its events (``CaseStatus``), never stored here."""

    __tablename__ = "service_case"
    record_type: ClassVar[str] = "case"
    __table_args__ = (
        Index("ix_service_case_case_no", "case_no"),
        Index("ix_service_case_villager_id", "villager_id"),
    )

    case_no: Mapped[str] = mapped_column(String(32))
    villager_id: Mapped[str] = mapped_column(String(32), default="")
    organisation_id: Mapped[str] = mapped_column(String(32), default="")
    applicant_name: Mapped[str] = mapped_column(Text)
    applicant_group: Mapped[str] = mapped_column(Text, default="")
    applicant_phone: Mapped[str] = mapped_column(Text, default="")
    item_code: Mapped[str] = mapped_column(String(32))
    item_name: Mapped[str] = mapped_column(Text)
    item_category: Mapped[str] = mapped_column(Text, default="")
    item_tier: Mapped[str] = mapped_column(String(16), default="village")
    department: Mapped[str] = mapped_column(Text, default="")
    catalogue_id: Mapped[str] = mapped_column(String(32), default="")
    sensitive: Mapped[bool] = mapped_column(Boolean, default=False)
    kind: Mapped[str] = mapped_column(String(16))
    kind_reason: Mapped[str] = mapped_column(Text, default="")
    mode: Mapped[str] = mapped_column(String(16), default="counter")
    accepted_at: Mapped[datetime] = mapped_column(Instant)
    accepted_on: Mapped[date] = mapped_column(Day)
    promised_days: Mapped[int] = mapped_column(Integer)
    promised_on: Mapped[date | None] = mapped_column(Day, nullable=True)
    promise_provisional: Mapped[bool] = mapped_column(Boolean, default=False)
    accepted_by: Mapped[str] = mapped_column(String(32))
    entered_by: Mapped[str] = mapped_column(String(32))
    first_asked: Mapped[str] = mapped_column(String(32))
    first_handler: Mapped[str] = mapped_column(String(32))
    handler: Mapped[str] = mapped_column(String(32))
    representative: Mapped[str] = mapped_column(Text, default="")
    representative_relation: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    again_reason: Mapped[str] = mapped_column(Text, default="")
    external_no: Mapped[str] = mapped_column(Text, default="")
    clock_suspect: Mapped[bool] = mapped_column(Boolean, default=False)
    township_no: Mapped[str] = mapped_column(Text, default="")
    answer_due_on: Mapped[date | None] = mapped_column(Day, nullable=True)
    district_no: Mapped[str] = mapped_column(Text, default="")
    district_due_on: Mapped[date | None] = mapped_column(Day, nullable=True)
    origin: Mapped[str] = mapped_column(String(16), default="counter")  # counter old_book reserved_slip
    book_no: Mapped[str] = mapped_column(Text, default="")
    page_no: Mapped[str] = mapped_column(Text, default="")
    mandate_id: Mapped[str] = mapped_column(String(32), default="")
    urgency: Mapped[str] = mapped_column(String(16), default="")  # urgent 急事, special 特事
    urgency_reason: Mapped[str] = mapped_column(Text, default="")
    urgency_approver: Mapped[str] = mapped_column(Text, default="")
    agency: Mapped[str] = mapped_column(String(16), default="affairs")  # affairs voice interests
    help: Mapped[str] = mapped_column(String(16), default="for")  # for 代办, with 帮办, assist 协办
    place: Mapped[str] = mapped_column(Text, default="")
    tour_id: Mapped[str] = mapped_column(String(32), default="")
    batch_id: Mapped[str] = mapped_column(String(32), default="")
    department_days: Mapped[int] = mapped_column(Integer, default=0)
    statutory_days: Mapped[int] = mapped_column(Integer, default=0)
    transport_days: Mapped[int] = mapped_column(Integer, default=0)
    earlier_promise_on: Mapped[date | None] = mapped_column(Day, nullable=True)
    external_entered_on: Mapped[date | None] = mapped_column(Day, nullable=True)
    project_name: Mapped[str] = mapped_column(Text, default="")
    lead_department: Mapped[str] = mapped_column(Text, default="")
    case_manager: Mapped[str] = mapped_column(String(32), default="")


class CaseEvent(Replicated):
    """One thing that happened to a case, written by any tier, never changed (000 §三.4; 002; 003 六步法)."""

    __tablename__ = "case_event"
    record_type: ClassVar[str] = "case_event"
    __table_args__ = (
        ForeignKeyConstraint(["site_code", "case_id"], ["service_case.site_code", "service_case.id"]),
        Index("ix_case_event_case_id", "case_id"),
    )

    case_id: Mapped[str] = mapped_column(String(32))
    event: Mapped[str] = mapped_column(String(24))
    from_state: Mapped[str] = mapped_column(String(24), default="")
    at: Mapped[datetime] = mapped_column(Instant)
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    reason: Mapped[str] = mapped_column(Text, default="")
    by_agent: Mapped[str] = mapped_column(String(32), default="")
    by_name: Mapped[str] = mapped_column(Text, default="")
    by_tier: Mapped[str] = mapped_column(String(16), default="village")


class Material(Replicated):
    """One paper of a case: asked for, received or not, and where its original is."""

    __tablename__ = "material"
    record_type: ClassVar[str] = "material"
    __table_args__ = (
        ForeignKeyConstraint(["site_code", "case_id"], ["service_case.site_code", "service_case.id"]),
        Index("ix_material_case_id", "case_id"),
    )

    case_id: Mapped[str] = mapped_column(String(32))
    position: Mapped[int] = mapped_column(Integer, default=0)
    name: Mapped[str] = mapped_column(Text)
    need: Mapped[str] = mapped_column(String(16), default="required")
    form: Mapped[str] = mapped_column(String(16), default="copy")
    sheets: Mapped[int] = mapped_column(Integer, default=1)
    received: Mapped[bool] = mapped_column(Boolean, default=False)
    received_on: Mapped[date | None] = mapped_column(Day, nullable=True)
    held_until: Mapped[date | None] = mapped_column(Day, nullable=True)
    returned_on: Mapped[date | None] = mapped_column(Day, nullable=True)
    returned_to: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    requirement: Mapped[str] = mapped_column(
        Text, default=""
    )  # what the catalogue asked for, where named otherwise
    source: Mapped[str] = mapped_column(Text, default="")
    kept_where: Mapped[str] = mapped_column(Text, default="")
    undertaken: Mapped[bool] = mapped_column(Boolean, default=False)  # 告知承诺 instead of the paper
    returned_sheets: Mapped[int] = mapped_column(Integer, default=0)
    copies_destroyed_on: Mapped[date | None] = mapped_column(Day, nullable=True)


class PaperPrint(Replicated):
    """One print of one paper; ``description`` is frozen at the first and reproduced by every later one."""

    __tablename__ = "paper_print"
    record_type: ClassVar[str] = "paper_print"
    __table_args__ = (
        ForeignKeyConstraint(["site_code", "case_id"], ["service_case.site_code", "service_case.id"]),
        Index("ix_paper_print_case_id", "case_id"),
    )

    case_id: Mapped[str] = mapped_column(String(32))
    paper: Mapped[str] = mapped_column(String(24))
    copy_no: Mapped[int] = mapped_column(Integer)
    description: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    printed_at: Mapped[datetime] = mapped_column(Instant)
    by_agent: Mapped[str] = mapped_column(String(32), default="")
    sent_to: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")  # why a second one-time notice
    job_ref: Mapped[str] = mapped_column(String(32), default="")


class SlipPart(Replicated):
    """Where one of the three parts of a registration slip is (002 工作程序 1): kept, sent up, given."""

    __tablename__ = "slip_part"
    record_type: ClassVar[str] = "slip_part"
    __table_args__ = (
        ForeignKeyConstraint(["site_code", "case_id"], ["service_case.site_code", "service_case.id"]),
        Index("ix_slip_part_case_id", "case_id"),
    )

    case_id: Mapped[str] = mapped_column(String(32))
    part: Mapped[int] = mapped_column(Integer)
    place: Mapped[str] = mapped_column(String(16))
    on_day: Mapped[date] = mapped_column(Day)
    transfer_list_id: Mapped[str] = mapped_column(String(32), default="")
    note: Mapped[str] = mapped_column(Text, default="")


class Task(Replicated):
    """One department's part of a joint case 联合代理 or key project 重点项目 (000 §三.6, 001 §二.4)."""

    __tablename__ = "task"
    record_type: ClassVar[str] = "task"
    __table_args__ = (
        ForeignKeyConstraint(["site_code", "case_id"], ["service_case.site_code", "service_case.id"]),
        Index("ix_task_case_id", "case_id"),
    )

    case_id: Mapped[str] = mapped_column(String(32))
    position: Mapped[int] = mapped_column(Integer, default=0)
    name: Mapped[str] = mapped_column(Text)
    department: Mapped[str] = mapped_column(Text, default="")
    tier: Mapped[str] = mapped_column(String(16), default="township")
    working_days: Mapped[int] = mapped_column(Integer)
    start_on: Mapped[date | None] = mapped_column(Day, nullable=True)
    due_on: Mapped[date | None] = mapped_column(Day, nullable=True)
    done_on: Mapped[date | None] = mapped_column(Day, nullable=True)
    outcome: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    handler: Mapped[str] = mapped_column(String(32), default="")
