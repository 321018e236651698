"""Accept a villager's request and make its three papers, and a batch of people by their ID numbers alone.

python -m bench.accepting [--cases 100] [--people 200]
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from app.clock import SystemClock
from app.domain.requests import AcceptRequest, MaterialGiven
from app.services import agents, batches, cases, papers, rooms, villagers
from app.services.desk import Desk
from app.services.villagers import VillagerDraft
from tests.services.requests import id_number

PAPERS = ("receipt", "card", "slip")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100)
    parser.add_argument("--people", type=int, default=200, help="in a batch of one item, one after the other")
    asked = parser.parse_args()
    count = asked.cases
    with tempfile.TemporaryDirectory() as folder:
        clock = SystemClock()
        plan = rooms.RoomPlan("620902101201", "青石村便民服务站", sample_catalogue=True)
        register = rooms.set_up(Path(folder) / "home", plan, clock, passphrase="bench-only")
        desk = Desk(register, agents.first_actor(register), clock)
        accepted, printed = [], []
        for number in range(count):
            request = AcceptRequest(
                f"张秀{'兰花英梅'[number % 4]}",
                "YB01",
                id_missing_reason="新生儿",
                materials=(MaterialGiven("身份证或户口簿"), MaterialGiven("登记表"), MaterialGiven("手机号")),
            )
            begun = time.perf_counter()
            case_no = cases.accept(desk, request).case_no
            accepted.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            for paper in PAPERS:
                papers.make(desk, case_no, paper)
            printed.append(time.perf_counter() - begun)
        batch_s = batch_accepted_s(desk, asked.people)
        register.close()
    print("| step | first ms | median ms | p95 ms |\n|---|---|---|---|")
    for words, took in (("accept, on disk", accepted), ("three papers", printed)):
        later = sorted(took[1:])
        p95 = later[int(len(later) * 0.95)]
        print(
            f"| {words} | {took[0] * 1000:.0f} | {statistics.median(later) * 1000:.1f} | {p95 * 1000:.1f} |"
        )
    print(f"| a batch of {asked.people} people, accepted one after the other | – | {batch_s:.1f} s | – |")


def batch_accepted_s(desk: Desk, people: int) -> float:
    """Seconds in which a list of villagers is accepted by their ID numbers, each on disk."""
    numbers = [id_number(order=order) for order in range(1, people + 1)]
    for order, number in enumerate(numbers):
        villagers.save(desk, VillagerDraft(f"村民{order}", number, group="一组"))
    batch = batches.open_batch(desk, "YB01", "缴费")
    given = (MaterialGiven("身份证或户口簿"), MaterialGiven("登记表"), MaterialGiven("手机号"))
    begun = time.perf_counter()
    for number in numbers:
        batches.accept(desk, batch.batch_id, number, given)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
