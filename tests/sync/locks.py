"""Looking at a database from beside: who waits for a lock there, and which deadlocks it had to end."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg

Connection = psycopg.Connection[tuple[object, ...]]


def connected(database: str) -> Connection:
    return psycopg.connect(database.replace("+psycopg", ""))


def waiting_for_a_lock(connection: Connection) -> int:
    found = connection.execute("SELECT count(*) FROM pg_locks WHERE NOT granted").fetchone()
    assert found is not None
    return int(str(found[0]))


def deadlocks(database: str) -> int:
    """How many this server has ended so far, in any of its databases."""
    log = Path(database.partition("?host=")[2]) / "server.log"
    return log.read_text("utf-8", "replace").count("deadlock detected")


def behind_one_lock(
    database: str, held: str, first: Callable[[], object], second: Callable[[], object]
) -> tuple[Future[object], Future[object]]:
    """Both at once: each goes as far as it comes while somebody else has run ``held``, then on to its end."""
    with closing(connected(database)) as hold, closing(connected(database)) as look:
        look.autocommit = True
        hold.execute(held)
        with ThreadPoolExecutor(2) as beside:
            begun: list[Future[object]] = []
            for work in (first, second):
                begun.append(beside.submit(work))
                while waiting_for_a_lock(look) < len(begun) and not begun[-1].done():
                    pass
            hold.rollback()
    return begun[0], begun[1]
