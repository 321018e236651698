"""The declarative base, names of constraints, and what every replicated record has."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from typing import Any, ClassVar

from sqlalchemy import BigInteger, MetaData, String
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = MetaData(naming_convention=NAMING)


class Base(DeclarativeBase):
    metadata = metadata


def instant_text(at: datetime) -> str:
    """An aware instant as sortable UTC text with milliseconds, e.g. ``2026-11-22T02:03:04.567Z``."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant, stored as sortable text: the same on SQLite, PostgreSQL and in a line."""

    impl = String(24)
    cache_ok = True

    def process_bind_param(self, value: datetime | str | None, dialect: Dialect) -> str | None:
        return instant_text(value) if isinstance(value, datetime) else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Day(TypeDecorator[date]):
    """A local calendar day, stored as ISO text."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: date | str | None, dialect: Dialect) -> str | None:
        return value.isoformat() if isinstance(value, date) else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        return None if value is None else date.fromisoformat(value)


class Replicated(Base):
    """A record that travels: keyed by (site, id), written only through the two doors.

    ``ver`` is the feed number of the last received line that touched it, 0 before the township has it.
    """

    __abstract__ = True
    record_type: ClassVar[str]

    site_code: Mapped[str] = mapped_column(String(12), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    ver: Mapped[int] = mapped_column(BigInteger, default=0)

    @classmethod
    @cache
    def field_names(cls) -> tuple[str, ...]:
        """The names of the fields that travel in a line's ``f``."""
        return tuple(c.key for c in cls.__table__.columns if c.key not in ("site_code", "id", "ver"))


def wire_value(value: Any) -> Any:
    """A field's value as it stands in a line: instants and days as text, everything else as JSON has it."""
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return value
