"""Receipt, application, pull and bytes on the wire, from one register of cases made by the services.

    taskset -c 0,1 python -m bench.sync [--cases 10000] [--stores sqlite,postgresql]
    python -m bench.sync --data FILE --n N         the peers' synthetic records as one JSON line a store

The township is a real register (encrypted SQLite with synchronous=FULL, or a private PostgreSQL with fsync);
batches are signed, chained and compressed before the clock starts, checked and stored while it runs. Every
register proves itself with ``verify`` after its measurement; a difference ends the bench with an error.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, select

from app.clock import SystemClock
from app.models import outbox
from app.models.application import apply_received
from app.models.feed import TOWNSHIP
from app.models.register import Register
from app.models.tables import JournalLine, ServiceCase, SyncState
from app.models.verify import verify
from app.services import rooms
from bench import peer_records, village
from bench.near_township import NearTownship
from sync.client.passes import SyncPass
from sync.protocol.compression import Compression
from sync.protocol.envelope import NOBODY, POINT_BYTES, Header, Kind, seal
from sync.server.serving import settle_memory
from tests.clusters import private_cluster

BATCH = 1_000
SIZES = (1, 50, 1_000)
SAMPLES = 400


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds by the wall and of this process's processors."""

    wall_s: float
    cpu_s: float

    def rate(self, count: int) -> str:
        return f"{count / self.wall_s:,.0f}/s ({count / self.cpu_s:,.0f} per processor second)"


def timed(work: Callable[[], object]) -> Took:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - wall, time.process_time() - cpu)


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
        with _stage(store) as (folder, near):
            room = village.opened_copy(kept, folder / "room")
            near.let_in(room)
            if number == 0:
                _say_sizes(room)
            _measure(store, folder, near, room)
            room.close()


def _measure(store: str, folder: Path, near: NearTownship, room: Register) -> None:
    wires = list(sealed_batches(room, BATCH))
    count = _lines(room)
    took = timed(lambda: _receive_all(near, wires))
    print(
        f"| {store}: received, {count:,} entries in {len(wires)} batches | {took.rate(count)} |", flush=True
    )
    took = timed(lambda: apply_received(near.register, room.site_code, near.clock))
    print(f"| {store}: applied | {took.rate(count)} |", flush=True)
    _prove(near.register)
    took = timed(lambda: SyncPass(room, near.clock, near).run())
    print(f"| {store}: the room settles its own | {took.rate(count)} |", flush=True)
    _prove(room)
    other = new_room(folder / "other", near, "A2")
    took = timed(lambda: SyncPass(other, near.clock, near).run())
    print(f"| {store}: pulled into an empty room | {took.rate(count)} |", flush=True)
    _prove(other)
    calls = near.calls
    took = timed(lambda: SyncPass(other, near.clock, near).run())
    print(
        f"| {store}: nothing to do | {took.wall_s * 1000:.1f} ms, {near.calls - calls} round trip |",
        flush=True,
    )
    other.close()


def _receive_all(near: NearTownship, wires: list[bytes]) -> None:
    for wire in wires:
        near.receive(wire)


def _say_sizes(room: Register) -> None:
    with room.reading() as session:
        cases = session.scalar(select(func.count()).select_from(ServiceCase)) or 0
    count = _lines(room)
    print(f"| entries per case | {count / cases:.1f} ({count:,} for {cases:,}) |")
    for size in SIZES:
        mean, raw = bytes_an_entry(room, size)
        print(
            f"| bytes an entry, whole envelope, batch of {size} | {mean:.0f} ({raw:.0f} as JSON) |",
            flush=True,
        )


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
    header = Header(
        kind=Kind.PUSH,
        sender=identity.replica_id,
        receiver=state.server_replica_id,
        site_code=identity.site_code,
        from_seq=found.from_seq,
        to_seq=found.to_seq,
        prev_hash=found.prev_hash,
        head_hash=found.head_hash,
        epoch=state.epoch or NOBODY,
        feed_n=state.feed_n,
        feed_point=state.feed_hash[:POINT_BYTES],
        compression=Compression.ZSTD_TRAINED,
    )
    return found.lines, seal(header, found.lines, Ed25519PrivateKey.from_private_bytes(room.keys.signing))


def new_room(home: Path, near: NearTownship, pc_code: str) -> Register:
    """An empty PC of the same village, enrolled."""
    plan = rooms.RoomPlan(village.ROOM, "青石村便民服务站", pc_code=pc_code)
    room = rooms.set_up(home, plan, near.clock, passphrase=village.PASSPHRASE)
    near.let_in(room)
    return room


def peer_figures(store: str, data: Path, count: int) -> dict[str, object]:
    """The peers' records as ours: written here, pushed and applied at a township, asked again."""
    with _stage(store) as (folder, near):
        room = new_room(folder / "room", near, "A1")
        written = timed(lambda: peer_records.write(room, near.clock, data, count))
        before = near.bytes_up
        pushed = timed(lambda: SyncPass(room, near.clock, near).run())
        carried = near.bytes_up - before
        again = timed(lambda: SyncPass(room, near.clock, near).run())
        _prove(near.register)
        room.close()
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
def _stage(store: str) -> Iterator[tuple[Path, NearTownship]]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = stack.enter_context(private_cluster()) if store == "postgresql" else ""
        near = NearTownship.found(folder / "township", url, SystemClock())
        settle_memory()
        stack.callback(near.register.close)
        yield folder, near


def _lines(room: Register) -> int:
    with room.reading() as session:
        return outbox.last_seq(session, room.site_code, room.identity.replica_id)


def _prove(register: Register) -> None:
    report = verify(register)
    if not report.ok:
        raise SystemExit("\n".join(report.problems))


if __name__ == "__main__":
    main()
