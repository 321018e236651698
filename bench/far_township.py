"""A township in a process of its own, asked over TLS on loopback as a room asks it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf
from pathlib import Path

from app.clock import SystemClock
from app.models import outbox
from app.models.register import Register
from bench import processes
from bench.village import PASSPHRASE
from sync.client.enrolling import enrol
from sync.client.passes import SyncPass
from sync.client.transport import BATCH_TYPE, HttpAnswer, HttpCarrier


@dataclass(frozen=True, slots=True)
class FarTownship:
    """The address of a served township, its process, and that of its database (0: none)."""

    url: str
    pid: int
    database_pid: int = 0

    def let_in(self, room: Register, code: str) -> None:
        enrol(room, self.url, code)

    def cpu_s(self) -> float:
        """Processor seconds of the server so far, its database's with them."""
        return processes.cpu_s(self.pid) + (processes.cpu_s(self.database_pid) if self.database_pid else 0.0)


@dataclass(slots=True)
class Line:
    """Counts what passes over a connection."""

    room: Register
    carrier: HttpCarrier
    calls: int = 0
    bytes_up: int = 0

    @property
    def certificate_pin(self) -> bytes:
        return self.carrier.certificate_pin

    def post(
        self, path: str, body: bytes, content_type: str = BATCH_TYPE, *, at_most_s: float = inf
    ) -> HttpAnswer:
        self.calls += 1
        self.bytes_up += len(body)
        return self.carrier.post(path, body, content_type, at_most_s=at_most_s)

    def ask_ahead(self, path: str, body: bytes) -> None:
        self.carrier.ask_ahead(path, body)

    def sync(self) -> None:
        SyncPass(self.room, SystemClock(), self).run()


@contextmanager
def line_of(room: Register) -> Iterator[Line]:
    """A connection of an enrolled room, kept open."""
    with room.reading() as session:
        state = outbox.township_of(session)
    assert state is not None
    with HttpCarrier(state.url, bytes.fromhex(state.certificate_pin)) as carrier:
        yield Line(room, carrier)


@contextmanager
def served(home: Path, url: str) -> Iterator[FarTownship]:
    """``daiban-township serve`` over the register in ``home``, its data there or at the PostgreSQL ``url``."""
    words = ["serve", "--port", "0", "--host", "127.0.0.1", "--json", "--home", str(home)]
    server = subprocess.Popen(
        [sys.executable, "-m", "sync.server", *words, *(["--db", url] if url else [])],
        env=os.environ | {"DAIBAN_PASSPHRASE": PASSPHRASE, "PYTHONPATH": os.getcwd()},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    try:
        address = json.loads(server.stdout.readline())["url"]
        yield FarTownship(str(address), server.pid, processes.database_pid(url))
    finally:
        server.terminate()
        server.wait()
        server.stdout.close()
