"""A bad line on loopback: slow, late, cut, silent, lying; every fault drawn from a printed seed.

    with FaultProxy(to_port, line=Line(bytes_per_s=8_000, delay_ms=300)) as proxy:
        room.enrol(proxy.url())                     # https://127.0.0.1:…, TLS goes through unread

``line`` shapes both directions: each byte, IP and TCP heads included, takes its share of ``bytes_per_s`` and
arrives ``delay_ms`` later. A new connection costs one round trip before its first byte leaves, as the handshake
of TCP would. All connections share the line.

``faults`` names the kinds that may be drawn, each connection (``reads_http``: each request) with probability
``rate``. Without ``reads_http`` bytes are forwarded blindly, TLS too; with it the line is plain HTTP, requests are
understood, and the kinds of ``OF_HTTP`` may be drawn as well. ``calm()`` stops drawing, ``wild()`` begins again.
``counts`` says what was drawn. The n-th draw depends on ``seed`` and n alone.
"""

from __future__ import annotations

import asyncio
import math
import random
import re
import socket
import struct
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from tests.sync.faults.line import (
    ANY_LINE,
    CUTS_DOWN,
    CUTS_UP,
    EVERY_KIND,
    OF_HTTP,
    Cut,
    Fate,
    Fault,
    Line,
    Way,
)

__all__ = ["ANY_LINE", "EVERY_KIND", "OF_HTTP", "Fault", "FaultProxy", "Line"]

DRIP_BYTES, DRIP_S, LONGEST_DRIP_S = 48, 0.02, 30.0
LATEST_S = 10.0
QUEUED_PIECES = 64
KEPT_REQUESTS = 20
_Pipe = asyncio.Queue[tuple[float, bytes]]
PORTAL = "<html><body><h1>欢迎使用免费网络</h1><form action='/login'>手机号</form></body></html>".encode()


