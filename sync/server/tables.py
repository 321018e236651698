"""What only a server keeps: the rooms' PCs it knows, the codes it gave out, its epoch."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Boolean, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Instant


class KnownReplica(Base):
    """A PC that was enrolled: its keys, and how far its journal has been received.

    ``last_hash`` is the chain of its own lines up to ``last_seq``. Public keys are 64 hex digits.
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


class EnrolmentCode(Base):
    """A one-time code: what finds it, its salt, and K sealed under the register's key (design: sync 9.1)."""

    __tablename__ = "enrolment_code"

    find: Mapped[str] = mapped_column(String(4), primary_key=True)
    site_code: Mapped[str] = mapped_column(String(12))
    salt: Mapped[bytes] = mapped_column(LargeBinary(16))
    sealed_key: Mapped[bytes] = mapped_column(LargeBinary(60))
    expires_at: Mapped[datetime] = mapped_column(Instant)
    tries: Mapped[int] = mapped_column(Integer, default=0)
    used_by: Mapped[str] = mapped_column(String(32), default="")


class ServerEpoch(Base):
    """Which life of this server's register it is: a new one after each restore. One row, ``only`` is 1."""

    __tablename__ = "server_epoch"

    only: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False, default=1)
    epoch: Mapped[str] = mapped_column(String(32))
