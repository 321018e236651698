"""Push a room's register into a real township over TLS: records a second and bytes a record.

    python -m bench.pushing [--records 10000]

The township is a child process on loopback with its own encrypted SQLite register; every batch is signed,
chained, compressed, stored with synchronous=FULL and folded before the pass ends.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from math import inf
from pathlib import Path

from app.clock import SystemClock
from app.models.queries import sites
from app.models.register import Register
from app.models.tables import Villager
from app.services import rooms
from sync.client.enrolling import enrol
from sync.client.passes import GIVE_UP_S, SyncPass
from sync.client.transport import BATCH_TYPE, HttpAnswer, HttpCarrier

PASSPHRASE = "bench-only"
TOWNSHIP, ROOM = "620902101", "620902101201"


class Counting:
    """A carrier that counts what it carries up."""

    def __init__(self, carrier: HttpCarrier) -> None:
        self._carrier = carrier
        self.bytes_up = 0
        self.calls = 0

    @property
    def certificate_pin(self) -> bytes:
        return self._carrier.certificate_pin

    def post(
        self, path: str, body: bytes, content_type: str = BATCH_TYPE, *, at_most_s: float = inf
    ) -> HttpAnswer:
        self.bytes_up += len(body)
        self.calls += 1
        return self._carrier.post(path, body, content_type, at_most_s=at_most_s)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000)
    count = parser.parse_args().records
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        register = _room(home / "room", count)
        _township(home, "init", "--code", TOWNSHIP, "--name", "柳泉镇")
        _township(home, "add-site", "--code", ROOM, "--name", "青石村")
        code = json.loads(_township(home, "enrol-code", "--site", ROOM, "--json"))["code"]
        server, url = _serving(home)
        try:
            enrol(register, url, code)
            _measure(register, count)
        finally:
            server.terminate()
            server.wait()
            register.close()


def _room(home: Path, count: int) -> Register:
    clock = SystemClock()
    register = rooms.set_up(home, rooms.RoomPlan(ROOM, "青石村便民服务站"), clock, passphrase=PASSPHRASE)
    begun = time.perf_counter()
    for start in range(0, count, 1000):
        with register.write("bench", clock) as unit:
            for number in range(start, min(start + 1000, count)):
                unit.add(
                    Villager(
                        name=f"张秀{number}",
                        id_number=f"62090219490203{number % 10_000:04}",
                        phone=f"138{number:08}",
                        group_name="三组",
                        address="柳泉镇青石村三组",
                    )
                )
            unit.commit()
    print(f"written here: {count / (time.perf_counter() - begun):,.0f} records/s")
    return register


def _measure(register: Register, count: int) -> None:
    with register.reading() as session:
        state = sites.sync_marks(session)
    assert state is not None
    with HttpCarrier(state.url, bytes.fromhex(state.certificate_pin)) as carrier:
        counting = Counting(carrier)
        begun = time.perf_counter()
        SyncPass(register, SystemClock(), counting, GIVE_UP_S).run()
        took = time.perf_counter() - begun
        first_calls, up = counting.calls, counting.bytes_up
        begun = time.perf_counter()
        SyncPass(register, SystemClock(), counting, GIVE_UP_S).run()
        idle = time.perf_counter() - begun
    print("| push | value |\n|---|---|")
    print(f"| records, received and folded | {count:,} |")
    print(f"| seconds | {took:.2f} |")
    print(f"| records a second | {count / took:,.0f} |")
    print(f"| bytes a record on the wire | {up / count:.0f} |")
    print(f"| exchanges | {first_calls} |")
    print(f"| a pass with nothing to do, ms | {idle * 1000:.0f} |")


def _environment() -> dict[str, str]:
    return os.environ | {"DAIBAN_PASSPHRASE": PASSPHRASE, "PYTHONPATH": os.getcwd()}


def _township(home: Path, *words: str) -> str:
    command = [sys.executable, "-m", "sync.server", *words, "--home", str(home / "township")]
    return subprocess.run(
        command, env=_environment(), check=True, capture_output=True, text=True, timeout=60
    ).stdout


def _serving(home: Path) -> tuple[subprocess.Popen[str], str]:
    command = [sys.executable, "-m", "sync.server", "serve", "--port", "0", "--json", "--home"]
    server = subprocess.Popen(
        [*command, str(home / "township")], env=_environment(), stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    return server, str(json.loads(server.stdout.readline())["url"])


if __name__ == "__main__":
    main()
