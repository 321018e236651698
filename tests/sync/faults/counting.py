"""The oracle: what both registers hold, read from their files beside whoever writes them; nothing is changed by it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from app import keystore, paths
from app.models.blobs import store_of
from app.models.queries import attachments as queries
from app.models.register import Register
from app.models.tables import JournalHead
from app.services import attachments
from tests.sync.lines import tables, written
from tests.sync.stations import PASSPHRASE


class TornRead(Exception):
    """The register cannot be read at this moment: its process was killed or is just starting. Look again."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Of one PC: the last line taken for received and for applied, and the bytes of the former."""

    replica_id: str
    acked: int
    applied: int
    point: bytes


@dataclass(frozen=True, slots=True)
class Difference:
    """What was counted at the end, and where the two ends part."""

    lines: int
    contents: int
    problems: tuple[str, ...]


def looked_at_room(home: Path, key: bytes) -> Marks:
    """What the room takes for acknowledged now; raises TornRead."""
    replica_id = keystore.read_identity(home).replica_id
    with _reading(paths.register_file(home), key) as ask:
        acked, applied = ask("SELECT acked_seq, applied_seq FROM sync_state")[0]
        line = ask("SELECT raw FROM journal WHERE replica_id = ? AND seq = ?", replica_id, acked)
    if acked and not line:
        raise AssertionError("a line is acknowledged that the room does not have")
    return Marks(replica_id, acked, applied, line[0][0] if line else b"")


def looked_at_township(home: Path, key: bytes, room: Marks) -> Marks:
    """What the township has of the PC now, with the line at the room's mark; raises TornRead."""
    query = (
        "SELECT count(*), max(seq), max(CASE WHEN n <= (SELECT applied FROM journal_head h"
        " WHERE h.site_code = j.site_code) THEN seq ELSE 0 END) FROM journal j WHERE replica_id = ?"
    )
    with _reading(paths.register_file(home), key) as ask:
        count, last, applied = ask(query, room.replica_id)[0]
        known = ask("SELECT last_seq FROM known_replica WHERE replica_id = ?", room.replica_id)[0][0]
        line = ask("SELECT raw FROM journal WHERE replica_id = ? AND seq = ?", room.replica_id, room.acked)
    if (last or 0) != count or known != count:
        raise AssertionError(f"the township has {count} lines up to {last}, and says {known}")
    return Marks(room.replica_id, count, applied or 0, line[0][0] if line else b"")


@contextmanager
def _reading(file: Path, key: bytes) -> Iterator[Any]:
    """One steady picture of a register that others write; raises TornRead."""
    try:
        with closing(
            dbapi2.connect(f"file:{file}?mode=ro", uri=True, timeout=5.0, isolation_level=None)
        ) as base:
            base.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
            base.execute("BEGIN")
            yield lambda query, *values: base.execute(query, values).fetchall()
    except dbapi2.DatabaseError as error:
        raise TornRead(str(error)) from error


def differences(township_home: Path, room_home: Path, saved: int, acked: int) -> Difference:
    """Both registers at rest: every line, every record, every content."""
    here, there = _opened(room_home), _opened(township_home)
    try:
        found = list(_differing_lines(here, there, saved, acked))
        site = here.site_code
        if tables(here, site) != tables(there, site):
            found.append("records differ")
        contents = _contents(here)
        store = store_of(there)
        found += [f"content {sha[:8]} is missing there" for sha in contents if not store.has(site, sha)]
        found += [*attachments.problems(here), *attachments.problems(there)]
        return Difference(len(written(here)), len(contents), tuple(found))
    finally:
        here.close()
        there.close()


def _differing_lines(here: Register, there: Register, saved: int, acked: int) -> Iterator[str]:
    replica_id, site = here.identity.replica_id, here.site_code
    query = "SELECT seq, raw FROM journal WHERE site_code = ? AND replica_id = ? ORDER BY n"
    mine, theirs = _rows(here, query, site, replica_id), _rows(there, query, site, replica_id)
    if mine != theirs:
        yield f"{len(mine)} lines here, {len(theirs)} there, or not the same"
    if [seq for seq, _raw in mine] != list(range(1, len(mine) + 1)):
        yield "the lines are not numbered 1, 2, 3"
    if max(saved, acked) > len(mine):
        yield f"{saved} were said to be saved, {acked} acknowledged, {len(mine)} are there"
    if _rows(here, "SELECT count(DISTINCT replica_id), 0 FROM journal WHERE site_code = ?", site) != [(1, 0)]:
        yield "the room had to become another"
    feed = _rows(there, "SELECT n, 0 FROM journal WHERE site_code = ? ORDER BY n", site)
    with there.reading() as session:
        head = session.get_one(JournalHead, site)
    if [n for n, _nothing in feed] != list(range(1, len(feed) + 1)) or (head.n, head.applied) != (
        len(feed),
    ) * 2:
        yield "the feed has holes or was not applied to its end"


def _rows(register: Register, query: str, *values: str) -> list[tuple[Any, Any]]:
    with _reading(paths.register_file(register.home), register.keys.register_key) as ask:
        return list(ask(query, *values))


def _contents(register: Register) -> dict[str, int]:
    with register.reading() as session:
        return queries.contents(session, register.site_code)


def _opened(home: Path) -> Register:
    return Register.open(home, keystore.open(home, passphrase=PASSPHRASE))
