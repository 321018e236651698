"""Service points, the keys their slips are signed with, and the township's answers to stuck lines."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Boolean, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Instant, Replicated


class Site(Replicated):
    """服务机构: one row a site, its id made from its code (``app.ids.site_record_id``)."""

    __tablename__ = "site"
    record_type: ClassVar[str] = "site"

    tier: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(Text, default="")
    shown_name: Mapped[str] = mapped_column(Text, default="")  # as the township publishes it
    parent_code: Mapped[str] = mapped_column(String(12), default="")
    hotline: Mapped[str] = mapped_column(Text, default="")
    opening_hours: Mapped[str] = mapped_column(Text, default="")
    address: Mapped[str] = mapped_column(Text, default="")
    head_agent_id: Mapped[str] = mapped_column(String(32), default="")  # 站长
    manager_agent_id: Mapped[str] = mapped_column(String(32), default="")  # 日常管理人
    counterpart: Mapped[str] = mapped_column(Text, default="")  # 业务对接人 of the tier above
    complaint_phone: Mapped[str] = mapped_column(Text, default="")
    complaint_box: Mapped[bool] = mapped_column(Boolean, default=False)
    sign_put_up: Mapped[bool] = mapped_column(Boolean, default=False)
    open_days: Mapped[str] = mapped_column(String(8), default="")  # ISO weekdays, "" = every working day
    agent_word: Mapped[str] = mapped_column(String(8), default="")  # "" = 代办员, else 代理员


class SlipKey(Replicated):
    """A public key that this site's slips were signed with; every one it ever had is kept.

    Where a PC changed its keys, the entry says whose it is and carries the old key's signature (``signed``) and the
    new one's own (``proof``), hex; otherwise these are empty.
    """

    __tablename__ = "slip_key"
    record_type: ClassVar[str] = "slip_key"

    key_id: Mapped[str] = mapped_column(String(8))
    public_key: Mapped[str] = mapped_column(String(64))  # hex
    made_at: Mapped[datetime] = mapped_column(Instant)
    replica_id: Mapped[str] = mapped_column(String(32), default="")
    receiving_key: Mapped[str] = mapped_column(String(64), default="")
    signed: Mapped[str] = mapped_column(String(128), default="")
    proof: Mapped[str] = mapped_column(String(128), default="")


class LineResult(Replicated):
    """What the township answered to a line that was not simply taken in, kept until a person has seen it."""

    __tablename__ = "line_result"
    record_type: ClassVar[str] = "line_result"

    replica_id: Mapped[str] = mapped_column(String(32))
    line_seq: Mapped[int] = mapped_column(Integer)
    target_type: Mapped[str] = mapped_column(String(16))
    target_id: Mapped[str] = mapped_column(String(32))
    code: Mapped[str] = mapped_column(String(16))  # conflict not-owner stale-stage bad-change too-new
    field: Mapped[str] = mapped_column(String(40), default="")
    kept_value: Mapped[Any] = mapped_column(JSON, nullable=True)
    late_value: Mapped[Any] = mapped_column(JSON, nullable=True)
    at: Mapped[datetime] = mapped_column(Instant)
    settled_how: Mapped[str] = mapped_column(
        String(16), default=""
    )  # put_in rest; "" = nobody has seen to it
    settled_by: Mapped[str] = mapped_column(String(32), default="")
    settled_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
