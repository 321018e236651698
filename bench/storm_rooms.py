"""A thousand rooms for a storm, made cheaply: each with its own site, keys, chain and signed batches of real lines.

One practice room writes real lines through the services; every room gets them under its own numbers and chain,
signed by its own key. The township has received each room's beginning before the outage; the batch of changes
waits. What is skipped is only what a storm does not measure: enrolment codes and a thousand register files.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select

from app.clock import SetClock, SystemClock
from app.domain.cases import Tier
from app.ids import new_replica_id, site_record_id
from app.models.application import apply_received
from app.models.chain import ZERO, link
from app.models.lines import decode, encode
from app.models.tables import JournalLine, Site
from app.services import agents, rooms
from app.services.desk import Desk
from bench import village
from sync.protocol.compression import Compression
from sync.protocol.envelope import POINT_BYTES, Header, Kind, seal
from sync.server import feed_reading
from sync.server.receipt import receive
from sync.server.tables import KnownReplica
from sync.server.township import OFFICE, Township, epoch_of, found, open_township

CODE, NAME = "620902101", "柳泉镇"
PASSPHRASE = village.PASSPHRASE


@dataclass(frozen=True, slots=True)
class StormRoom:
    """A room that was cut off: who it is, the batch that waits, and where it will stand when that has arrived.

    ``question`` is the empty batch by which it asks afterwards whether its lines are in the tables.
    """

    site_code: str
    replica_id: str
    wire: bytes
    question: bytes
    last_seq: int


@dataclass(slots=True)
class _Draft:
    site_code: str
    replica_id: str
    key: Ed25519PrivateKey
    lines: list[bytes]


def site_codes(count: int) -> list[str]:
    """Twelve digits each: villages of this township and of those merged into it."""
    return [f"{620902101 + place // 900:09}{100 + place % 900:03}" for place in range(count)]


def found_township(home: Path, url: str) -> Township:
    """A new township, on SQLite or at a PostgreSQL ``url``."""
    clock = SystemClock()
    found(home, CODE, NAME, clock, passphrase=PASSPHRASE).close()
    return open_township(home, clock, passphrase=PASSPHRASE, url=url)


def made(township: Township, folder: Path, count: int, changes: int) -> list[StormRoom]:
    """So many rooms, known to the township up to the outage, each with one batch of ``changes`` lines."""
    beginning, waiting = _practice(folder, changes)
    drafts = [_draft(code, [*beginning, *waiting]) for code in site_codes(count)]
    _add_sites(township, [one.site_code for one in drafts])
    _let_in(township, drafts)
    return [_cut_off(township, one, len(beginning)) for one in drafts]


def _practice(folder: Path, changes: int) -> tuple[list[bytes], list[bytes]]:
    """The lines a room begins with, without its catalogue, and so many that its counter wrote then."""
    clock = SetClock(SystemClock().now())
    plan = rooms.RoomPlan(village.ROOM, "青石村便民服务站", agent="王芳", sample_catalogue=True)
    register = rooms.set_up(folder, plan, clock, passphrase=PASSPHRASE)
    try:
        with register.reading() as session:
            begun = list(session.scalars(select(JournalLine.raw).order_by(JournalLine.n)))
        village.add_cases(Desk(register, agents.first_actor(register), clock), clock, changes // 4)
        with register.reading() as session:
            everything = list(session.scalars(select(JournalLine.raw).order_by(JournalLine.n)))
    finally:
        register.close()
    small = [raw for raw in begun if decode(raw).t in ("site", "agent", "slip_key")]
    return small, everything[len(begun) : len(begun) + changes]


def _draft(site_code: str, lines: list[bytes]) -> _Draft:
    """The same lines under this room's own numbers."""
    own = site_record_id(site_code)
    told = []
    for seq, raw in enumerate(lines, 1):
        line = decode(raw)
        rec = own if line.t == "site" else line.rec
        told.append(encode(msgspec.structs.replace(line, seq=seq, rec=rec)))
    return _Draft(site_code, new_replica_id(), Ed25519PrivateKey.generate(), told)


def _add_sites(township: Township, codes: list[str]) -> None:
    own = township.register.site_code
    with township.register.write(OFFICE, township.clock) as unit:
        for code in codes:
            site = Site(site_code=code, id=site_record_id(code), tier=Tier.VILLAGE.value)
            site.shown_name, site.parent_code = f"村{code[-6:]}", own
            unit.add(site)
        unit.commit()


def _let_in(township: Township, drafts: list[_Draft]) -> None:
    with township.register.writing() as session:
        for one in drafts:
            session.add(
                KnownReplica(
                    replica_id=one.replica_id,
                    site_code=one.site_code,
                    pc_code="A1",
                    signing_public=one.key.public_key().public_bytes_raw().hex(),
                    receiving_public="00" * 32,
                    last_seq=0,
                    last_hash=ZERO,
                    revoked=False,
                    enrolled_at=township.clock.now(),
                )
            )
        session.commit()


def _cut_off(township: Township, one: _Draft, begun: int) -> StormRoom:
    """The beginning is received and applied; the rest is sealed as it will be sent when the line is back."""
    register, site_code = township.register, one.site_code
    with register.writing() as session:
        receive(session, township, _sealed(township, one, 0, begun, 0, bytes(POINT_BYTES)))
        session.commit()
    apply_received(register, site_code, township.clock)
    with register.reading() as session:
        head = feed_reading.head_of(session, site_code)
    assert head is not None
    last, point = len(one.lines), head.hash
    wire = _sealed(township, one, begun, last, head.n, point[:POINT_BYTES])
    for raw in one.lines[begun:]:
        point = link(point, one.replica_id, raw)
    question = _sealed(township, one, last, last, head.n + last - begun, point[:POINT_BYTES])
    return StormRoom(site_code, one.replica_id, wire, question, last)


def _sealed(township: Township, one: _Draft, after: int, upto: int, feed_n: int, point: bytes) -> bytes:
    chain = [ZERO]
    for raw in one.lines[:upto]:
        chain.append(link(chain[-1], one.replica_id, raw))
    with township.register.reading() as session:
        epoch = epoch_of(session)
    header = Header(
        kind=Kind.PUSH,
        sender=one.replica_id,
        receiver=township.server_id,
        site_code=one.site_code,
        from_seq=after + 1,
        to_seq=upto,
        prev_hash=chain[after],
        head_hash=chain[upto],
        epoch=epoch,
        feed_n=feed_n,
        feed_point=point,
        compression=Compression.ZSTD_TRAINED,
    )
    return seal(header, one.lines[after:upto], one.key)
