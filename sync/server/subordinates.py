"""The servers below this one: which townships a district has, whose villages are whose, who speaks for a site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain import text
from app.domain.divisions import full_code, is_above_township, is_above_village, township_of
from app.errors import Refusal
from app.models.tables import Carrier, Placement, UpperServer
from sync.protocol.answers import Answer
from sync.protocol.codes import CODES, EnvelopeRefused
from sync.protocol.envelope import Header, tag_of
from sync.protocol.speaking import Speaks, unseal_speaks
from sync.server import incidents
from sync.server.enrolling import free_pc_code
from sync.server.exchange import Reply, refused, sealed_reply
from sync.server.feed_reading import FeedDelta
from sync.server.known_replicas import newcomer, sender_of
from sync.server.tables import KnownReplica
from sync.server.township import Township, epoch_of

UPWARD_CODE = "T1"
"""The PC code under which a township's own identity for a site is listed."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A site on the district's list: a township (``under`` is the district) or a village of one."""

    code: str
    under: str
    name: str


@dataclass(frozen=True, slots=True)
class TownshipStanding:
    """One township below this district: how many of its sites spoke here, and when it was last heard of."""

    code: str
    name: str
    sites: int
    last_contact: datetime | None


def add_township(district: Township, code: str, name: str) -> str:
    """Put a township on the district's list, or name it anew; returns its 12-digit code."""
    site_code = full_code(code)
    if not is_above_village(site_code) or is_above_township(site_code):
        raise Refusal(
            "区县添加的是乡镇：请用乡镇的代码（9 位，或补 000 的 12 位）。", field="code", code="site-code"
        )
    return _place(district, site_code, district.register.site_code, name)


def place_site(district: Township, code: str, under: str, name: str) -> str:
    """Say which township a village stands under, where its code names another (merged townships).

    Refusals: ``site-code`` on ``code``; ``no-site`` where that township is not on the list.
    """
    site_code, under_code = full_code(code), full_code(under)
    if is_above_village(site_code):
        raise Refusal("请用村（社区）的 12 位代码，后三位不是 000。", field="code", code="site-code")
    with district.register.reading() as session:
        if session.get(Placement, under_code) is None:
            raise Refusal("还没有这个乡镇。请先用 add-site 添加。", field="under", code="no-site")
    return _place(district, site_code, under_code, name)


def standings(district: Township) -> tuple[TownshipStanding, ...]:
    """The townships on the list, by code."""
    with district.register.reading() as session:
        query = select(Placement).where(Placement.under_code == district.register.site_code)
        return tuple(
            TownshipStanding(row.site_code, row.name, *_spoken_for(session, row.site_code))
            for row in session.scalars(query.order_by(Placement.site_code))
        )


def placed(district: Township) -> tuple[Placed, ...]:
    """Every site below, a township before its villages."""
    with district.register.reading() as session:
        found = [
            Placed(row.site_code, row.under_code, row.name) for row in session.scalars(select(Placement))
        ]
    own = district.register.site_code
    return tuple(sorted(found, key=lambda one: (one.code if one.under == own else one.under, one.code)))


def answer_speaker(district: Township, wire: bytes) -> Reply:
    """Let a township speak for one of its sites; the same said twice is one. Signed like every answer."""
    try:
        header, answer = take_speaker(district, wire)
    except EnvelopeRefused as fault:
        return refused(district, wire, fault.code)
    nothing = FeedDelta(1, 0, bytes(32), bytes(32), ())
    return sealed_reply(district, header.sender, header.site_code, answer, nothing)


def take_speaker(district: Township, wire: bytes) -> tuple[Header, Answer]:
    """The same, by wire or stick; raises EnvelopeRefused."""
    known: list[KnownReplica] = []
    with district.register.writing() as session:

        def find_key(header: Header) -> bytes:
            known.append(_server(session, district, header))
            return bytes.fromhex(known[0].signing_public)

        header, said = unseal_speaks(wire, find_key, receiving=district.register.keys.openers)
        if known[0].revoked:
            raise EnvelopeRefused("revoked")
        _let_speak(session, district, known[0], said)
        answer = Answer(
            answers=tag_of(wire),
            sentence=CODES["ok"].sentence,
            epoch=epoch_of(session),
            server_time_ms=int(district.clock.now().timestamp() * 1000),
        )
        session.commit()
    return header, answer


def is_server(session: Session, replica_id: str) -> bool:
    """Whether a server below this one is called so."""
    return session.get(UpperServer, replica_id) is not None


def stands_under(session: Session, site_code: str, township_code: str) -> bool:
    """Whether a site is that township's: by the district's own word, else by its code."""
    placed = session.get(Placement, site_code)
    if site_code == township_code:
        return placed is not None
    if placed is not None:
        return placed.under_code == township_code
    return not is_above_village(site_code) and township_of(site_code) == township_code


def _place(district: Township, site_code: str, under_code: str, name: str) -> str:
    name = text.name(name, field="name", words="名称")
    with district.register.writing() as session:
        session.merge(Placement(site_code=site_code, under_code=under_code, name=name))
        session.commit()
    return site_code


def _spoken_for(session: Session, township_code: str) -> tuple[int, datetime | None]:
    servers = select(UpperServer.replica_id).where(UpperServer.home_code == township_code)
    rows = session.execute(
        select(func.count(Carrier.site_code.distinct()), func.max(KnownReplica.last_contact))
        .join(KnownReplica, KnownReplica.replica_id == Carrier.replica_id)
        .where(Carrier.server_id.in_(servers))
    ).one()
    return int(rows[0]), rows[1]


def _server(session: Session, district: Township, header: Header) -> KnownReplica:
    if session.get(UpperServer, header.sender) is None:
        raise EnvelopeRefused("unknown-replica")
    return sender_of(session, district, header, locked=True)


def _let_speak(session: Session, district: Township, server: KnownReplica, said: Speaks) -> None:
    if not stands_under(session, said.site_code, server.site_code):
        raise EnvelopeRefused("wrong-site")
    known = session.get(KnownReplica, said.replica_id)
    carrier = session.get(Carrier, said.replica_id)
    if known is not None:
        if carrier is None or (carrier.server_id, carrier.site_code) != (server.replica_id, said.site_code):
            raise EnvelopeRefused("wrong-site")
        return
    _succeed(session, district, server, said)
    speaker = newcomer(
        session,
        district,
        replica_id=said.replica_id,
        site_code=said.site_code,
        pc_code=free_pc_code(session, district, said.site_code, UPWARD_CODE),
        signing_public=server.signing_public,
        receiving_public=server.receiving_public,
    )
    speaker.last_contact = district.clock.now()
    session.add(Carrier(replica_id=said.replica_id, site_code=said.site_code, server_id=server.replica_id))
    if session.get(Placement, said.site_code) is None:
        session.add(Placement(site_code=said.site_code, under_code=server.site_code, name=said.name))
    session.flush()


def _succeed(session: Session, district: Township, server: KnownReplica, said: Speaks) -> None:
    """A township that was put back speaks under a new identity; what it said under the old one stays."""
    former = select(Carrier.replica_id).where(
        Carrier.site_code == said.site_code, Carrier.server_id == server.replica_id
    )
    for replica in session.scalars(
        select(KnownReplica).where(KnownReplica.replica_id.in_(former), KnownReplica.succeeded_by == "")
    ):
        replica.succeeded_by = said.replica_id
        incidents.note(
            session,
            district.clock,
            "rekeyed",
            site_code=said.site_code,
            replica_id=replica.replica_id,
            became=said.replica_id,
        )
