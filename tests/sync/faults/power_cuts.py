"""Power cut at every system call of a room, its township, their sticks and backups: what was said must be there.

    .venv/bin/python -m tests.sync.faults.power_cuts --states 500 --seed 7
    .venv/bin/python -m tests.sync.faults.power_cuts --all

``deeds`` is run once and every change to the disk is recorded (``recorded``). Then a cut is made at chosen
calls: the disks it could have left are rebuilt, each machine's by itself, and opened with our own code.
What had been said before the cut must be there, ``verify`` must hold, and no file may stand half under its name;
at every tenth the two machines are started again and sync until both are equal.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from app import keystore
from app.clock import SystemClock
from app.errors import Refusal
from app.models import outbox
from app.models.blobs import store_of
from app.models.queries import attachments as queries
from app.models.register import Register
from app.models.tables import JournalHead
from app.services import backups
from sync.client.passes import sync_once
from tests.sync.child import surroundings
from tests.sync.faults.recorded import Disk, Kind, Left, Step, record
from tests.sync.lines import assert_equal, stored, written
from tests.sync.scans import with_catalogue
from tests.sync.stations import PASSPHRASE, VILLAGE, Room, RunningTownship, found_township, new_room

MACHINES = ("room", "township")
NAMED_FOR_GOOD = ("stick/", "backups/")
GO_ON_EVERY = 10
PLANTED = ("careless-register", "careless-files")


@dataclass
class Said:
    """What had been shown or printed before the cut; ``versions`` of each name, the announced one's place."""

    highest: Counter[str] = field(default_factory=Counter)
    held: set[str] = field(default_factory=set)
    refused: Counter[str] = field(default_factory=Counter)
    versions: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    announced: dict[str, int] = field(default_factory=dict)

    def hear(self, line: str) -> None:
        word, _space, rest = line.partition(" ")
        if word == "held":
            self.held.add(rest)
        elif word == "refused":
            self.refused[rest] += 1
        elif word == "file":
            self.announced[rest] = len(self.versions[rest]) - 1
        else:
            self.highest[word] = max(self.highest[word], int(rest))


@dataclass
class CutReport:
    """How many disks were opened and what was wrong with them."""

    seed: int
    calls: int = 0
    states: int = 0
    went_on: int = 0
    said: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)


@dataclass
class Recording:
    """One recorded run: the disk before it, the steps, and the keys of both registers."""

    before: dict[str, bytes]
    steps: list[Step]
    keys: dict[str, keystore.Keys]
    lines: list[bytes]
    """The room's lines at the end."""


def prepared(folder: Path) -> None:
    """A township and an enrolled room that have met once."""
    clock = RunningTownship.still_clock()
    found_township(folder / "township", clock)
    township = RunningTownship(folder / "township", clock)
    township.start()
    room = new_room(folder / "room", clock)
    room.enrol(township)
    with_catalogue(township, room)
    (folder / "address").write_text(township.url)
    room.register.close()
    township.stop()


def recorded(folder: Path, rounds: int, planted: str) -> Recording:
    """Run ``deeds`` in ``folder``/live under strace."""
    live = folder / "live"
    live.mkdir()
    prepared(live)
    before = {place.relative_to(live).as_posix(): place.read_bytes() for place in _files(live)}
    command = [
        sys.executable,
        "-m",
        "tests.sync.faults.deeds",
        str(live),
        str(rounds),
        *([planted] if planted else []),
    ]
    steps = record(command, live, folder / "trace", surroundings())
    keys = {name: keystore.open(live / name, passphrase=PASSPHRASE) for name in MACHINES}
    register = Register.open(live / "room", keys["room"])
    lines = written(register)
    register.close()
    return Recording(before, steps, keys, lines)


def cut_everywhere(folder: Path, *, rounds: int, states: int, seed: int, planted: str = "") -> CutReport:
    """Make ``states`` cuts at calls drawn from ``seed``; 0: every call, in every way."""
    taken = recorded(folder, rounds, planted)
    dice, report = random.Random(seed), CutReport(seed)
    cuttable = [i for i, step in enumerate(taken.steps) if step.kind is not Kind.SAID]
    report.calls = len(cuttable)
    report.said = Counter(step.path.split()[0] for step in taken.steps if step.kind is Kind.SAID)
    chosen = set(dice.sample(cuttable, min(states, len(cuttable))) if states else cuttable)
    disk, said = Disk(taken.before), Said()
    for i, step in enumerate(taken.steps):
        if i in chosen:
            for how in [dice.choice(list(Left))] if states else list(Left):
                _cut(
                    folder / "cut", taken, disk, said, how, dice, report, f"call {i} {step.kind} {step.path}"
                )
        if step.kind is Kind.SAID:
            said.hear(step.path)
        if step.kind is Kind.RENAME and not disk.is_certain(step.path):
            report.problems.append(f"call {i}: {step.to} gets its name before it is on the disk")
        disk.replay(step)
        if step.kind is Kind.RENAME and step.to.startswith(NAMED_FOR_GOOD):
            said.versions[step.to].append(sha256(disk.live(step.to)).hexdigest())
    return report


def _cut(
    home: Path,
    taken: Recording,
    disk: Disk,
    said: Said,
    how: Left,
    dice: random.Random,
    report: CutReport,
    where: str,
) -> None:
    shutil.rmtree(home, ignore_errors=True)
    for machine in (*MACHINES, ""):
        for name, content in disk.left_by_a_cut(how, dice).items():
            if name.startswith(f"{machine}/") if machine else not name.startswith(MACHINES):
                (home / name).parent.mkdir(parents=True, exist_ok=True)
                (home / name).write_bytes(content)
    report.states += 1
    report.kinds[how] += 1
    found = list(wrong_after(home, taken, said))
    if not found and report.states % GO_ON_EVERY == 0:
        found = wrong_later(home, taken)
        report.went_on += 1
    report.problems += [f"{where}, {how} left: {problem}" for problem in found]


