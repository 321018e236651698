"""The room's side of attachments: what the township lacks goes up chunk by chunk, what is wanted comes down (sync 12)."""

from __future__ import annotations

import time
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256 as sha256_of
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.clock import Clock
from app.domain.attachments import CHUNK_BYTES, chunk_count, chunk_size
from app.errors import Refusal
from app.ids import new_record_id
from app.models import content_marks, outbox
from app.models.blobs import ContentStore, store_of
from app.models.queries import attachments as queries
from app.models.register import Register
from app.models.tables import SyncState
from sync.client.pacing import Pace
from sync.client.transport import HttpAnswer, HttpCarrier, NoAnswer
from sync.protocol.blobs import (
    ASK_HEADER,
    MAX_LISTED,
    PATH,
    BlobAnswer,
    Get,
    Lists,
    Message,
    Need,
    OpenedMessage,
    Piece,
    Route,
    indices,
    refusal_of,
    seal_message,
    unseal_message,
)
from sync.protocol.codes import EnvelopeRefused
from sync.protocol.envelope import NOBODY, tag_of

A_PASS_S = 60.0
"""How long the scans of one pass may go up before the next pass takes its turn: cases come first."""
ONE_ONLY = frozenset({"no-content", "wrong-content", "wrong-type", "attachment-damaged", "quota"})
"""Refusals that concern one content; the others may still go."""
TRIES = 3
PATIENCE_S = 10.0
SLOWEST_BYTES_PER_S = 2_000
ASK_TYPE = "application/x-dbn"


class BlobCarrier(Protocol):
    """What carries one request of any method to the township."""

    def send(
        self, method: str, path: str, body: bytes, headers: dict[str, str], at_most_s: float
    ) -> HttpAnswer:
        """Raises NoAnswer, or Refusal ``wrong-certificate``."""


@dataclass(frozen=True, slots=True)
class WentUp:
    """How many contents the township holds whole now, how many still wait, and the word that stopped it or ""."""

    whole: int
    waiting: int
    stopped_by: str = ""


@dataclass(slots=True)
class BlobLine:
    """Signed questions about contents over one carrier; ``wait`` may be cut short."""

    register: Register
    state: SyncState
    carrier: BlobCarrier
    wait: Callable[[float], None] = time.sleep
    pace: Pace = field(default_factory=Pace)
    speaker: tuple[str, str] = ("", "")
    """(replica, site) where it is not the register itself that asks: a township above, for one of its sites."""

    @property
    def route(self) -> Route:
        """Between whom the questions go."""
        if not self.speaker[0]:
            return route_of(self.register, self.state)
        replica_id, site_code = self.speaker
        return Route(replica_id, self.state.server_replica_id, site_code, self.state.epoch or NOBODY)

    def ask(self, method: str, path: str, message: Message, chunks: tuple[bytes, ...] = ()) -> OpenedMessage:
        """The township's signed answer ``ok``; Refusal ``no-answer`` after some tries, and every other word."""
        for last in (False,) * (TRIES - 1) + (True,):
            wire = self._sealed(message, chunks)
            retry_after_s = 0.0
            word = "no-answer"
            try:
                reply = self._send(method, path, wire)
                opened = self._opened(wire, reply)
                retry_after_s = reply.retry_after_s
            except NoAnswer:
                opened = None
            if opened is not None:
                word = _answer(opened).code
                if word == "ok":
                    return opened
            if word not in ("no-answer", "busy", "bad-hash", "truncated") or last:
                raise _no_answer() if word == "no-answer" else refusal_of(word)
            self.pace.unanswered()
            self.wait(self.pace.wait_s(retry_after_s))
        raise _no_answer()

    def _send(self, method: str, path: str, wire: bytes) -> HttpAnswer:
        if method == "GET":
            headers = {ASK_HEADER: b64encode(wire).decode("ascii")}
            return self.carrier.send(method, PATH + path, b"", headers, _patience_s(CHUNK_BYTES))
        return self.carrier.send(
            method, PATH + path, wire, {"Content-Type": ASK_TYPE}, _patience_s(len(wire))
        )

    def _sealed(self, message: Message, chunks: tuple[bytes, ...]) -> bytes:
        key = Ed25519PrivateKey.from_private_bytes(self.register.keys.signing)
        return seal_message(self.route, message, key, chunks=chunks)

    def _opened(self, wire: bytes, reply: HttpAnswer) -> OpenedMessage | None:
        """The answer, if the township signed it for these very bytes; anything else is no answer."""
        try:
            opened = unseal_message(reply.body, lambda _header: bytes.fromhex(self.state.server_public_key))
        except EnvelopeRefused:
            return None
        is_ours = (
            opened.header.sender == self.state.server_replica_id
            and opened.header.receiver == self.route.sender
            and isinstance(opened.message, BlobAnswer)
            and opened.message.answers == tag_of(wire)
        )
        return opened if is_ours else None


def send_waiting(line: BlobLine, clock: Clock, *, at_most_s: float = A_PASS_S) -> WentUp:
    """Send what only this PC holds, the oldest first, as long as the line holds; a cut loses one chunk at most."""
    register, store = line.register, store_of(line.register)
    until_s = time.monotonic() + at_most_s
    try:
        _ask_what_is_there(line, clock)
    except Refusal as refusal:
        return WentUp(0, len(waiting_contents(register, store)), refusal.code)
    return send_each(line, clock, waiting_contents(register, store), until_s)


