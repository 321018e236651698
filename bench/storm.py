"""The outage ends: a thousand rooms with twenty changes each come back at once to one real ``daiban-township serve``.

    taskset -c 0,1 python -m bench.storm [--rooms 1000] [--changes 20] [--store sqlite|postgresql] [--processes 1]

The rooms are coroutines of this process, on the same processors as the server. Keys, lines, signatures and envelopes
are made before the clock starts; what is left is what a line carries: each room opens its own TLS connection, sends
its sealed batch, checks the signature of what comes back, and waits by the client's own pacing
(``sync.client.pacing``) where it is told to. A room is received when a signed answer acknowledges its last line, and
done when one says that it stands in the tables; until then it asks as the client does, with an empty batch. When all
stands in the tables is also asked of the tables themselves, twice a second, and at the end whether anything is
missing. ``--plain-http`` leaves TLS to a proxy that is not there. Bars of the issue: received 15 s on PostgreSQL and
30 s on SQLite, applied 30 and 45 s, 220 MiB a process, the slowest room at most three times the median.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import ssl
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select

from app.models.tables import JournalHead
from bench import storm_rooms
from bench.storm_rooms import StormRoom
from sync.client.pacing import Pace
from sync.client.talking import GIVE_UP_S as GIVE_UP_AFTER_S
from sync.client.transport import BASE_TIMEOUT_S, BATCH_TYPE, CONNECT_TIMEOUT_S, SLOWEST_BYTES_PER_S
from sync.protocol.answers import Answer, unseal_answer
from sync.protocol.codes import EnvelopeRefused
from sync.protocol.envelope import tag_of
from sync.server.tables import KnownReplica
from sync.server.township import Township
from tests.clusters import private_cluster

BARS = {"sqlite": (30.0, 45.0), "postgresql": (15.0, 30.0)}
"""Seconds until all is received, and applied."""
GIVE_UP_S = 180.0
LOOK_S = 0.5


@dataclass(slots=True)
class Seen:
    """What the rooms saw, in seconds since the outage ended."""

    received_s: list[float] = field(default_factory=list)
    told_s: list[float] = field(default_factory=list)
    applied_s: float = 0.0
    answers: Counter[str] = field(default_factory=Counter)
    connections: int = 0


@dataclass(slots=True)
class Guest:
    """One room on its connection to the server, kept open between tries as the client's is."""

    room: StormRoom
    port: int
    context: ssl.SSLContext | None
    public_key: bytes
    seen: Seen
    pace: Pace = field(default_factory=Pace)
    _tag: str = ""
    _line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def come_back(self, begun: float) -> None:
        """Send until everything is received, then ask until it is applied."""
        is_received = False
        while time.perf_counter() - begun < GIVE_UP_S:
            status, retry_after_s, body = await self._asked(
                self.room.question if is_received else self.room.wire
            )
            answer = self._opened(body)
            self.seen.answers[answer.code if answer else str(status)] += 1
            if answer is None or answer.code != "ok":
                self.pace.unanswered()
                await asyncio.sleep(self.pace.wait_s(retry_after_s))
                continue
            self.pace.answered(0.0)
            now_s = time.perf_counter() - begun
            if answer.received == self.room.last_seq and not is_received:
                is_received = True
                self.seen.received_s.append(now_s)
            if answer.applied == self.room.last_seq:
                self.seen.told_s.append(now_s)
                self._hang_up()
                return
            await asyncio.sleep(min(self.pace.wait_s(answer.next_contact_s), GIVE_UP_AFTER_S))

    async def _asked(self, wire: bytes) -> tuple[int, float, bytes]:
        """One request: (status, Retry-After, body); status 0 where nothing came."""
        self._tag = tag_of(wire)
        head = (
            f"POST /v1/exchange HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nAccept: */*\r\n"
            f"Accept-Encoding: gzip, deflate\r\nConnection: keep-alive\r\nUser-Agent: python-httpx/0.28.1\r\n"
            f"Content-Type: {BATCH_TYPE}\r\nContent-Length: {len(wire)}\r\n\r\n"
        )
        try:
            if self._line is not None and self._line[0].at_eof():  # as the client's pool notices
                self._hang_up()
            reader, writer = self._line or await self._connected()
            async with asyncio.timeout(BASE_TIMEOUT_S + len(wire) / SLOWEST_BYTES_PER_S):
                writer.write(head.encode() + wire)
                return await _answer_of(reader)
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as fault:
            self.seen.answers[type(fault).__name__] += 1
            self._hang_up()
            return 0, 0.0, b""

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        async with asyncio.timeout(CONNECT_TIMEOUT_S):
            self._line = await asyncio.open_connection("127.0.0.1", self.port, ssl=self.context)
        self.seen.connections += 1
        return self._line

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line[1].transport.abort()
            self._line = None

    def _opened(self, body: bytes) -> Answer | None:
        """The answer, if the township signed it for this very batch."""
        try:
            opened = unseal_answer(body, lambda _header: self.public_key)
        except EnvelopeRefused:
            return None
        return opened.answer if opened.answer.answers == self._tag else None