def wrong_after(home: Path, taken: Recording, said: Said) -> Iterator[str]:
    """What was said and is not there, and whatever does not open or fold to its tables."""
    for name in MACHINES:
        if (home / name / keystore.KEY_FILE).read_bytes() != taken.before[f"{name}/{keystore.KEY_FILE}"]:
            yield f"{name}: its key file is not whole"
        try:
            register = Register.open(home / name, taken.keys[name])
        except Refusal as refusal:
            yield f"{name}: does not open ({refusal.code})"
            continue
        try:
            yield from (f"{name}: {one}" for one in backups.verify(register).problems)
            check = wrong_in_room if name == "room" else wrong_in_township
            yield from check(register, taken, said)
        finally:
            register.close()
    yield from wrong_files(home, said)
    yield from wrong_in_restored(home / "restored", said)


def wrong_in_room(register: Register, taken: Recording, said: Said) -> Iterator[str]:
    with register.reading() as session:
        last = outbox.last_seq(session, register.site_code, register.identity.replica_id)
        state = outbox.township_of(session)
        contents = queries.contents(session, register.site_code)
    assert state is not None
    here = {"saved": last, "acked": state.acked_seq, "fed": state.feed_n}
    yield from (
        f"{word} {said.highest[word]} was said, {n} is there"
        for word, n in here.items()
        if n < said.highest[word]
    )
    if state.acked_seq > last or written(register) != taken.lines[:last]:
        yield "its lines are not those that were written"
    store = store_of(register)
    yield from (f"scan {one[:8]} is gone" for one in contents if not store.has(VILLAGE, one))


def wrong_in_township(register: Register, taken: Recording, said: Said) -> Iterator[str]:
    township = Room(register, RunningTownship.still_clock())
    there = stored(township, taken.keys["room"].identity.replica_id)  # type: ignore[arg-type]
    if len(there) < said.highest["acked"] or there != taken.lines[: len(there)]:
        yield f"acked {said.highest['acked']} was said, {len(there)} are there"
    with register.reading() as session:
        last = session.get_one(JournalHead, VILLAGE).n
    if last < said.highest["town"]:
        yield f"town {said.highest['town']} was said, {last} is there"
    store = store_of(register)
    yield from (f"scan {one[:8]} was held and is gone" for one in said.held if not store.has(VILLAGE, one))


def wrong_in_restored(home: Path, said: Said) -> Iterator[str]:
    """A home that a backup was put back to: whole as soon as it is one, and one as soon as that was said."""
    if not (home / keystore.KEY_FILE).exists():
        if said.highest["restored"]:
            yield "the restored register is gone"
        return
    try:
        register = Register.open(home, keystore.open(home, passphrase=PASSPHRASE))
    except Refusal as refusal:
        yield f"the restored register does not open ({refusal.code})"
        return
    try:
        yield from (f"restored: {one}" for one in backups.verify(register).problems)
        with register.reading() as session:
            contents = queries.contents(session, VILLAGE)
        store = store_of(register)
        yield from (f"restored: scan {one[:8]} is gone" for one in contents if not store.has(VILLAGE, one))
    finally:
        register.close()


def wrong_files(home: Path, said: Said) -> Iterator[str]:
    """An announced file is there, and whatever stands under a name of its own is whole."""
    for name, at in said.announced.items():
        if not (home / name).is_file() or _sum(home / name) not in said.versions[name][at:]:
            yield f"{name} was announced and is gone, old or half"
    for name in NAMED_FOR_GOOD:
        for place in (home / name).glob("[!.]*"):
            if place.is_file() and _sum(place) not in said.versions[place.relative_to(home).as_posix()]:
                yield f"half of a file under the name {place.name}"


def wrong_later(home: Path, taken: Recording) -> list[str]:
    """Both machines come back and go on: one pass, and they are equal."""
    township = RunningTownship(home / "township", RunningTownship.still_clock())
    township.url = (home / "address").read_text()
    township.start()
    try:
        register = Register.open(home / "room", taken.keys["room"])
        try:
            sync_once(register, SystemClock())
            assert_equal(township, [Room(register, township.clock)])
        finally:
            register.close()
    except (Refusal, AssertionError) as error:
        return [f"does not go on: {error!s:.300}"]
    finally:
        township.stop()
    return []


def _files(folder: Path) -> Iterator[Path]:
    return (place for place in folder.rglob("*") if place.is_file())


def _sum(place: Path) -> str:
    return sha256(place.read_bytes()).hexdigest()


def main() -> int:
    """Prints what was done; 1 where anything that was said is lost."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=6)
    how_many = parser.add_mutually_exclusive_group()
    how_many.add_argument("--states", type=int, default=200)
    how_many.add_argument("--all", action="store_true")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    parser.add_argument("--planted", choices=PLANTED, default="", help="carelessness that must be found")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = cut_everywhere(
            Path(folder),
            rounds=asked.rounds,
            states=0 if asked.all else asked.states,
            seed=asked.seed,
            planted=asked.planted,
        )
    sys.stdout.write(json.dumps(vars(report), ensure_ascii=False, indent=1) + "\n")
    return 1 if report.problems else 0


if __name__ == "__main__":
    os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    sys.exit(main())
