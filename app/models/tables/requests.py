"""What stands around cases: inquiries, reserved numbers, batches, seals, fees, corrections."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Boolean, ForeignKeyConstraint, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Day, Instant, Replicated


class Inquiry(Replicated):
    """咨询 or an asking not yet accepted: first-asked 首问 starts here (000 §三.4)."""

    __tablename__ = "inquiry"
    record_type: ClassVar[str] = "inquiry"
    __table_args__ = (Index("ix_inquiry_asked_on", "asked_on"),)

    asked_at: Mapped[datetime] = mapped_column(Instant)
    asked_on: Mapped[date] = mapped_column(Day)
    name: Mapped[str] = mapped_column(Text, default="")  # may be unnamed
    villager_id: Mapped[str] = mapped_column(String(32), default="")
    phone: Mapped[str] = mapped_column(Text, default="")
    topic: Mapped[str] = mapped_column(Text)
    item_code: Mapped[str] = mapped_column(String(32), default="")
    is_request: Mapped[bool] = mapped_column(Boolean, default=False)  # False: a pure question
    in_scope: Mapped[bool] = mapped_column(Boolean, default=True)
    first_asked: Mapped[str] = mapped_column(String(32))
    outcome: Mapped[str] = mapped_column(
        String(16), default="open"
    )  # open answered case referred declined withdrawn
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_on: Mapped[date | None] = mapped_column(Day, nullable=True)
    referred_to: Mapped[str] = mapped_column(Text, default="")
    ground: Mapped[str] = mapped_column(String(32), default="")
    case_id: Mapped[str] = mapped_column(String(32), default="")


class ReservedNumber(Replicated):
    """A case number printed on a blank slip before there is a case: tour, home visit, power cut."""

    __tablename__ = "reserved_number"
    record_type: ClassVar[str] = "reserved_number"
    __table_args__ = (Index("ix_reserved_number_case_no", "case_no"),)

    case_no: Mapped[str] = mapped_column(String(32))
    reserved_at: Mapped[datetime] = mapped_column(Instant)
    by_agent: Mapped[str] = mapped_column(String(32))
    purpose: Mapped[str] = mapped_column(String(16), default="pad")  # tour home power_cut pad
    tour_id: Mapped[str] = mapped_column(String(32), default="")
    used_by_case: Mapped[str] = mapped_column(String(32), default="")
    spoiled_reason: Mapped[str] = mapped_column(Text, default="")


class Batch(Replicated):
    """One item accepted for many people in the peak season."""

    __tablename__ = "batch"
    record_type: ClassVar[str] = "batch"

    item_code: Mapped[str] = mapped_column(String(32))
    title: Mapped[str] = mapped_column(Text)
    started_on: Mapped[date] = mapped_column(Day)
    by_agent: Mapped[str] = mapped_column(String(32))
    note: Mapped[str] = mapped_column(Text, default="")
    closed_on: Mapped[date | None] = mapped_column(Day, nullable=True)


class BatchPerson(Replicated):
    """One person on a batch's list, and how far they are: 未办 已办 外出 死亡 不办."""

    __tablename__ = "batch_person"
    record_type: ClassVar[str] = "batch_person"
    __table_args__ = (Index("ix_batch_person_batch_id", "batch_id"),)

    batch_id: Mapped[str] = mapped_column(String(32))
    villager_id: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(Text)
    group_name: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[str] = mapped_column(String(16), default="todo")  # todo done away died declined
    case_id: Mapped[str] = mapped_column(String(32), default="")
    note: Mapped[str] = mapped_column(Text, default="")


class Correction(Replicated):
    """A field of a record put right, with the reason; the timeline shows old and new."""

    __tablename__ = "correction"
    record_type: ClassVar[str] = "correction"
    __table_args__ = (Index("ix_correction_target_id", "target_id"),)

    target_type: Mapped[str] = mapped_column(String(16))
    target_id: Mapped[str] = mapped_column(String(32))
    field: Mapped[str] = mapped_column(String(40))
    old_value: Mapped[Any] = mapped_column(JSON, nullable=True)
    new_value: Mapped[Any] = mapped_column(JSON, nullable=True)
    reason: Mapped[str] = mapped_column(Text)
    by_agent: Mapped[str] = mapped_column(String(32))
    by_name: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(Instant)


class SealRequest(Replicated):
    """用章登记: a paper of a case that waits for a seal kept elsewhere."""

    __tablename__ = "seal_request"
    record_type: ClassVar[str] = "seal_request"
    __table_args__ = (
        ForeignKeyConstraint(["site_code", "case_id"], ["service_case.site_code", "service_case.id"]),
        Index("ix_seal_request_case_id", "case_id"),
    )

    case_id: Mapped[str] = mapped_column(String(32))
    document: Mapped[str] = mapped_column(Text)
    sheets: Mapped[int] = mapped_column(Integer, default=1)
    approver: Mapped[str] = mapped_column(Text, default="")
    asked_on: Mapped[date] = mapped_column(Day)
    sealed_on: Mapped[date | None] = mapped_column(Day, nullable=True)
    status: Mapped[str] = mapped_column(String(16), default="waiting")  # waiting sealed not_needed
    note: Mapped[str] = mapped_column(Text, default="")


class FeePassed(Replicated):
    """代缴费用: a legal fee taken from a villager and passed on; the room's own fee is always 0."""

    __tablename__ = "fee_passed"
    record_type: ClassVar[str] = "fee_passed"
    __table_args__ = (
        ForeignKeyConstraint(["site_code", "case_id"], ["service_case.site_code", "service_case.id"]),
        Index("ix_fee_passed_case_id", "case_id"),
    )

    case_id: Mapped[str] = mapped_column(String(32))
    basis: Mapped[str] = mapped_column(Text)
    amount_fen: Mapped[int] = mapped_column(Integer)
    payer: Mapped[str] = mapped_column(Text)
    payee: Mapped[str] = mapped_column(Text)
    receipt_no: Mapped[str] = mapped_column(Text, default="")
    received_on: Mapped[date] = mapped_column(Day)
    passed_on: Mapped[date | None] = mapped_column(Day, nullable=True)
    note: Mapped[str] = mapped_column(Text, default="")


class TransferList(Replicated):
    """上报件移交清单 or 结果取回清单: what goes up or comes back in one bag; the township ticks against it."""

    __tablename__ = "transfer_list"
    record_type: ClassVar[str] = "transfer_list"

    list_no: Mapped[str] = mapped_column(String(32))
    direction: Mapped[str] = mapped_column(String(8))  # up down
    made_at: Mapped[datetime] = mapped_column(Instant)
    by_agent: Mapped[str] = mapped_column(String(32))
    receiver: Mapped[str] = mapped_column(Text, default="")
    desk_window: Mapped[str] = mapped_column(Text, default="")
    rows: Mapped[list[Any]] = mapped_column(JSON, default=list)
    handed_on: Mapped[date | None] = mapped_column(Day, nullable=True)
    checked: Mapped[Any] = mapped_column(JSON, nullable=True)
    checked_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
