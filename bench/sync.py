"""Receipt, application, pull and bytes on the wire, from one register of cases made by the services.

    taskset -c 0,1 python -m bench.sync [--cases 10000] [--stores sqlite,postgresql]
    python -m bench.sync --data FILE --n N         the peers' synthetic records as one JSON line a store

The township is a real register (encrypted SQLite with synchronous=FULL, or a private PostgreSQL with fsync).
Receipt and application are called in this process: batches are signed, chained and compressed before the clock
starts, checked and stored while it runs. Pull, push and the pass with nothing to do go over TLS to a township
that serves in a process of its own. Every register proves itself with ``verify`` after its measurement; a
difference ends the bench with an error.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select, text

from app import paths
from app.clock import SystemClock
from app.models import outbox
from app.models.application import apply_received
from app.models.feed import TOWNSHIP
from app.models.register import Register
from app.models.tables import JournalLine, ServiceCase, SyncState
from app.models.verify import verify
from app.services import rooms
from bench import peer_records, processes, village
from bench.far_township import line_of, served
from bench.near_township import NearTownship
from sync.client.batches import sealed_batch
from sync.client.passes import SyncPass, sync_once
from sync.protocol.compression import Compression
from sync.server import enrolling
from sync.server.serving import settle_memory
from sync.server.township import open_township
from tests.clusters import private_cluster

BATCH = 1_000
SIZES = (1, 50, 1_000)
SAMPLES = 400
PASSES = 40
PYTHONS_OWN = gc.get_threshold()


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds by the wall, of this process's processors, and of those beside it."""

    wall_s: float
    cpu_s: float
    beside_s: float

    def rate(self, count: int, beside: str = "") -> str:
        said = f"{count / self.wall_s:,.0f}/s; processor s per 1,000: {1000 * self.cpu_s / count:.3f}"
        return f"{said}, {beside} {1000 * self.beside_s / count:.3f}" if beside else said


def timed(work: Callable[[], object], beside: Callable[[], float] = lambda: 0.0) -> Took:
    elsewhere, wall, cpu = beside(), time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - wall, time.process_time() - cpu, beside() - elsewhere)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--stores", default="sqlite,postgresql")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--n", type=int, default=10_000)
    asked = parser.parse_args()
    stores = asked.stores.split(",")
    if asked.data:
        for store in stores:
            print(json.dumps(peer_figures(store, asked.data, asked.n)), flush=True)
        return
    print("| what | seen |\n|---|---|")
    kept = village.village(asked.cases)
    for number, store in enumerate(stores):
        with _stage(store) as stage:
            room = village.opened_copy(kept, stage.folder / "room")
            stage.near.let_in(room)
            if number == 0:
                _say_sizes(room)
            _measure_near(store, stage, room)
            room.close()
            _measure_far(store, stage, _lines_of(stage, room.site_code))


def _say(what: str, seen: str) -> None:
    print(f"| {what} | {seen} |", flush=True)