def send_each(line: BlobLine, clock: Clock, contents: Mapping[str, int], until_s: float) -> WentUp:
    """Send these contents (with their sizes), which lie here, one after the other."""
    store, site_code = store_of(line.register), line.route.site_code
    whole, stopped_by = 0, ""
    for sha256, size in contents.items():
        try:
            epoch = _send_one(line, store, sha256, size, until_s)
        except Refusal as refusal:
            stopped_by = refusal.code
            if refusal.code in ONE_ONLY:
                continue
            break
        if not epoch:
            break
        keep_confirmed(line.register, clock, (sha256,), epoch, site_code)
        whole += 1
    return WentUp(whole, len(contents) - whole, stopped_by)


def fetch(line: BlobLine, clock: Clock, sha256: str, size: int) -> None:
    """Bring a content of this room here; goes on where a cut left it. Refusals as ``ask``, ``wrong-content``."""
    register, store = line.register, store_of(line.register)
    site_code, epoch = register.site_code, ""
    for i in store.missing(site_code, sha256, size):
        asked = Get(sha256=sha256, i=i, nonce=new_record_id())
        opened = line.ask("GET", f"/{sha256}/{i}", asked)
        if len(opened.chunks) != 1 or len(opened.chunks[0]) != chunk_size(size, i):
            raise refusal_of("wrong-content")
        store.put(site_code, sha256, i, opened.chunks[0])
        epoch = opened.header.epoch
    if store.finish(site_code, sha256, size) and epoch:
        keep_confirmed(register, clock, (sha256,), epoch, site_code)


def send_all(register: Register, clock: Clock, *, at_most_s: float = A_PASS_S) -> WentUp:
    """``send_waiting`` over a connection of its own; none is made where nothing waits."""
    state = _state(register)
    if not unconfirmed(register):
        return WentUp(0, 0)
    with HttpCarrier(state.url, bytes.fromhex(state.certificate_pin)) as carrier:
        return send_waiting(BlobLine(register, state, carrier), clock, at_most_s=at_most_s)


def fetch_one(register: Register, clock: Clock, sha256: str, size: int) -> None:
    """``fetch`` over a connection of its own."""
    state = _state(register)
    with HttpCarrier(state.url, bytes.fromhex(state.certificate_pin)) as carrier:
        fetch(BlobLine(register, state, carrier), clock, sha256, size)


def waiting_contents(register: Register, store: ContentStore) -> dict[str, int]:
    """Contents that lie here and that the township has not said to hold, with their sizes."""
    found = unconfirmed(register)
    return {sha256: size for sha256, size in found.items() if store.has(register.site_code, sha256)}


def unconfirmed(register: Register) -> dict[str, int]:
    """The same wherever they lie: those of the room's other PCs, too."""
    with register.reading() as session:
        state = outbox.township_of(session)
        epoch = state.epoch if state is not None else ""
        return queries.unconfirmed(session, register.site_code, epoch or NOBODY)


def keep_confirmed(
    register: Register, clock: Clock, contents: Iterable[str], epoch: str, site_code: str
) -> None:
    """The server above said, signed, that it holds these of a site whole."""
    with register.writing() as session:
        content_marks.keep_marks(session, site_code, contents, epoch, clock.now())
        session.commit()


def route_of(register: Register, state: SyncState) -> Route:
    """From this PC to its township."""
    identity = register.identity
    return Route(identity.replica_id, state.server_replica_id, identity.site_code, state.epoch or NOBODY)


def held_above(line: BlobLine, asked: Sequence[str]) -> tuple[set[str], str]:
    """One question for all of these: which are there whole, and in which life of the server."""
    opened = line.ask("POST", "/have", Lists(ask=list(asked)[:MAX_LISTED]))
    return set(_answer(opened).have) & set(asked), opened.header.epoch


def _send_one(line: BlobLine, store: ContentStore, sha256: str, size: int, until_s: float) -> str:
    """The epoch of the server that now holds the content whole; "" where the time was up before."""
    site_code = line.route.site_code
    hashes = [sha256_of(store.chunk(site_code, sha256, i)).hexdigest() for i in range(chunk_count(size))]
    opened = line.ask(
        "POST", f"/{sha256}/need", Need(sha256=sha256, size=size, chunks=hashes, nonce=new_record_id())
    )
    for i in indices(_answer(opened).missing):
        if time.monotonic() > until_s:
            return ""
        piece = Piece(sha256=sha256, first=i, nonce=new_record_id())
        opened = line.ask("PUT", f"/{sha256}/{i}", piece, (store.chunk(site_code, sha256, i),))
    return opened.header.epoch if _answer(opened).whole else ""


def _ask_what_is_there(line: BlobLine, clock: Clock) -> None:
    """Another PC may have sent them, or the township may have begun another life."""
    there, epoch = held_above(line, list(unconfirmed(line.register)))
    keep_confirmed(line.register, clock, there, epoch, line.register.site_code)


def _answer(opened: OpenedMessage) -> BlobAnswer:
    assert isinstance(opened.message, BlobAnswer)  # nothing else passes ``_opened``
    return opened.message


def _state(register: Register) -> SyncState:
    with register.reading() as session:
        state = outbox.township_of(session)
    if state is None or not state.url:
        raise Refusal("本机还没有在乡镇登记。请先输入登记码。", code="not-enrolled")
    return state


def _patience_s(size: int) -> float:
    return PATIENCE_S + size / SLOWEST_BYTES_PER_S


def _no_answer() -> Refusal:
    return Refusal("乡镇服务器没有回答。数据都在本机，没有丢失；请稍后再同步。", code="no-answer")
