"""A PC of one village, with its true key, reads and writes nothing of another's: every address, every record type."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.domain.ownership import FIELDS
from app.errors import Refusal
from app.models import rolling_back
from app.models.chain import ZERO, link
from app.models.digests import BUCKET_BYTES, BUCKETS
from app.models.feed import FeedLine
from sync.client import realigning
from sync.client.transport import HttpCarrier
from sync.protocol.answers import Answer, unseal_answer
from sync.protocol.blobs import BlobAnswer, Lists, Need, Piece, Route, seal_message, unseal_message
from sync.protocol.digests import Question, seal_question
from sync.protocol.envelope import NOBODY, Header, Kind, seal
from sync.protocol.key_changes import KeyChange, signed_change
from sync.protocol.offers import seal_offer
from sync.protocol.rekeying import Introduction, seal_introduction
from sync.protocol.sticks import put
from sync.server import sticks
from sync.server.tables import KnownReplica
from tests.sync.hostile.envelopes import json_bytes, whole_line
from tests.sync.hostile.test_hostile_lines import Scribe
from tests.sync.lines import add_villagers, replica_of, state_of, stored, tables, written
from tests.sync.scans import attached, new_case, scan, scan_bytes, send_scans, with_catalogue
from tests.sync.stations import OTHER_VILLAGE, VILLAGE, Room, RunningTownship

MakeRoom = Callable[..., Room]
SECRET = "只有柳林村知道的事"


@pytest.fixture
def victim(township: RunningTownship, make_room: MakeRoom, tmp_path: Path) -> Room:
    """柳林村 with villagers, a case and a scan, all of it at the township."""
    room = make_room("victim", site=OTHER_VILLAGE, pc_code="V1")
    room.enrol(township)
    with_catalogue(township, room)
    add_villagers(room, "受害人", note=SECRET)
    attached(room, new_case(room, "受害人"), scan(tmp_path, "victim.jpg"))
    room.sync()
    send_scans(room)
    return room


@pytest.fixture
def thief(township: RunningTownship, room: Room) -> Thief:
    add_villagers(room, "自己人")
    room.sync()
    return Thief(township, room)


class Thief:
    """An enrolled PC of 槐树村 that asks for 柳林村."""

    def __init__(self, township: RunningTownship, room: Room) -> None:
        self.township, self.room = township, room
        self.me = room.register.identity
        self.key = Ed25519PrivateKey.from_private_bytes(room.register.keys.signing)

    def header(self, kind: Kind, site_code: str, lines: int = 0, **more: Any) -> Header:
        plain = Header(
            kind=kind,
            sender=self.me.replica_id,
            receiver=self.township.township.server_id,
            site_code=site_code,
            from_seq=1,
            to_seq=lines,
            prev_hash=ZERO,
            head_hash=ZERO,
        )
        return replace(plain, **more)

    def ask(self, path: str, wire: bytes, method: str = "POST") -> bytes:
        with HttpCarrier(self.township.url, None) as line:
            return line.send(method, path, wire, {"Content-Type": "application/x-dbn"}, 20.0).body

    def answer(self, path: str, wire: bytes) -> Answer:
        public = self.township.register.identity.signing_public
        body = self.ask(path, wire)
        assert SECRET.encode() not in body
        opened = unseal_answer(body, lambda _header: public)
        assert opened.parts == () and opened.answer.records == () and opened.answer.points == ()
        return opened.answer

    def attempts(self, site_code: str) -> dict[str, bytes]:
        """One signed message for each address that answers with an envelope."""
        question = Question(1, "00" * BUCKETS * BUCKET_BYTES)
        fresh = Ed25519PrivateKey.generate()
        new = Introduction("ab" * 16, "Z9", fresh.public_key().public_bytes_raw().hex(), "cd" * 32)
        state = state_of(self.room)
        proof = next(realigning.offers(self.room.register, state, 0))[0]
        return {
            "/v1/exchange": seal(self.header(Kind.PUSH, site_code), [], self.key),
            "/v1/digest": seal_question(self.header(Kind.SNAPSHOT, site_code), question, self.key),
            "/v1/rekey": seal_introduction(self.header(Kind.SNAPSHOT, site_code), new, self.key, fresh),
            "/v1/offer": proof if site_code == VILLAGE else self._offer(site_code),
        }

    def _offer(self, site_code: str) -> bytes:
        """The victim's own feed as the thief would invent it, with the township's true seal of the thief's."""
        with self.room.register.reading() as session:
            (_n, proof), *_others = rolling_back.seals_behind(session, VILLAGE, 0)
        raw = written(self.room.register)[0]
        head = link(ZERO, self.me.replica_id, raw)
        header = self.header(Kind.FEED, site_code, 1, head_hash=head)
        return seal_offer(header, [FeedLine(1, self.me.replica_id, raw)], proof, self.key)

    def message(self, method: str, path: str, message: Any, site_code: str, *chunks: bytes) -> BlobAnswer:
        route = Route(self.me.replica_id, self.township.township.server_id, site_code, NOBODY)
        wire = seal_message(route, message, self.key, chunks=chunks)
        public = self.township.register.identity.signing_public
        opened = unseal_message(self.ask(path, wire, method), lambda _header: public)
        assert opened.chunks == () and isinstance(opened.message, BlobAnswer)
        return opened.message


