"""A live township under damaged batches, bombs, slow and silent connections: it answers, stays small, and serves others."""

from __future__ import annotations

import http.client
import json
import random
import select
import socket
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

import pytest
import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.client.transport import Carrier
from sync.protocol import envelope
from sync.protocol.codes import CODES
from sync.protocol.compression import Compression
from sync.protocol.envelope import MAX_LINES, MAX_WIRE_BYTES, Header, read_header
from sync.server.connections import ASK_WITHIN_S
from tests.sync.faults.nursery import Child
from tests.sync.lines import add_villagers, assert_equal, state_of
from tests.sync.stations import Faulty, Room, RunningTownship

pytestmark = pytest.mark.needs("unix")

MakeRoom = Callable[..., Room]
SPARE_MIB = 220
"""16 bombs at once took 174 MiB more where it was measured; unbounded they would take 16 GiB."""


@dataclass
class Live:
    """``daiban-township serve`` in a process of its own, on plain HTTP so that any byte can be sent."""

    running: RunningTownship
    port: int = 0
    _child: Child = field(init=False)

    def start(self) -> None:
        words = ("serve", "--home", str(self.running.home), "--port", "0", "--plain-http", "--json")
        self._child = Child("daiban-township", words, self.running.home.with_suffix(".complaints"))
        self._child.start()
        self.port = int(json.loads(next(self._child.lines()))["url"].rsplit(":", 1)[1])

    def stop(self) -> None:
        self._child.kill()

    def peak_mib(self) -> float:
        """The most memory the process ever had."""
        told = Path(f"/proc/{self._child.pid}/status").read_text()
        return int(told.split("VmHWM:")[1].split()[0]) / 1024

    def post(self, body: bytes, *, encoding: str = "") -> tuple[int, bytes]:
        talk = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Content-Encoding": encoding} if encoding else {}
        try:
            talk.request("POST", "/v1/exchange", body, headers)
            answer = talk.getresponse()
            return answer.status, answer.read()
        finally:
            talk.close()

    def connected(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=60)


@dataclass
class Scene:
    """A live township, an enrolled room that reaches it, and the batches that the room sent."""

    live: Live
    room: Room
    batches: list[bytes]

    def signed(self, header: Header, packed: bytes, raw_len: int) -> bytes:
        """A truly signed envelope around a payload of our choosing: what a room gone mad could send."""
        claimed = envelope._Payload(raw_len, len(packed), sha256(packed).digest())
        head = envelope.MAGIC + envelope._pack(header, claimed)
        return (
            head + Ed25519PrivateKey.from_private_bytes(self.room.register.keys.signing).sign(head) + packed
        )


@pytest.fixture
def scene(township: RunningTownship, make_room: MakeRoom) -> Iterator[Scene]:
    """The room has met the township once; then the township runs as a process, at another address."""
    township.stop()
    township.plain_http, township.url = True, ""
    township.start()
    room = make_room("a")
    room.enrol(township)
    faulty: list[Faulty] = []
    for names in (("王秀英", "张桂兰"), ("李强",), ("赵云",)):
        add_villagers(room, *names)
        room.sync(through=lambda inner: _overheard(inner, faulty))
    township.stop()
    live = Live(township)
    live.start()
    _move(room, f"http://127.0.0.1:{live.port}")
    yield Scene(live, room, [wire for one in faulty for wire in one.sent])
    live.stop()
    township.start()  # for its fixture, which stops it


def _overheard(inner: Carrier, ears: list[Faulty]) -> Faulty:
    ears.append(Faulty(inner))
    return ears[-1]


def _move(room: Room, url: str) -> None:
    from app.models import outbox

    with room.register.writing() as session:
        state = outbox.township_of(session)
        assert state is not None
        state.url = url
        session.commit()


def after(scene: Scene) -> None:
    """The room goes on as if nothing had been, and both hold the same."""
    add_villagers(scene.room, "陈后来")
    scene.room.sync(give_up_s=30.0)
    state = state_of(scene.room)
    scene.live.stop()
    township = scene.live.running
    township.url = ""
    township.start()
    try:
        assert_equal(township, [scene.room])
        assert state.acked_seq == state.applied_seq > 0
    finally:
        township.stop()
        scene.live.start()


def damaged(dice: random.Random, wire: bytes) -> bytes:
    way = dice.choice(("cut", "flip", "flip", "grown", "doubled", "middle"))
    at = dice.randrange(len(wire))
    if way == "cut":
        return wire[:at]
    if way == "flip":
        return wire[:at] + bytes([wire[at] ^ 1 << dice.randrange(8)]) + wire[at + 1 :]
    if way == "grown":
        return wire + dice.randbytes(dice.randrange(1, 200))
    if way == "doubled":
        return wire + wire
    return wire[:at] + wire[min(at + dice.randrange(1, 50), len(wire)) :]


