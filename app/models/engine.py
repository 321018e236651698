"""Opening the encrypted file: key first, then pragmas, in the one place where connections are made."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import QueuePool

from app.errors import Refusal
from app.models.bulk import json_text, json_value

WRITE_CACHE_KB = 64_000
SERVER_WRITE_CACHE_KB = 16_000
"""A server writes a thousand lines at most in one go, and holds connections and bodies beside."""
READ_CACHE_KB = 16_000
BUSY_TIMEOUT_MS = 30_000

FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG})

SERVER_URL = "postgresql+psycopg://"

OVERTAKEN = "overtaken"
ROLLED_BACK_FOR_ANOTHER = frozenset({"40001", "40P01"})
"""PostgreSQL's serialization failure and deadlock: nothing of the transaction stands, the next try may go through."""

FORGETTABLE: dict[str, Any] = {"is_forgettable": True}
"""Option of a connection: this transaction need not be on the disk when its commit returns."""
_WAITS = "waits_for_the_disk"

Connector = Callable[[], Any]


def connector(file: Path, key: bytes, cache_kb: int, *, query_only: bool = False) -> Connector:
    """A function that opens ``file`` with the 32-byte ``key`` and proves that the key fits.

    Refusals: ``unlock-failed`` (another key, or not a register), ``damaged``, ``disk``.
    """
    if len(key) != 32:
        raise Refusal(
            "登记簿的密钥不完整，无法解锁。数据没有改动，请用恢复密钥或联系乡镇。", code="unlock-failed"
        )

    def connect() -> Any:
        from sqlcipher3 import dbapi2

        try:
            connection = dbapi2.connect(
                str(file), timeout=BUSY_TIMEOUT_MS / 1000, check_same_thread=False, isolation_level=None
            )
            connection.execute("PRAGMA cipher_log_level=NONE")
            connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            _set_pragmas(connection, cache_kb, query_only=query_only)
        except dbapi2.DatabaseError as error:
            raise refusal_of(error) from error
        return connection

    return connect


def _set_pragmas(connection: Any, cache_kb: int, *, query_only: bool) -> None:
    mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
    if mode != "wal":
        raise Refusal("登记簿所在的磁盘不支持安全写入，请把数据放在本机硬盘上。", code="disk")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute(f"PRAGMA cache_size=-{cache_kb}")
    connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    if query_only:
        connection.execute("PRAGMA query_only=ON")


def was_overtaken(error: BaseException | None) -> bool:
    """Whether the database ended this transaction for another's sake: it says nothing against what was written."""
    return getattr(error, "sqlstate", "") in ROLLED_BACK_FOR_ANOTHER


def refusal_of(error: BaseException) -> Refusal:
    """What a storage error of the world means to a cadre; the data already saved stays safe."""
    if was_overtaken(error):
        return Refusal("别人正在改同一处，这一笔没有保存，以前的都在。请再试一次。", code=OVERTAKEN)
    text = str(error).lower()
    if "not a database" in text:
        return Refusal(
            "登记簿无法解锁：密钥不对，或文件不是本程序的登记簿。文件没有改动，请核对口令或用备份恢复。",
            code="unlock-failed",
        )
    if "malformed" in text or "corrupt" in text:
        return Refusal(
            "登记簿文件有损坏，已停止写入以免扩大。请先不要关机，用最近的备份恢复，或联系乡镇。",
            code="damaged",
        )
    if "disk is full" in text or (isinstance(error, OSError) and error.errno in FULL):
        return Refusal("磁盘已满，这一笔没有保存，以前的都在。请清理磁盘后再试。", code="disk-full")
    if "locked" in text or "busy" in text:
        return Refusal("登记簿正被另一个程序占用，这一笔没有保存。请稍等再试。", code="locked")
    if "connection" in text:
        return Refusal(
            "连不上乡镇的数据库，这一笔没有保存，以前的都在。请检查数据库地址和数据库是否开着。",
            code="database",
        )
    if isinstance(error, OSError) or "readonly" in text or "unable to open" in text or "disk i/o" in text:
        return Refusal("登记簿所在的磁盘无法读写，这一笔没有保存。请检查磁盘或权限。", code="disk")
    return Refusal("登记簿读写出错，这一笔没有保存，以前的都在。请重启程序再试。", code="storage")


@contextmanager
def advising() -> Iterator[None]:
    """What the disk refuses outside of a transaction (copies, small files beside the register) leaves as advice."""
    try:
        yield
    except (OSError, _dbapi().DatabaseError) as error:
        raise refusal_of(error) from error


def make_engine(connect: Connector, *, writing: bool, connections: int) -> Engine:
    """An engine over ``connect``; a writing one begins IMMEDIATE, so that DDL rolls back and heads are true."""
    engine = create_engine(
        "sqlite://",
        module=_dbapi(),
        creator=connect,
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=BUSY_TIMEOUT_MS / 1000,
        json_serializer=json_text,
        json_deserializer=json_value,
    )
    begin = "BEGIN IMMEDIATE" if writing else "BEGIN"

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if writing:
            _wait_for_the_disk(connection, not _is_forgettable(connection))
        connection.exec_driver_sql(begin)

    return engine


def _is_forgettable(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("is_forgettable"))


def _wait_for_the_disk(connection: Connection, waits: bool) -> None:
    """SQLite decides this by connection, outside of transactions: it is put back before the next one begins."""
    if connection.info.get(_WAITS, True) != waits:
        connection.exec_driver_sql(f"PRAGMA synchronous={'FULL' if waits else 'NORMAL'}")
        connection.info[_WAITS] = waits


GROWS_IN_ONE_PASS = ("journal", "received", "record_mark", "search_entry")
"""Counted when nearly empty, they would be scanned line by line while a whole village's feed comes in."""


def learn(engine: Engine) -> None:
    """Statistics for the planner; where somebody writes just now, or the disk is full, they wait for another day.

    None are kept of what grows a thousandfold within one pass: for those the planner's own guess is right.
    """
    with suppress(_dbapi().Error, DBAPIError, Refusal), closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        for words in ("busy_timeout = 0", "analysis_limit = 400", "optimize"):
            cursor.execute(f"PRAGMA {words}")
        marks = ", ".join("?" for _table in GROWS_IN_ONE_PASS)
        cursor.execute(f"DELETE FROM sqlite_stat1 WHERE tbl IN ({marks})", GROWS_IN_ONE_PASS)
        cursor.execute("ANALYZE sqlite_schema")


def _dbapi() -> Any:
    from sqlcipher3 import dbapi2

    return dbapi2


def server_engine(url: str) -> Engine:
    """An engine over PostgreSQL (``postgresql+psycopg://…``) for a township that chose one.

    Refusal ``database-url`` for an address that is none, or of another kind of database.
    """
    if not url.startswith(SERVER_URL):
        raise Refusal(
            f"数据库地址应像 {SERVER_URL}用户@主机/库名 这样，请核对。", field="db", code="database-url"
        )
    try:
        engine = create_engine(
            url,
            pool_size=8,
            max_overflow=8,
            isolation_level="READ COMMITTED",
            # A plan kept from when a table was nearly empty reads a whole village for each of its cases.
            connect_args={"prepare_threshold": None},
            json_serializer=json_text,
            json_deserializer=json_value,
        )
    except (ArgumentError, ValueError) as error:
        raise Refusal("数据库地址读不懂，请核对。", field="db", code="database-url") from error

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if _is_forgettable(connection):
            connection.exec_driver_sql("SET LOCAL synchronous_commit = off")

    return engine
