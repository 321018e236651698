"""Villages work over a bad line while they, their syncs and their township are killed; then everything is counted.

    .venv/bin/python -m tests.sync.faults.chaos --seconds 300
    .venv/bin/python -m tests.sync.faults.chaos --seconds 60 --seed 7 --tls

Two PCs of one village, one of another: real processes that accept, change, attach and sync; ``daiban sync``
beside them on the same registers; ``daiban-township serve`` behind the fault proxy; an office that writes into
the same register. All are killed with SIGKILL at moments drawn from the seed.

What must hold: at every look, what a room takes for acknowledged is at the township, with the same chain.
At the end each room's lines are in the township byte for byte, in order, once; what was said to be saved or
acknowledged is; records are equal; contents are whole; both commands ``verify`` say so; nobody had to become another.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from app.clock import SystemClock
from app.services.rooms import RoomPlan, set_up
from sync.client.enrolling import enrol
from sync.client.passes import sync_once
from sync.server.enrolling import new_code
from sync.server.publishing import publish, sample_document
from sync.server.sites import site_codes
from sync.server.township import open_township
from tests.sync.faults.counting import Marks, TornRead, differences, looked_at_room, looked_at_township
from tests.sync.faults.nursery import Child, run
from tests.sync.faults.planted import FAULTS
from tests.sync.faults.proxy import ANY_LINE, EVERY_KIND, FaultProxy
from tests.sync.stations import OTHER_VILLAGE, PASSPHRASE, VILLAGE, found_township

ROOMS = (("a", VILLAGE, "A1"), ("b", VILLAGE, "A2"), ("c", OTHER_VILLAGE, "A1"))
BETWEEN_KILLS_S = 0.5
BETWEEN_LOOKS_S = 0.05
LAST_PASSES_S = 120.0


@dataclass
class Worker:
    """A process that may be killed at any moment, and what it said before."""

    role: str
    home: Path
    seed: str
    planted: str = ""
    saved: int = 0
    acked: int = 0
    surprises: list[str] = field(default_factory=list)
    lives: int = 0
    _child: Child = field(init=False)
    _listener: threading.Thread = field(init=False)

    def start(self) -> None:
        self.lives += 1
        words = (self.role, str(self.home), f"{self.seed}-{self.lives}")
        self._child = Child("village", words, self.home.with_suffix(".complaints"), self.planted)
        self._child.start()
        self._listener = threading.Thread(target=self._listen, args=(self._child,))
        self._listener.start()

    def kill(self) -> None:
        """Where it had already ended by itself, that is a surprise."""
        if self._child.has_ended():
            self.surprises.append(self.home.with_suffix(".complaints").read_text()[-1500:])
        self._child.kill()
        self._listener.join()

    def _listen(self, child: Child) -> None:
        for line in child.lines():
            word, _space, rest = line.partition(" ")
            if word == "surprise":
                self.surprises.append(rest)
            elif word == "saved":
                self.saved = max(self.saved, int(rest))
            elif word == "acked":
                self.acked = max(self.acked, int(rest))


@dataclass
class Server:
    """``daiban-township serve``, on a port that stays its own after a restart."""

    home: Path
    is_tls: bool
    planted: str = ""
    port: int = 0
    _child: Child = field(init=False)

    def start(self) -> None:
        """Where it does not serve after a kill, its complaint is the surprise."""
        words = ("serve", "--home", str(self.home), "--host", "127.0.0.1", "--port", str(self.port), "--json")
        more = () if self.is_tls else ("--plain-http",)
        complaints = self.home.with_suffix(".complaints")
        self._child = Child("daiban-township", words + more, complaints, self.planted)
        self._child.start()
        said = next(self._child.lines(), "")
        if not said.startswith('{"url"'):
            raise AssertionError(f"the township does not serve: {said}")
        self.port = int(json.loads(said)["url"].rsplit(":", 1)[1])

    def kill(self) -> None:
        self._child.kill()


@dataclass
class ChaosReport:
    """What was done and what was wrong."""

    seed: int
    kills: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    lines: int = 0
    looks: int = 0
    passes_ended: int = 0
    contents: int = 0
    problems: list[str] = field(default_factory=list)


@dataclass
class Chaos:
    """One run in ``folder``. ``rate`` 0: a good line, kills alone."""

    folder: Path
    seed: int
    seconds: float
    is_tls: bool = False
    rate: float = 0.4
    between_kills_s: float = BETWEEN_KILLS_S
    planted: str = ""
    most_kills: int = 1_000_000
    report: ChaosReport = field(init=False)
    _homes: dict[str, Path] = field(default_factory=dict)
    _keys: dict[str, bytes] = field(default_factory=dict)
    _workers: dict[str, Worker] = field(default_factory=dict)
    _server: Server = field(init=False)
    _over: threading.Event = field(default_factory=threading.Event)

    def run(self) -> ChaosReport:
        self.report = ChaosReport(self.seed)
        home = self.folder / "township"
        found_township(home, SystemClock())
        self._homes["township"] = home
        self._server = Server(home, self.is_tls, self.planted)
        self._server.start()
        kinds = ANY_LINE if self.is_tls else EVERY_KIND
        with FaultProxy(
            self._server.port,
            faults=kinds,
            rate=self.rate,
            seed=self.seed,
            hold_s=1.5,
            reads_http=not self.is_tls,
        ) as proxy:
            try:
                self._enrol(proxy)
                self._live(proxy)
                proxy.calm()
                self._come_to_rest()
            finally:
                self._server.kill()
            self.report.faults = proxy.counts
        self._count()
        return self.report

    def _enrol(self, proxy: FaultProxy) -> None:
        proxy.calm()
        clock = SystemClock()
        pin = None if self.is_tls else bytes(32)
        township = open_township(self._homes["township"], clock, passphrase=PASSPHRASE, pin=pin)
        publish(township, sample_document(), site_codes(township))
        self._keys["township"] = township.register.keys.register_key
        for name, site, pc_code in ROOMS:
            plan = RoomPlan(site, "便民服务室", pc_code=pc_code, sample_catalogue=False)
            room = set_up(self.folder / name, plan, clock, passphrase=PASSPHRASE)
            enrol(room, proxy.url(), new_code(township, site))
            self._homes[name], self._keys[name] = room.home, room.keys.register_key
            sync_once(room, clock)
            room.close()
        township.register.close()
        proxy.wild()

    def _live(self, proxy: FaultProxy) -> None:
        for name, home in self._homes.items():
            role = "office" if name == "township" else "room"
            self._workers[name] = Worker(role, home, f"{self.seed}-{name}", self.planted)
            self._workers[name].start()
        watch = threading.Thread(target=self._watch)
        watch.start()
        try:
            self._kill_for_a_while()
        finally:
            self._over.set()
            watch.join()
            for worker in self._workers.values():
                worker.kill()
                self.report.problems += worker.surprises

    def _kill_for_a_while(self) -> None:
        dice = random.Random(self.seed)
        end = time.monotonic() + self.seconds
        pass_beside: Child | None = None
        while time.monotonic() < end and self.report.kills.total() < self.most_kills:
            time.sleep(dice.expovariate(1 / self.between_kills_s))
            name = dice.choice(("server", "pass", "pass", *self._workers, *self._workers))
            if name == "server":
                self._server.kill()
                self._server.start()
            elif name == "pass":
                if pass_beside is not None:
                    self.report.passes_ended += pass_beside.has_ended()
                    pass_beside.kill()
                pass_beside = self._daiban("sync", dice.choice([room[0] for room in ROOMS]))
            else:
                self._workers[name].kill()
                self._workers[name].start()
            self.report.kills[name if name in ("server", "pass") else self._workers[name].role] += 1
        if pass_beside is not None:
            pass_beside.kill()

    def _daiban(self, command: str, room: str, *more: str) -> Child:
        words = (command, *more, "--home", str(self._homes[room]))
        child = Child("daiban", words, self._homes[room].with_suffix(".words"))
        child.start()
        return child

    def _watch(self) -> None:
        """Room first, township second: the township may only be further on."""
        while not self._over.wait(BETWEEN_LOOKS_S):
            for name, _site, _pc in ROOMS:
                said = self._workers[name].acked
                try:
                    room = looked_at_room(self._homes[name], self._keys[name])
                    there = looked_at_township(self._homes["township"], self._keys["township"], room)
                except TornRead:
                    continue  # killed or starting at this moment
                except AssertionError as impossible:
                    self._note(f"{name}: {impossible}")
                    continue
                self.report.looks += 1
                self._compare(name, said, room, there)

    def _compare(self, name: str, said: int, room: Marks, there: Marks) -> None:
        if max(said, room.acked) > there.acked:
            self._note(f"{name}: acknowledged before it was at the township")
        elif room.applied > there.applied:
            self._note(f"{name}: taken in before it was applied at the township")
        elif room.point != there.point:
            self._note(f"{name}: another line than its own is acknowledged")

    def _note(self, problem: str) -> None:
        """Once, however often it is seen."""
        if problem not in self.report.problems:
            self.report.problems.append(problem)

    def _come_to_rest(self) -> None:
        """Everybody syncs over a good line: twice, for what the other PC said meanwhile."""
        for _round in range(2):
            passes = {name: self._daiban("sync", name, "--wait") for name, _site, _pc in ROOMS}
            for name, one in passes.items():
                if one.wait(LAST_PASSES_S) != 0:
                    one.kill()
                    said = self._homes[name].with_suffix(".words").read_text()[-300:]
                    self.report.problems.append(f"{name}: the last pass was refused: {said}")

    def _count(self) -> None:
        for name, _site, _pc in ROOMS:
            if self._daiban("verify", name).wait(LAST_PASSES_S) != 0:
                self.report.problems.append(f"{name}: daiban verify says no")
        if run("daiban-township", "verify", "--home", str(self._homes["township"]))[0] != 0:
            self.report.problems.append("daiban-township verify says no")
        for name, _site, _pc in ROOMS:
            worker = self._workers[name]
            found = differences(self._homes["township"], self._homes[name], worker.saved, worker.acked)
            self.report.lines += found.lines
            self.report.contents += found.contents
            self.report.problems += [f"{name}: {problem}" for problem in found.problems]


def main() -> int:
    """Prints what was done; 1 where anything was lost."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    parser.add_argument("--tls", action="store_true", help="blind faults on TLS instead of HTTP's own kinds")
    parser.add_argument("--rate", type=float, default=0.4, help="share of requests that fail; 0: kills alone")
    parser.add_argument("--planted", choices=FAULTS, default="", help="a fault that must be found")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        chaos = Chaos(Path(folder), asked.seed, asked.seconds, asked.tls, asked.rate, planted=asked.planted)
        report = chaos.run()
    sys.stdout.write(json.dumps(vars(report), ensure_ascii=False, indent=1) + "\n")
    return 1 if report.problems else 0


if __name__ == "__main__":
    sys.exit(main())
