"""What the township's console keeps beside the register: who may sign in, who is signed in, what was done."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, Boolean, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Instant


class ConsoleAccount(Base):
    """Somebody of the township's office who may sign in; acts in the register as ``agent_id``.

    ``secret`` is an Argon2id hash in PHC form, "" until the one-time link was used, whose digest is ``link``.
    ``sites`` are the villages this account is limited to; empty means all of them.
    """

    __tablename__ = "console_account"

    account_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(64), unique=True)
    role: Mapped[str] = mapped_column(String(16))
    agent_id: Mapped[str] = mapped_column(String(32))
    sites: Mapped[list[str]] = mapped_column(JSON, default=list)
    secret: Mapped[str] = mapped_column(Text, default="")
    link: Mapped[str] = mapped_column(String(64), default="", index=True)
    link_until: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
    missed: Mapped[int] = mapped_column(Integer, default=0)
    locked_until: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
    disabled: Mapped[bool] = mapped_column(Boolean, default=False)
    made_at: Mapped[datetime] = mapped_column(Instant)


class ConsoleSession(Base):
    """One browser that is signed in; ``digest`` is SHA-256 of its cookie. ``said`` waits to be shown once."""

    __tablename__ = "console_session"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[str] = mapped_column(String(32), index=True)
    begun_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)
    said: Mapped[str] = mapped_column(Text, default="")


class ConsoleAct(Base):
    """One thing done at the console, or refused: who, when, what, about which number; nobody's name."""

    __tablename__ = "console_act"

    act_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    account_id: Mapped[str] = mapped_column(String(32), default="")
    by_name: Mapped[str] = mapped_column(Text, default="")
    act: Mapped[str] = mapped_column(Text)
    about: Mapped[str] = mapped_column(Text, default="")
    outcome: Mapped[str] = mapped_column(String(40), default="ok")