def test_damaged_replayed_and_reordered_batches_get_a_listed_answer_and_change_nothing(scene: Scene) -> None:
    seed = random.SystemRandom().randrange(2**32)
    dice = random.Random(seed)
    known = {code.status for code in CODES.values()} - {500, 503, 507}
    for _ in range(150):
        wire = dice.choice(scene.batches)
        body = wire if dice.random() < 0.3 else damaged(dice, wire)
        status, _answer = scene.live.post(body)
        assert status in known, f"{status}, seed {seed}"
        assert status != 200 or body == wire, f"a damaged batch was taken in, seed {seed}"
    after(scene)


def bombs(scene: Scene) -> dict[str, bytes]:
    header = replace(read_header(scene.batches[-1]), compression=Compression.ZSTD, appetite=0)
    gigabyte = zstandard.ZstdCompressor(level=1).compressobj(size=1 << 30)
    zstd = b"".join(gigabyte.compress(bytes(1 << 20)) for _ in range(1024)) + gigabyte.flush()
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    gzip = b"".join(packer.compress(bytes(1 << 20)) for _ in range(256)) + packer.flush()
    lines = zstandard.compress(b"{}\n" * (MAX_LINES + 1), 1)
    empty = zstandard.compress(b"\n" * (16 << 20), 1)
    return {
        "zstd": scene.signed(header, zstd, 1 << 30),
        "zstd that lies": scene.signed(header, zstd, 100),
        "gzip": scene.signed(replace(header, compression=Compression.GZIP), gzip, 256 << 20),
        "lines": scene.signed(
            replace(header, to_seq=header.from_seq + MAX_LINES), lines, 3 * (MAX_LINES + 1)
        ),
        "empty lines": scene.signed(header, empty, 16 << 20),
        "noise": random.Random(1).randbytes(MAX_WIRE_BYTES),
        "too large": bytes(MAX_WIRE_BYTES + 1),
    }


def test_bombs_are_refused_in_bounded_memory_even_sixteen_at_once(scene: Scene) -> None:
    before = scene.live.peak_mib()
    for name, wire in bombs(scene).items():
        with ThreadPoolExecutor(16) as throwers:
            statuses = set(throwers.map(scene.live.post, [wire] * 16))
        assert {status for status, _body in statuses} <= {400, 401, 413, 503}, name
    assert scene.live.peak_mib() - before < SPARE_MIB
    after(scene)


def test_a_packed_http_body_is_not_unpacked(scene: Scene) -> None:
    status, _body = scene.live.post(zlib.compress(bytes(64 << 20), 9), encoding="gzip")
    assert status == 400
    after(scene)


def test_a_body_without_end_is_cut_at_the_limit(scene: Scene) -> None:
    """Chunked, no length said: counted while it comes."""
    chunk = b"%x\r\n%b\r\n" % (1 << 16, bytes(1 << 16))
    with scene.live.connected() as line:
        line.sendall(b"POST /v1/exchange HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        sent = 0
        try:
            while not select.select([line], [], [], 0)[0]:
                line.sendall(chunk)
                sent += len(chunk)
        except ConnectionError:
            pass
    assert sent < 3 * MAX_WIRE_BYTES
    after(scene)


def test_bodies_that_drip_and_connections_that_say_nothing_hold_up_nobody_and_are_cut(scene: Scene) -> None:
    """40 bodies of one byte and 500 connections that never ask; the room syncs beside them, then all are closed."""
    with ExitStack() as all_lines:
        dripping = [all_lines.enter_context(scene.live.connected()) for _ in range(40)]
        for line in dripping:
            line.sendall(b"POST /v1/exchange HTTP/1.1\r\nHost: x\r\nContent-Length: 90000\r\n\r\nD")
        silent = [all_lines.enter_context(scene.live.connected()) for _ in range(450)]
        headless = [all_lines.enter_context(scene.live.connected()) for _ in range(50)]
        for line in headless:
            line.sendall(b"POST /v1/exchange HTTP/1.1\r\nHost: ")
        for _ in range(5):
            add_villagers(scene.room, "王秀英")
            scene.room.sync(give_up_s=10.0)
        for line in dripping:
            assert b" 400 " in line.recv(100)
        for line in (*silent, *headless):
            assert _is_closed(line)
    after(scene)


def _is_closed(line: socket.socket) -> bool:
    line.settimeout(ASK_WITHIN_S * 4)
    try:
        return line.recv(1) == b""
    except ConnectionResetError:
        return True


def test_answers_that_nobody_reads_hold_up_nobody(scene: Scene) -> None:
    """A hundred rooms ask and go away before the answer: their places are free again."""
    for wire in scene.batches * 25:
        with scene.live.connected() as line:
            line.sendall(
                b"POST /v1/exchange HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % len(wire) + wire
            )
    after(scene)
