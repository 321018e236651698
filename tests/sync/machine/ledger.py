"""What services said is done, taken down as it was said; and what no register on earth holds any more."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.ids import new_record_id, site_record_id
from app.models import feed, journal, writers
from app.models.lines import SCHEMA
from app.models.register import Register
from app.models.tables import JournalLine, ReceivedLine, Villager

Place = tuple[str, str]
"""(site, what a line says whoever says it: everything but its number and its own id)"""

ORPHAN = {
    "case_id": "0" * 32,
    "event": "progressed",
    "from_state": "in_progress",
    "at": "2026-11-23T01:00:00.000Z",
    "data": {},
    "reason": "",
    "by_agent": "",
    "by_name": "",
    "by_tier": "village",
}
STRANGE = ("newer", "too-new", "new-type", "unknown-field", "bad-value", "no-case", "not-ours")


@dataclass
class Said:
    """One call of a service; ``accepted`` once it returned."""

    register: Register
    accepted: bool = False


def words_of(raw: bytes) -> str:
    """What a line says, without its place: the same when a restored register says it again."""
    try:
        line = json.loads(raw)
    except ValueError:
        return raw.hex()
    return json.dumps({name: line[name] for name in line if name not in ("seq", "id")}, sort_keys=True)


def lines_of(session: Session) -> list[tuple[str, bytes]]:
    """(site, bytes) of every line in a register's two logs."""
    own = session.execute(select(JournalLine.site_code, JournalLine.raw)).all()
    theirs = session.execute(select(ReceivedLine.site_code, ReceivedLine.raw)).all()
    return [(site, raw) for site, raw in (*own, *theirs) if raw is not None]


@dataclass
class Ledger:
    """``accepted``: what must be in the township in the end; ``spoken_twice``: sites whose registers were copied."""

    accepted: set[Place] = field(default_factory=set)
    spoken_twice: set[str] = field(default_factory=set)
    calls: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @contextmanager
    def writing(self, register: Register, *, cut: bool = False) -> Iterator[Said]:
        """Take down the lines that a call writes. Said to be done: it wrote; refused or cut: all or nothing."""
        before = _own_lines(register)
        said = Said(register)
        yield said
        new = _own_lines(said.register) - before
        self.calls["accepted" if said.accepted else "refused"] += 1
        assert said.accepted or cut or not new, "a refused call wrote something"
        assert new or not said.accepted, "a call that said it is done wrote nothing"
        self.accepted |= {(site, words_of(raw)) for site, raw in new}

    def copied(self, site: str) -> None:
        self.spoken_twice.add(site)

    def forget_lost(self, registers: Iterable[Register], site: str = "", *, above: Register) -> None:
        """A file was destroyed: what nothing else holds is lost, and nobody can be blamed for it.

        The district ``above`` holds some of a village's lines, which is not enough to go on with a PC's log: only
        what it wrote itself is there to be had again.
        """
        if site:
            self.copied(site)
        held: set[Place] = set()
        for register in registers:
            with register.reading() as session:
                held |= {(where, words_of(raw)) for where, raw in lines_of(session)}
        with above.reading() as session:
            own = JournalLine.replica_id == above.identity.replica_id
            rows = session.execute(select(JournalLine.site_code, JournalLine.raw).where(own))
            held |= {(where, words_of(raw)) for where, raw in rows}
        self.accepted &= held

    def strange(self, register: Register, kind: str, word: str) -> None:
        """A line of another version of the program, appended to the register's own journal as that one would."""
        site, own = register.site_code, register.identity.replica_id
        with register.writing() as session:
            somebody = session.scalars(select(Villager).where(Villager.site_code == site).limit(1)).first()
            if somebody is None:
                return
            head = journal.locked_head(session, site, own)
            journal.begin_chain(head, own)
            line = strange_line(kind, word, site, somebody.id, somebody.ver) | {"seq": head.seq + 1}
            raw = json.dumps(line, ensure_ascii=False).encode()
            new = journal.NewLine(own, head.seq + 1, str(line["t"]), str(line["rec"]), raw)
            journal.append(session, head, [new])
            head.seq, head.applied = head.seq + 1, head.n
            if line["rec"] == somebody.id:  # that program's own row has the fields that ours knows, too
                feed.refold(session, site, [somebody.id], writers.of_room(session, own, ""))
            session.commit()
        self.accepted.add((site, words_of(raw)))


def strange_line(kind: str, word: str, site: str, villager_id: str, base: int) -> dict[str, object]:
    line: dict[str, object] = {
        "seq": 0,
        "id": new_record_id(),
        "rec": new_record_id(),
        "t": "villager",
        "op": "put",
        "base": 0,
        "f": {"name": f"人{word}"},
        "hlc": "1790000001711.0",
        "off": 0,
        "who": "",
        "schema": SCHEMA,
    }
    changed: dict[str, dict[str, object]] = {
        "newer": {"rec": villager_id, "base": base, "schema": SCHEMA + 7, "f": {"note": word, "soul": "?"}},
        "too-new": {"schema": SCHEMA + 7, "min_reader": SCHEMA + 7, "f": {"name": f"人{word}", "soul": "?"}},
        "new-type": {"t": "hologram", "f": {"depth": 3}},
        "unknown-field": {"rec": villager_id, "base": base, "f": {"aura": f"光{word}"}},
        "bad-value": {"f": {"name": 5}},
        "no-case": {"t": "case_event", "f": ORPHAN},
        "not-ours": {
            "t": "site",
            "rec": site_record_id(site),
            "base": base,
            "f": {"shown_name": f"村{word}"},
        },
    }
    return line | changed[kind]


def _own_lines(register: Register) -> set[tuple[str, bytes]]:
    with register.reading() as session:
        rows = session.execute(select(JournalLine.site_code, JournalLine.raw))
        return {(site, raw) for site, raw in rows}
