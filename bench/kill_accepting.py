"""Kill a register that is accepting, with SIGKILL at random moments, and prove that nothing promised is lost.

    .venv/bin/python -m bench.kill_accepting 200

A child process accepts one request after another and prints each case number only after ``accept`` has
returned. The parent kills it, opens the register again, and requires every number that was ever printed to be
there, each case whole, and both logs to fold to exactly the tables.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from app.clock import SystemClock
from app.domain.requests import AcceptRequest, MaterialGiven
from app.domain.rows import CaseFilter
from app.models.register import Register
from app.models.verify import verify
from app.services import agents, cases, rooms
from app.services.desk import Desk
from app.services.rooms import RoomPlan

PASSPHRASE = "only for this bench"
LONGEST_LIFE_S = 0.8
VERIFY_EVERY = 10


@dataclass
class KillReport:
    """``shown`` numbers reached the parent; ``kept`` cases stand in the register (one more may, unseen)."""

    kills: int = 0
    shown: list[str] = field(default_factory=list)
    kept: int = 0
    problems: list[str] = field(default_factory=list)


def run(home: Path, kills: int, seed: int) -> KillReport:
    """Kill ``kills`` times at moments drawn from ``seed``; the register is made in ``home``."""
    plan = RoomPlan("620902101201", "东大村便民服务室", sample_catalogue=True)
    register = rooms.set_up(home, plan, SystemClock(), passphrase=PASSPHRASE)
    keys = register.keys
    register.close()
    moments = random.Random(seed)
    report = KillReport()
    while report.kills < kills and not report.problems:
        report.shown += _accept_until_killed(home, moments.uniform(0, LONGEST_LIFE_S))
        report.kills += 1
        register = Register.open(home, keys)
        try:
            _check(register, report, whole=report.kills % VERIFY_EVERY == 0 or report.kills == kills)
        finally:
            register.close()
    return report


def _accept_until_killed(home: Path, life_s: float) -> list[str]:
    """The numbers that a child printed in the ``life_s`` seconds between being ready and being killed."""
    child = subprocess.Popen(
        [sys.executable, "-m", "bench.kill_accepting", "--child", str(home)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent,
    )
    assert child.stdout is not None
    try:
        if child.stdout.readline() != "ready\n":
            raise RuntimeError("the accepting process did not start")
        time.sleep(life_s)
    finally:
        child.kill()
        rest, _ = child.communicate()
    *whole_lines, _cut_off = rest.split("\n")
    return whole_lines


def _check(register: Register, report: KillReport, *, whole: bool) -> None:
    clock = SystemClock()
    report.kept = cases.page(register, CaseFilter(), clock, limit=1).total
    if len(report.shown) != len(set(report.shown)):
        report.problems.append("a number was given twice")
    for number in report.shown[-50:] if not whole else report.shown:
        case = cases.show(register, number, clock)
        if not case.materials or [row.title for row in case.timeline] != ["受理"]:
            report.problems.append(f"{number} is not whole")
    if not len(report.shown) <= report.kept <= len(report.shown) + report.kills:
        report.problems.append(f"{len(report.shown)} shown, {report.kept} kept")
    if whole:
        report.problems += verify(register).problems


def _accept_for_ever(home: Path) -> None:
    register = rooms.open_room(home, passphrase=PASSPHRASE)
    desk = Desk(register, agents.first_actor(register), SystemClock())
    print("ready", flush=True)
    order = 0
    while True:
        order += 1
        request = AcceptRequest(
            name=f"村民{os.getpid()}号{order}",
            item="MZ05",
            id_missing_reason="证件在外地补办",
            phone=f"139{os.getpid() % 10_000:04d}{order % 10_000:04d}",
            materials=(MaterialGiven("身份证"), MaterialGiven("户口簿")),
        )
        print(cases.accept(desk, request).case_no, flush=True)


def main(arguments: list[str]) -> int:
    """``N [SEED]``: print what was seen; 1 where anything was lost."""
    if arguments[:1] == ["--child"]:
        _accept_for_ever(Path(arguments[1]))
    kills = int(arguments[0]) if arguments else 200
    seed = int(arguments[1]) if len(arguments) > 1 else random.SystemRandom().randrange(2**32)
    with tempfile.TemporaryDirectory() as folder:
        report = run(Path(folder) / "room", kills, seed)
    print(f"kills {report.kills}  shown {len(report.shown)}  kept {report.kept}  seed {seed}")
    print("\n".join(report.problems) or "nothing lost, every case whole, logs and tables equal")
    return 1 if report.problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
