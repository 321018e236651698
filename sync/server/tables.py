"""What only a server keeps: the rooms' PCs it knows, the codes it gave out, its epoch."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Instant


class KnownReplica(Base):
    """A PC that was enrolled: its keys, and how far its journal has been received.

    ``last_hash`` is the chain of its own lines up to ``last_seq``. Public keys are 64 hex digits, empty for a
    PC that is known only from lines another PC offered back: it must enrol again. ``offered_head`` is the head
    of the feed that the PC had when it last offered lines back; ``succeeded_by`` the PC it became. ``shape`` is the
    number of the shape that its program writes, as its last batch said; None before the first. ``stopped_above`` is
    the last line of this PC that the district counts, as it was last told, None without limit.
    """

    __tablename__ = "known_replica"

    replica_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    site_code: Mapped[str] = mapped_column(String(12), index=True)
    pc_code: Mapped[str] = mapped_column(String(2))
    signing_public: Mapped[str] = mapped_column(String(64))
    receiving_public: Mapped[str] = mapped_column(String(64))
    last_seq: Mapped[int] = mapped_column(BigInteger, default=0)
    last_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    revoked: Mapped[bool] = mapped_column(Boolean, default=False)
    enrolled_at: Mapped[datetime] = mapped_column(Instant)
    last_contact: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
    revoked_reason: Mapped[str] = mapped_column(Text, default="")
    succeeded_by: Mapped[str] = mapped_column(String(32), default="")
    offered_head: Mapped[bytes | None] = mapped_column(LargeBinary(32), nullable=True)
    shape: Mapped[int | None] = mapped_column(Integer, nullable=True)
    stopped_above: Mapped[int | None] = mapped_column(BigInteger, nullable=True)


class FormerKey(Base):
    """A signing key that a PC had before it changed to another; ``until_seq`` its last line under it."""

    __tablename__ = "former_key"

    replica_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    signing_public: Mapped[str] = mapped_column(String(64), primary_key=True)
    until_seq: Mapped[int] = mapped_column(BigInteger)
    replaced_at: Mapped[datetime] = mapped_column(Instant)


class ServerKey(Base):
    """One change of this server's keys, as it is told to the rooms (``sync.protocol.key_changes``)."""

    __tablename__ = "server_key"

    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    change: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)


class SyncIncident(Base):
    """Something about the rooms' PCs that the administrator should see; ``detail`` holds counts, no person."""

    __tablename__ = "sync_incident"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    kind: Mapped[str] = mapped_column(String(16))
    site_code: Mapped[str] = mapped_column(String(12), default="")
    replica_id: Mapped[str] = mapped_column(String(32), default="")
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)


class EnrolmentCode(Base):
    """A one-time code: what finds it, its salt, and K sealed under the register's key (design: sync 9.1).

    ``replaces``: the PC (its id) that is revoked when another enrols with the code.
    """

    __tablename__ = "enrolment_code"

    find: Mapped[str] = mapped_column(String(4), primary_key=True)
    site_code: Mapped[str] = mapped_column(String(12))
    salt: Mapped[bytes] = mapped_column(LargeBinary(16))
    sealed_key: Mapped[bytes] = mapped_column(LargeBinary(60))
    expires_at: Mapped[datetime] = mapped_column(Instant)
    tries: Mapped[int] = mapped_column(Integer, default=0)
    used_by: Mapped[str] = mapped_column(String(32), default="")
    replaces: Mapped[str] = mapped_column(String(32), default="", server_default="")


class ServerEpoch(Base):
    """Which life of this server's register it is: a new one after each restore. One row, ``only`` is 1."""

    __tablename__ = "server_epoch"

    only: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False, default=1)
    epoch: Mapped[str] = mapped_column(String(32))


class Upkeep(Base):
    """The newest run of something that the server looks after by itself (``verify``, ``backup``).

    ``ended_at`` None: under way, or its process was killed. ``good_at``: the last run that ended well.
    """

    __tablename__ = "upkeep"

    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    begun_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
    good_at: Mapped[datetime | None] = mapped_column(Instant, nullable=True)
    ok: Mapped[bool] = mapped_column(Boolean, default=False)
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)