@dataclass(slots=True)
class FaultProxy:
    """Listens on ``port`` of loopback and forwards to ``to_port``; runs in a thread of its own while in use."""

    to_port: int
    line: Line = field(default_factory=Line)
    faults: Sequence[Fault] = ()
    rate: float = 1.0
    seed: int = 0
    hold_s: float = math.inf
    reads_http: bool = False
    port: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    draws: int = 0
    trips: int = field(default=0, init=False)
    """Round trips: the handshake of each connection, and each time that what the room said was answered (TLS only)."""
    _is_asked: bool = field(default=False, init=False)
    _is_wild: bool = True
    _up: Way = field(init=False)
    _down: Way = field(init=False)
    _old: list[bytes] = field(default_factory=list)
    _held: list[bytes] = field(default_factory=list)
    _loop: asyncio.AbstractEventLoop = field(init=False)
    _thread: threading.Thread | None = None
    _talks: set[asyncio.Task[Any]] = field(default_factory=set)
    """Held here: asyncio itself holds a waiting task only weakly, and one whose connection is gone was collected."""

    def __post_init__(self) -> None:
        if not self.reads_http and OF_HTTP & set(self.faults):
            raise ValueError("some of these faults need requests to be understood: reads_http")
        self._up, self._down = Way(self.line), Way(self.line)

    def url(self) -> str:
        return f"{'http' if self.reads_http else 'https'}://127.0.0.1:{self.port}"

    @property
    def carried(self) -> tuple[int, int]:
        """Bytes (up, down) that went through, without the heads of packets."""
        return self._up.carried, self._down.carried

    def calm(self) -> None:
        self._is_wild = False

    def wild(self) -> None:
        self._is_wild = True

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Listening when it returns."""
        self._loop = asyncio.new_event_loop()
        listening = socket.create_server(("127.0.0.1", self.port), backlog=1_000)
        self.port = listening.getsockname()[1]
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(listening, ready), name="fault proxy")
        self._thread.start()
        ready.wait()

    def stop(self) -> None:
        """Every connection is dropped."""
        assert self._thread is not None
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _run(self, listening: socket.socket, ready: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._accept, sock=listening))
        self._loop.call_soon(ready.set)
        self._loop.run_forever()
        server.close()
        while left := asyncio.all_tasks(self._loop):  # a connection just taken makes one more
            for task in left:
                task.cancel()
            self._loop.run_until_complete(_settled(left))
        self._loop.run_until_complete(server.wait_closed())
        self._loop.close()

    def draw(self) -> Fate:
        dice = random.Random(f"{self.seed}-{self.draws}")
        self.draws += 1
        kind = Fault.NONE
        if self._is_wild and self.faults and dice.random() < self.rate:
            kind = dice.choice(list(self.faults))
        self.counts[str(kind)] += 1
        return Fate(kind, dice, self.hold_s)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        by_reset = False
        this = asyncio.current_task()
        assert this is not None
        self._talks.add(this)
        try:
            await asyncio.sleep(self.line.round_trip_s)  # the handshake of TCP, which loopback does not take
            self.trips += 1
            if self.reads_http:
                await _HttpTalk(self, reader, writer).run()
            else:
                await self._forward(reader, writer, self.draw())
        except Cut as cut:
            by_reset = cut.by_reset
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # either side has gone: that is what lines do
        except asyncio.CancelledError:
            pass  # the line is taken down; asyncio itself reports a cancelled connection as a fault
        finally:
            self._talks.discard(this)
            _end(writer, by_reset=by_reset)

    async def _forward(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, fate: Fate) -> None:
        """One connection, bytes unread, under its fate."""
        await self._keep_waiting(reader, fate)
        there_reader, there = await asyncio.open_connection("127.0.0.1", self.to_port)
        up: _Pipe = asyncio.Queue(QUEUED_PIECES)
        down: _Pipe = asyncio.Queue(QUEUED_PIECES)
        parts = (
            self._take(reader, up, fate, is_up=True),
            _deliver(up, there),
            self._take(there_reader, down, fate, is_up=False),
            _deliver(down, writer, self._answered),
        )
        tasks = [self._loop.create_task(part) for part in parts]
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            await _settled(tasks)
            _end(there, by_reset=False)

    def _answered(self) -> None:
        self.trips += self._is_asked
        self._is_asked = False

    async def _keep_waiting(self, reader: asyncio.StreamReader, fate: Fate) -> None:
        """What may happen before anything is passed on."""
        if fate.kind is Fault.REFUSE:
            raise Cut(by_reset=True)
        if fate.kind is Fault.HALF_OPEN:
            raise await _silent(reader, self.hold_s)
        if fate.kind is Fault.LATE:
            await asyncio.sleep(fate.dice.uniform(0, min(self.hold_s, LATEST_S)))

    async def _take(self, reader: asyncio.StreamReader, pipe: _Pipe, fate: Fate, *, is_up: bool) -> None:
        """Pieces of one direction go into its pipe, each with the time when it will have arrived; b"" ends it."""
        way = self._up if is_up else self._down
        drips_until = self._loop.time() + min(self.hold_s, LONGEST_DRIP_S) if fate.kind is Fault.DRIP else 0.0
        while True:
            is_dripping = self._loop.time() < drips_until
            piece = await reader.read(DRIP_BYTES if is_dripping else fate.wanted(is_up=is_up))
            piece = fate.meddle(piece, is_up=is_up)
            if is_up:
                self._is_asked = bool(piece)  # what TLS says last before the end waits for nothing
            await pipe.put((way.arrival(len(piece)), piece))
            if not piece:
                return
            if cut := fate.cut_after(is_up=is_up):
                await pipe.join()
                raise cut
            if is_dripping:
                await asyncio.sleep(DRIP_S)


@dataclass(slots=True)
class _HttpTalk:
    """One connection of plain HTTP: request by request, each under its own fate."""

    proxy: FaultProxy
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def run(self) -> None:
        while True:
            head, body = await _message(self.reader)
            fate = self.proxy.draw()
            await self._pass_on(head, body, fate)

    async def _pass_on(self, head: bytes, body: bytes, fate: Fate) -> None:
        proxy, kind = self.proxy, fate.kind
        await proxy._keep_waiting(self.reader, fate)
        if kind in (Fault.ERROR, Fault.BUSY, Fault.PORTAL):
            await self._answer(_page(kind), fate)
            return
        request = head + body
        if kind is Fault.REORDER:
            proxy._held.append(request)
            raise Cut()
        if kind is Fault.REPLAY and proxy._old:
            await self._ask(fate.dice.choice(proxy._old))
        if kind is Fault.TWICE:
            await self._ask(request)
        proxy._old.append(request)
        del proxy._old[:-KEPT_REQUESTS]
        if kind in CUTS_UP:
            await self._ask(request[: min(fate.place, len(request) - 1)], is_cut=True)
            raise Cut(by_reset=kind is Fault.RESET_UP)
        answer = await self._ask(_changed(head, body, fate, is_up=True))
        for late in proxy._held[:]:
            proxy._held.remove(late)
            await self._ask(late)
        if kind is Fault.LOSE_ANSWER:
            raise Cut()
        await self._answer(answer, fate)

    async def _ask(self, request: bytes, *, is_cut: bool = False) -> tuple[bytes, bytes]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.proxy.to_port)
        try:
            await _at(self.proxy._up.arrival(len(request)))
            writer.write(request)
            await writer.drain()
            return (b"", b"") if is_cut else await _message(reader)
        finally:
            _end(writer, by_reset=False)

    async def _answer(self, answer: tuple[bytes, bytes], fate: Fate) -> None:
        whole = _changed(*answer, fate, is_up=False)
        if fate.kind in CUTS_DOWN:
            whole = whole[: min(fate.place, len(whole) - 1)]
        size = DRIP_BYTES if fate.kind is Fault.DRIP else len(whole)
        for at in range(0, len(whole), max(size, 1)):
            await _at(self.proxy._down.arrival(len(whole[at : at + size])))
            self.writer.write(whole[at : at + size])
            await self.writer.drain()
            if fate.kind is Fault.DRIP:
                await asyncio.sleep(DRIP_S)
        if fate.kind in CUTS_DOWN:
            raise Cut(by_reset=fate.kind is Fault.RESET_DOWN)


def _changed(head: bytes, body: bytes, fate: Fate, *, is_up: bool) -> bytes:
    """A whole message with a shorter body or a turned bit in it, and a head that fits."""
    if fate.kind is (Fault.TRUNCATE_UP if is_up else Fault.TRUNCATE_DOWN) and body:
        shorter = body[: fate.dice.randrange(len(body))]
        was, now = b"(?i)content-length: %d" % len(body), b"content-length: %d" % len(shorter)
        return re.sub(was, now, head) + shorter
    if fate.kind is (Fault.FLIP_UP if is_up else Fault.FLIP_DOWN) and body:
        at = fate.dice.randrange(len(body))
        body = body[:at] + bytes([body[at] ^ 1 << fate.dice.randrange(8)]) + body[at + 1 :]
    return head + body


def _page(kind: Fault) -> tuple[bytes, bytes]:
    status = {Fault.ERROR: b"500 Internal Server Error", Fault.BUSY: b"503 Service Unavailable"}
    more = b"retry-after: 1\r\n" if kind is Fault.BUSY else b""
    head = b"HTTP/1.1 %b\r\ncontent-type: text/html\r\n%bcontent-length: %d\r\n\r\n"
    return head % (status.get(kind, b"200 OK"), more, len(PORTAL)), PORTAL


async def _message(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    """A request or an answer: its head with the empty line, its body."""
    head = await reader.readuntil(b"\r\n\r\n")
    size = 0
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            size = int(line.split(b":")[1])
    return head, await reader.readexactly(size)


async def _deliver(
    pipe: _Pipe, writer: asyncio.StreamWriter, told: Callable[[], None] = lambda: None
) -> None:
    while True:
        due, piece = await pipe.get()
        await _at(due)
        if not piece:
            with suppress(OSError):
                writer.write_eof()
            return
        told()
        writer.write(piece)
        await writer.drain()
        pipe.task_done()


async def _at(due: float) -> None:
    left_s = due - asyncio.get_running_loop().time()
    if left_s > 0:
        await asyncio.sleep(left_s)


async def _silent(reader: asyncio.StreamReader, hold_s: float) -> Cut:
    """Everything is read and nothing is said, until the other side goes or ``hold_s`` are over."""
    with suppress(TimeoutError):
        async with asyncio.timeout(None if math.isinf(hold_s) else hold_s):
            while await reader.read(65_536):
                pass
    return Cut()


async def _settled(tasks: Sequence[asyncio.Task[Any]] | set[asyncio.Task[Any]]) -> None:
    await asyncio.gather(*tasks, return_exceptions=True)


def _end(writer: asyncio.StreamWriter, *, by_reset: bool) -> None:
    if by_reset:
        taken = writer.get_extra_info("socket")
        with suppress(OSError):
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()
        return
    writer.close()