def standing(township: RunningTownship, victim: Room) -> tuple[object, ...]:
    """Everything the township holds of the victim."""
    replica_id = victim.register.identity.replica_id
    return tables(township.register, OTHER_VILLAGE), stored(township, replica_id)


def test_another_villages_code_is_refused_at_every_address(
    township: RunningTownship, victim: Room, thief: Thief
) -> None:
    before = standing(township, victim)
    for path, wire in thief.attempts(OTHER_VILLAGE).items():
        assert thief.answer(path, wire).code == "wrong-site", path
    assert standing(township, victim) == before


def test_a_revoked_pc_is_told_so_at_every_address_and_nothing_else(
    township: RunningTownship, victim: Room, thief: Thief
) -> None:
    with township.register.writing() as session:
        session.get_one(KnownReplica, thief.me.replica_id).revoked = True
        session.commit()
    before = standing(township, victim), tables(township.register, VILLAGE)
    for site_code in (VILLAGE, OTHER_VILLAGE):
        for path, wire in thief.attempts(site_code).items():
            wanted = {"revoked"} if site_code == VILLAGE else {"revoked", "wrong-site"}
            assert thief.answer(path, wire).code in wanted, path
        assert thief.message("POST", "/v1/blobs/have", Lists(ask=["ab" * 32]), site_code).code in (
            "revoked",
            "wrong-site",
        )
    assert (standing(township, victim), tables(township.register, VILLAGE)) == before


def test_no_line_of_any_record_type_reaches_another_villages_record(
    township: RunningTownship, victim: Room, thief: Thief
) -> None:
    """Its ids, its site's code in the fields: whatever a line says, it is about the writer's own village."""
    before = standing(township, victim)
    ids = sorted(tables(township.register, OTHER_VILLAGE))
    owned = {word: [rec for kind, rec in ids if kind == word][:2] for word in FIELDS}
    lines = [
        json_bytes(
            {
                "seq": 1,
                "id": "01" * 16,
                "rec": rec,
                "t": record_type,
                "op": "put",
                "base": 2**50,
                "f": {"site_code": OTHER_VILLAGE, "name": "偷改", "note": "偷改", **more},
                "hlc": "9990000001711.0",
                "off": 0,
                "who": "x",
                "schema": 2,
            }
        )
        for record_type in FIELDS
        for rec in [*owned[record_type], "ee" * 16]
        for more in ({}, dict.fromkeys(FIELDS[record_type], "偷改"))
    ]
    answer = Scribe(township, thief.room).push(lines)
    assert (answer.code, answer.applied) == ("ok", answer.received)
    assert standing(township, victim) == before
    victim.sync()
    assert "偷改" not in str(tables(victim.register, OTHER_VILLAGE))