@dataclass(frozen=True, slots=True)
class Stage:
    """A new township, its register in ``folder``, its data there or at the PostgreSQL ``url``."""

    folder: Path
    url: str
    near: NearTownship

    @property
    def home(self) -> Path:
        return self.folder / "township"

    def database_cpu_s(self) -> float:
        pid = processes.database_pid(self.url)
        return processes.cpu_s(pid) if pid else 0.0

    def bytes_on_disk(self) -> int:
        with self.near.register.writing() as session:
            if self.url:
                return int(session.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
        with self.near.register.writing() as session:
            pages, size = (
                session.execute(text(f"PRAGMA {word}")).scalar_one() for word in ("page_count", "page_size")
            )
            return int(pages) * int(size)


def _measure_near(store: str, stage: Stage, room: Register) -> None:
    near, beside = stage.near, "the database's" if stage.url else ""
    wires = list(sealed_batches(room, BATCH))
    count, empty = _lines(room), stage.bytes_on_disk()
    took = timed(lambda: _receive_all(near, wires), stage.database_cpu_s)
    _say(f"{store}: received, {count:,} entries in {len(wires)} batches", took.rate(count, beside))
    took = timed(lambda: apply_received(near.register, room.site_code, near.clock), stage.database_cpu_s)
    _say(f"{store}: applied", took.rate(count, beside))
    _prove(near.register)
    _say(f"{store}: bytes an entry on the township's disk", f"{(stage.bytes_on_disk() - empty) / count:,.0f}")
    took = timed(lambda: SyncPass(room, near.clock, near).run(), stage.database_cpu_s)
    _say(f"{store}: the room settles its own", took.rate(count))
    _prove(room)


def _measure_far(store: str, stage: Stage, count: int) -> None:
    """What a second PC of the village sees of the township that holds all that."""
    code = enrolling.new_code(stage.near.township, village.ROOM)
    stage.near.register.close()
    gc.unfreeze()
    gc.set_threshold(*PYTHONS_OWN)  # a room's program is not settled as a server's is
    other = new_room(stage.folder / "other", "A2")
    with served(stage.home, stage.url) as far:
        far.let_in(other, code)
        with line_of(other) as line:
            took = timed(line.sync, far.cpu_s)
            _say(
                f"{store}: pulled into an empty room over TLS, {line.calls} answers",
                took.rate(count, "the server's"),
            )
            _prove(other)
            _until_compared(other, line.sync)
            os.sync()  # what the pull wrote is on the disk before anything small is measured
            before, took_ms = line.calls, []
            for _once in range(PASSES):
                took_ms.append(timed(line.sync).wall_s * 1000)
            calls = (line.calls - before) / PASSES
        fresh_ms = [timed(lambda: sync_once(other, SystemClock())).wall_s * 1000 for _once in range(PASSES)]
        _say(
            f"{store}: nothing to do",
            f"{statistics.median(took_ms):.1f} ms, {calls:.0f} round trip; "
            f"with a new connection {statistics.median(fresh_ms):.1f} ms",
        )
        peaks = f"{processes.peak_mib(far.pid):.0f} MiB the server"
        _say(f"{store}: memory at its peak", f"{peaks}, {processes.peak_mib(os.getpid()):.0f} this process")
    other.close()
    size = paths.register_file(other.home).stat().st_size
    _say(f"{store}: bytes an entry on the room's disk", f"{size / count:,.0f}")


def _until_compared(room: Register, sync: Callable[[], None]) -> None:
    """The records of a large village are compared over several contacts; then there is nothing to do."""
    for _contact in range(200):
        with room.reading() as session:
            state = session.get_one(SyncState, TOWNSHIP)
            if state.digest_ok and state.digest_n == state.feed_n:
                return
        sync()
    raise SystemExit("the records were not found equal")


def _receive_all(near: NearTownship, wires: list[bytes]) -> None:
    for wire in wires:
        near.receive(wire)


def _say_sizes(room: Register) -> None:
    with room.reading() as session:
        cases = session.scalar(select(func.count()).select_from(ServiceCase)) or 0
    count = _lines(room)
    _say("entries per case", f"{count / cases:.1f} ({count:,} for {cases:,})")
    for size in SIZES:
        mean, raw = bytes_an_entry(room, size)
        _say(f"bytes an entry, whole envelope, batch of {size}", f"{mean:.0f} ({raw:.0f} as JSON)")


def bytes_an_entry(room: Register, size: int) -> tuple[float, float]:
    """On the wire and as JSON lines, over batches spread evenly through what cases wrote."""
    with room.reading() as session:
        first = (
            session.scalar(select(func.min(JournalLine.seq)).where(JournalLine.record_type == "case")) or 1
        )
    last = _lines(room)
    step = max((last - first) // SAMPLES, size)
    wire = raw = entries = 0
    for seq in range(first, max(last - size, first + 1), step):
        lines, sealed = sealed_after(room, seq - 1, size)
        wire, raw, entries = wire + len(sealed), raw + sum(map(len, lines)), entries + len(lines)
    return wire / entries, raw / entries


def sealed_batches(room: Register, size: int) -> Iterator[bytes]:
    """All of a room's lines as it would send them."""
    last, after = _lines(room), 0
    while after < last:
        lines, wire = sealed_after(room, after, size)
        after += len(lines)
        yield wire


def sealed_after(room: Register, after: int, size: int) -> tuple[tuple[bytes, ...], bytes]:
    """One batch behind line ``after``."""
    identity = room.identity
    with room.reading() as session:
        state = session.get_one(SyncState, TOWNSHIP)
        found = outbox.next_lines(
            session, identity.site_code, identity.replica_id, after, max_lines=size, max_bytes=4 << 20
        )
    assert found is not None
    speaker = (identity.replica_id, identity.site_code)
    return found.lines, sealed_batch(room, state, found, speaker, Compression.ZSTD_TRAINED)


def new_room(home: Path, pc_code: str) -> Register:
    """An empty PC of the village."""
    plan = rooms.RoomPlan(village.ROOM, "青石村便民服务站", pc_code=pc_code)
    return rooms.set_up(home, plan, SystemClock(), passphrase=village.PASSPHRASE)


def peer_figures(store: str, data: Path, count: int) -> dict[str, object]:
    """The peers' records as ours: written here, sent over TLS, applied there, settled here; asked again."""
    with _stage(store) as stage:
        room = new_room(stage.folder / "room", "A1")
        code = enrolling.new_code(stage.near.township, village.ROOM)
        stage.near.register.close()
        with served(stage.home, stage.url) as far:
            far.let_in(room, code)
            written = timed(lambda: peer_records.write(room, SystemClock(), data, count))
            with line_of(room) as line:
                pushed = timed(line.sync)
                carried = line.bytes_up
                _until_compared(room, line.sync)
                again = timed(line.sync)
        room.close()
        _prove_township(stage)
    return {
        "peer": "daiban",
        "store": store,
        "enc": "zstd",
        "batch": BATCH,
        "n": count,
        "push_records_s": round(count / pushed.wall_s),
        "local_insert_rows_s": round(count / written.wall_s),
        "noop_resync_s": round(again.wall_s, 4),
        "bytes_record": round(carried / count),
        "load1": os.getloadavg()[0],
    }


@contextmanager
def _stage(store: str) -> Iterator[Stage]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = stack.enter_context(private_cluster()) if store == "postgresql" else ""
        near = NearTownship.found(folder / "township", url, SystemClock())
        settle_memory()
        stack.callback(near.register.close)
        yield Stage(folder, url, near)


def _lines_of(stage: Stage, site_code: str) -> int:
    """All lines of a site's feed, the township's own with them."""
    with stage.near.register.reading() as session:
        return session.scalar(select(func.count()).where(JournalLine.site_code == site_code)) or 0


def _lines(room: Register) -> int:
    with room.reading() as session:
        return outbox.last_seq(session, room.site_code, room.identity.replica_id)


def _prove_township(stage: Stage) -> None:
    township = open_township(stage.home, SystemClock(), passphrase=village.PASSPHRASE, url=stage.url)
    _prove(township.register)
    township.register.close()


def _prove(register: Register) -> None:
    report = verify(register)
    if not report.ok:
        raise SystemExit("\n".join(report.problems))


if __name__ == "__main__":
    main()
