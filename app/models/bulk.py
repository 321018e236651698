"""Writing many rows of one table at once, from values that already stand as the store has them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Text,
    and_,
    any_,
    bindparam,
    column,
    func,
    select,
    text,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

Row = tuple[Any, ...]

_encoder = msgspec.json.Encoder()

_LISTED = text("SELECT value FROM json_each(:listed)")
"""Put together once: as a table of SQLAlchemy's it would cost more than what it finds."""


def json_text(value: object) -> str:
    """JSON as both stores keep it."""
    return _encoder.encode(value).decode("utf-8")


def json_value(written: str | bytes) -> Any:
    """What ``json_text`` wrote."""
    return msgspec.json.decode(written)


def insert_rows(session: Session, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert ``rows``, whose values are wire values: days and instants as text, JSON as ``json_text``.

    ``table`` and ``columns`` are our own names, never a user's. Raises DBAPIError as any statement does.
    """
    if not rows:
        return
    connection = session.connection()
    if connection.dialect.name == "postgresql":  # few rows too are quicker so than by single statements
        _copy(connection, table, tuple(columns), rows)
        return
    connection.exec_driver_sql(_insert(table, tuple(columns)), list(rows))


def put_rows(
    session: Session,
    table: str,
    columns: Sequence[str],
    keys: Sequence[str],
    rows: Sequence[Row],
    *,
    highest: str = "",
) -> None:
    """Insert ``rows``, or write over those of the same ``keys``; of the column ``highest`` the larger value stays.

    For tables without bytes and JSON: PostgreSQL reads all rows as one JSON.
    """
    if not rows:
        return
    connection = session.connection()
    dialect = connection.dialect.name
    words = _put(dialect, table, tuple(columns), tuple(keys), highest)
    if dialect == "postgresql":
        connection.exec_driver_sql(
            words, (json_text([dict(zip(columns, row, strict=True)) for row in rows]),)
        )
    else:
        connection.exec_driver_sql(words, list(rows))


def update_rows(
    session: Session, table: str, columns: Sequence[str], keys: Sequence[str], rows: Sequence[Row]
) -> None:
    """Set ``columns`` of the rows that ``keys`` name; each row has the values of both, in this order."""
    if not rows:
        return
    connection = session.connection()
    words = _update(_mark(connection), table, tuple(columns), tuple(keys))
    connection.exec_driver_sql(words, list(rows))


def among(session: Session, column: ColumnElement[Any], values: Collection[Any]) -> ColumnElement[bool]:
    """Whether ``column`` is one of ``values``, asked as one parameter however many they are."""
    if session.get_bind().dialect.name == "postgresql":
        return column == any_(bindparam(None, list(values), ARRAY(column.type)))
    listed = bindparam("listed", json_text(list(values)), Text, unique=True)
    return column.in_(_LISTED.bindparams(listed))


def wanted(dialect: str, column: ColumnElement[Any]) -> ColumnElement[bool]:
    """``among`` for a statement that is put together once: its parameter ``wanted`` comes from ``listed``."""
    if dialect == "postgresql":
        return column == any_(bindparam("wanted", type_=ARRAY(column.type)))
    return column.in_(text("SELECT value FROM json_each(:wanted)"))


def by_key(
    dialect: str,
    table: FromClause,
    key: ColumnElement[Any],
    *columns: ColumnElement[Any],
    only: ColumnElement[bool] | None = None,
) -> Select[Any]:
    """Those records of ``site_code`` whose ``key`` is ``wanted``, for a statement that is put together once.

    ``key`` is, with the site (and ``only``), one by which the table knows a record. On PostgreSQL each is looked
    up by itself: of a new table, or of a village that is newer than the last count of the tables, the planner
    believes that it is small, and would read all of it for every batch.
    """
    of_site = table.c.site_code == bindparam("site_code")
    query = select(*columns).where(of_site if only is None else and_(of_site, only))
    if dialect != "postgresql":
        return query.where(wanted(dialect, key))
    listed_ids = func.unnest(bindparam("wanted", type_=ARRAY(key.type)))
    one = listed_ids.table_valued(column("key", key.type)).render_derived("one")
    each = query.where(key == one.c.key).offset(0).lateral("each")
    return select(*each.c).select_from(one).join(each, true())


def listed(session: Session, values: Collection[Any]) -> Any:
    """``values`` as the parameter ``wanted``."""
    return list(values) if dialect_of(session) == "postgresql" else json_text(list(values))


def dialect_of(session: Session) -> str:
    """Which store's words a statement is put together for."""
    return session.get_bind().dialect.name


def _mark(connection: Connection) -> str:
    return "%s" if connection.dialect.name == "postgresql" else "?"


@lru_cache(maxsize=128)
def _insert(table: str, columns: tuple[str, ...]) -> str:
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({_listed(columns)}) VALUES ({marks})"


@lru_cache(maxsize=16)
def _put(dialect: str, table: str, columns: tuple[str, ...], keys: tuple[str, ...], highest: str) -> str:
    is_postgresql = dialect == "postgresql"
    larger = "greatest" if is_postgresql else "max"
    told = _insert(table, columns)
    if is_postgresql:
        read = f"json_populate_recordset(NULL::{table}, %s::json)"
        told = f"INSERT INTO {table} ({_listed(columns)}) SELECT {_listed(columns)} FROM {read}"
    changes = ", ".join(
        f'"{name}" = {larger}({table}."{name}", excluded."{name}")'
        if name == highest
        else f'"{name}" = excluded."{name}"'
        for name in columns
        if name not in keys
    )
    return f"{told} ON CONFLICT ({_listed(keys)}) DO UPDATE SET {changes}"


@lru_cache(maxsize=512)
def _update(mark: str, table: str, columns: tuple[str, ...], keys: tuple[str, ...]) -> str:
    changes = ", ".join(f'"{name}" = {mark}' for name in columns)
    found = " AND ".join(f'"{name}" = {mark}' for name in keys)
    return f"UPDATE {table} SET {changes} WHERE {found}"


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _copy(connection: Connection, table: str, columns: tuple[str, ...], rows: Sequence[Row]) -> None:
    words = f"COPY {table} ({_listed(columns)}) FROM STDIN"
    driver = connection.connection.driver_connection
    assert driver is not None
    try:
        with driver.cursor() as cursor, cursor.copy(words) as copy:
            for row in rows:
                copy.write_row(row)
    except connection.dialect.loaded_dbapi.Error as error:
        raise DBAPIError.instance(
            words, None, error, connection.dialect.loaded_dbapi.Error, dialect=connection.dialect
        ) from error