def test_another_villages_scans_are_as_if_they_had_never_been(
    township: RunningTownship, victim: Room, thief: Thief
) -> None:
    content = scan_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    chunks = [
        hashlib.sha256(content[at : at + (256 << 10)]).hexdigest() for at in range(0, len(content), 256 << 10)
    ]
    need = Need(sha256=sha256, size=len(content), chunks=chunks)
    for site_code, word in ((VILLAGE, "no-content"), (OTHER_VILLAGE, "wrong-site")):
        assert thief.message("POST", f"/v1/blobs/{sha256}/need", need, site_code).code == word
        piece = Piece(sha256=sha256, first=0)
        told = thief.message("PUT", f"/v1/blobs/{sha256}/0", piece, site_code, content[: 256 << 10])
        assert told.code == word
        listed = thief.message("POST", "/v1/blobs/have", Lists(ask=[sha256]), site_code)
        assert listed.have == [] and listed.code in ("ok", word)


def test_a_stick_in_another_villages_name_brings_and_takes_nothing(
    township: RunningTownship, victim: Room, thief: Thief, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    before = standing(township, victim)
    attempts = thief.attempts(OTHER_VILLAGE)
    for path in ("/v1/exchange", "/v1/offer"):
        put(stick, attempts[path])
    taken = sticks.take_in(township.township, stick)
    assert {one.code for one in taken.files} == {"wrong-site"}
    assert taken.answers == () and standing(township, victim) == before
    assert all(SECRET.encode() not in place.read_bytes() for place in stick.iterdir())


def test_a_code_of_one_village_enrols_nobody_for_another(
    township: RunningTownship, victim: Room, make_room: MakeRoom
) -> None:
    stranger = make_room("stranger", pc_code="S1")
    with pytest.raises(Refusal) as caught:
        stranger.enrol(township, township.new_code(OTHER_VILLAGE))
    assert caught.value.code == "wrong-site"


def test_a_rooms_feed_holds_its_own_village_alone(
    township: RunningTownship, victim: Room, thief: Thief
) -> None:
    thief.room.sync()
    assert tables(thief.room.register, OTHER_VILLAGE) == {}
    assert SECRET not in str(tables(thief.room.register, VILLAGE))


def test_a_stick_that_wants_another_villages_scans_gets_none(
    township: RunningTownship, victim: Room, thief: Thief, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    sha256 = hashlib.sha256(scan_bytes()).hexdigest()
    for site_code, code in ((VILLAGE, "ok"), (OTHER_VILLAGE, "wrong-site")):
        route = Route(thief.me.replica_id, township.township.server_id, site_code, NOBODY)
        put(stick, seal_message(route, Lists(ask=[sha256], want=[sha256]), thief.key))
        taken = sticks.take_in(township.township, stick)
        assert {one.code for one in taken.scans} >= {code}
    for place in taken.answers:
        opened = unseal_message(
            place.read_bytes(),
            lambda _header: township.register.identity.signing_public,
            receiving=thief.room.register.keys.openers,
        )
        assert opened.chunks == () and isinstance(opened.message, Lists) and opened.message.have == []


def test_nobody_changes_the_keys_of_another_villages_pc(
    township: RunningTownship, victim: Room, thief: Thief
) -> None:
    """In every way it could be said: the change is of the writer's own PC, or of nobody."""
    theirs = victim.register.identity
    fresh = Ed25519PrivateKey.generate()
    said = KeyChange(
        replica_id=theirs.replica_id,
        before=theirs.signing_public.hex(),
        signing_public=fresh.public_key().public_bytes_raw().hex(),
        receiving_public="cd" * 32,
    )
    before = replica_of(township, victim).signing_public
    own = replica_of(township, thief.room).signing_public
    for change in (signed_change(said, thief.key, fresh), signed_change(said, fresh, fresh)):
        fields = {
            "key_id": "aabbccdd",
            "public_key": change.signing_public,
            "made_at": "2026-11-23T01:00:00.000Z",
            "replica_id": change.replica_id,
            "receiving_key": change.receiving_public,
            "signed": change.signed,
            "proof": change.proof,
        }
        answer = Scribe(township, thief.room).push([whole_line("slip_key", fields)])
        assert answer.code == "ok"
    assert replica_of(township, victim).signing_public == before
    assert replica_of(township, thief.room).signing_public == own
    add_villagers(victim, "照常")
    victim.sync()