async def _answer_of(reader: asyncio.StreamReader) -> tuple[int, float, bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    said = {name.lower(): value for name, _colon, value in (line.partition(": ") for line in head[1:])}
    body = await reader.readexactly(int(said.get("content-length", "0")))
    return int(head[0].split(" ")[1]), float(said.get("retry-after", "0")), body


async def storm(rooms: list[StormRoom], ports: list[int], township: Township, *, plain_http: bool) -> Seen:
    """All rooms at the same moment, spread over the server's processes."""
    context = None if plain_http else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if context is not None:
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    seen, public_key = Seen(), township.register.identity.signing_public
    begun = time.perf_counter()
    guests = [
        Guest(room, ports[place % len(ports)], context, public_key, seen) for place, room in enumerate(rooms)
    ]
    watching = asyncio.create_task(_watch(township, seen, len(rooms), begun))
    await asyncio.gather(*(guest.come_back(begun) for guest in guests))
    await watching
    return seen


async def _watch(township: Township, seen: Seen, rooms: int, begun: float) -> None:
    """Note when every received line stands in the tables."""
    while time.perf_counter() - begun < GIVE_UP_S:
        is_received = len(seen.received_s) == rooms
        if is_received and not await asyncio.to_thread(_waiting, township):
            seen.applied_s = time.perf_counter() - begun
            return
        await asyncio.sleep(LOOK_S)


def _waiting(township: Township) -> int:
    """Lines received and not yet in the tables."""
    with township.register.reading() as session:
        behind = select(func.coalesce(func.sum(JournalHead.n - JournalHead.applied), 0))
        return int(session.scalar(behind) or 0)


@contextmanager
def serving(home: Path, url: str, *, plain_http: bool = False) -> Iterator[tuple[int, int]]:
    """``daiban-township serve`` as in life; its port and process."""
    command = [sys.executable, "-m", "sync.server", "serve", "--home", str(home), "--json"]
    command += ["--host", "127.0.0.1", "--port", "0", *(["--db", url] if url else [])]
    command += ["--plain-http"] if plain_http else []
    surroundings = os.environ | {"DAIBAN_PASSPHRASE": storm_rooms.PASSPHRASE, "PYTHONUTF8": "1"}
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=surroundings)
    try:
        assert child.stdout is not None
        said = json.loads(child.stdout.readline())
        yield int(said["url"].rsplit(":", 1)[1]), child.pid
    finally:
        child.terminate()
        with suppress(subprocess.TimeoutExpired):
            child.wait(10)
        child.kill()


def memory_mib(pid: int, word: str) -> int:
    """Of a process: VmRSS now, VmHWM the most it ever had."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(word)).split()[1]) >> 10


def cpu_s(pid: int) -> float:
    """Processor seconds that a process has used."""
    facts = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(facts[11]) + int(facts[12])) / os.sysconf("SC_CLK_TCK")


def lost(township: Township, rooms: list[StormRoom]) -> int:
    """Lines that the township's tables do not have, received or applied."""
    with township.register.reading() as session:
        known = select(KnownReplica.replica_id, KnownReplica.last_seq)
        last: dict[str, int] = {}
        for replica_id, seq in session.execute(known):
            last[replica_id] = seq
    return sum(room.last_seq - last[room.replica_id] for room in rooms) + _waiting(township)


def report(store: str, rooms: list[StormRoom], seen: Seen, missing: int) -> None:
    bars = BARS[store]
    print(f"| {store}: what | bar | seen |\n|---|---|---|")
    print(f"| rooms done, lines lost | {len(rooms)}, 0 | {len(seen.told_s)}, {missing} |")
    print(f"| all received | {bars[0]:.0f} s | {max(seen.received_s):.1f} s |")
    print(f"| all applied | {bars[1]:.0f} s | {seen.applied_s:.1f} s |")
    print(f"| received: median room, slowest by median | 3 | {_spread(seen.received_s)} |")
    print(f"| told that all is applied: the same | 3 | {_spread(seen.told_s)} |")
    print(f"| connections, answers | – | {seen.connections}, {dict(seen.answers)} |", flush=True)


def _spread(times_s: list[float]) -> str:
    median = statistics.median(times_s)
    return f"{median:.1f} s, {max(times_s) / median:.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rooms", type=int, default=1_000)
    parser.add_argument("--changes", type=int, default=20)
    parser.add_argument("--store", choices=tuple(BARS), default="sqlite")
    parser.add_argument(
        "--processes", type=int, default=1, help="of the server, on PostgreSQL, as behind a proxy"
    )
    parser.add_argument("--plain-http", action="store_true", help="without TLS, as behind a proxy")
    asked = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = stack.enter_context(private_cluster()) if asked.store == "postgresql" else ""
        township = storm_rooms.found_township(folder / "township", url)
        stack.callback(township.register.close)
        rooms = storm_rooms.made(township, folder / "practice", asked.rooms, asked.changes)
        servers = [
            stack.enter_context(serving(folder / "township", url, plain_http=asked.plain_http))
            for _one in range(asked.processes)
        ]
        ports, processes = [port for port, _pid in servers], [pid for _port, pid in servers]
        before = [(memory_mib(pid, "VmRSS"), cpu_s(pid)) for pid in processes]
        own_s = time.process_time()
        seen = asyncio.run(storm(rooms, ports, township, plain_http=asked.plain_http))
        own_s = time.process_time() - own_s
        spent = [round(cpu_s(pid) - cpu, 1) for pid, (_rss, cpu) in zip(processes, before, strict=True)]
        report(asked.store, rooms, seen, lost(township, rooms))
        peaks = ", ".join(
            f"{memory_mib(pid, 'VmHWM')} ({rss})" for pid, (rss, _cpu) in zip(processes, before, strict=True)
        )
        print(f"| most memory of a process, resident (before the storm) | 220 MiB | {peaks} MiB |")
        print(f"| processor seconds in the storm: server, rooms | – | {spent}, {own_s:.1f} |", flush=True)


if __name__ == "__main__":
    main()
