"""Search as you type at a million cases and 200,000 villagers: p50 and p95 of a first page, and memory.

    python -m bench.search_million [--cases 1000000] [--keep FOLDER]

Builds an encrypted register through the same index functions as the program, then asks through
``services.search.everything``. Everyone in it is generated.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app import keystore
from app.clock import SetClock, SystemClock, local_day
from app.models import projections
from app.models.register import Register
from app.models.tables import CaseStatus, ServiceCase, Villager
from app.services import rooms, search

SITE = "620902101201"
PASSPHRASE = "bench-only"
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈单仇解"
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华文辉建国玉春梅红香山水生福贵荣花凤云龙海波宝林志"
ITEMS = (
    ("MZ01", "农村最低生活保障申请"),
    ("YB01", "城乡居民医保参保登记"),
    ("CL01", "残疾人证新办"),
    ("TD04", "土地承包经营权证补发"),
)
BATCH = 5_000
ASKED_EACH = 100
ROOT_AT = datetime(2020, 1, 1, tzinfo=UTC)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = options.keep or Path(folder) / "home"
        register = opened(home, options.cases)
        _measure(register, options.cases)
        register.close()


def opened(home: Path, cases: int) -> Register:
    """The generated register in ``home``, built there the first time."""
    if keystore.exists(home):
        return Register.open(home, keystore.open(home, passphrase=PASSPHRASE))
    plan = rooms.RoomPlan(SITE, "青石村便民服务站", sample_catalogue=True)
    register = rooms.set_up(home, plan, SystemClock(), passphrase=PASSPHRASE)
    begun = time.perf_counter()
    people = list(_people(max(1, cases // 5)))
    for start in range(0, len(people), BATCH):
        with register.writing() as session:
            _put(session, Villager, people[start : start + BATCH])
            projections.index_villagers(session, SITE, [one["id"] for one in people[start : start + BATCH]])
            session.commit()
    for start in range(0, cases, BATCH):
        _add_cases(register, people, range(start, min(start + BATCH, cases)))
    print(f"built {cases:,} cases, {len(people):,} villagers in {time.perf_counter() - begun:.0f} s")
    return register


def _people(count: int) -> Iterator[dict[str, Any]]:
    dice = random.Random(7)
    for number in range(count):
        name = dice.choice(SURNAMES) + "".join(dice.choices(GIVEN, k=dice.choice((1, 2, 2, 2))))
        yield {
            "site_code": SITE,
            "id": f"a{number:031x}",
            "ver": 0,
            "name": name,
            "id_number": f"620902{dice.randint(1940, 2010)}{dice.randint(1, 12):02}{dice.randint(1, 28):02}{dice.randint(0, 9999):04}",
            "phone": f"13{dice.randint(0, 999_999_999):09}",
        }


def _put(session: Session, model: type[Any], rows: list[dict[str, Any]]) -> None:
    """Fill what is not said with the table's defaults, as the program's own rows have them."""
    session.execute(insert(model), rows)


def _add_cases(register: Register, people: list[dict[str, Any]], numbers: range) -> None:
    cases, states = [], []
    for number in numbers:
        person = people[number * 7919 % len(people)]
        code, name = ITEMS[number % len(ITEMS)]
        at = ROOT_AT + timedelta(minutes=3 * number)
        day = local_day(at)
        case_no = f"101201-{day:%y%m%d}-A1-{number % 480:03}X"
        shared = {
            "site_code": SITE,
            "kind": "promised",
            "item_code": code,
            "villager_id": person["id"],
            "handler": "h",
            "accepted_at": at,
            "accepted_on": day,
        }
        cases.append(
            shared
            | {
                "id": f"c{number:031x}",
                "ver": 0,
                "case_no": case_no,
                "applicant_name": person["name"],
                "applicant_phone": person["phone"],
                "item_name": name,
                "promised_days": 5,
                "accepted_by": "h",
                "entered_by": "h",
                "first_asked": "h",
                "first_handler": "h",
            }
        )
        states.append(shared | {"case_id": f"c{number:031x}", "state": "in_progress"})
    with register.writing() as session:
        _put(session, ServiceCase, cases)
        _put(session, CaseStatus, states)
        projections.index_cases(session, SITE, [case["id"] for case in cases])
        session.commit()


def queries() -> dict[str, list[str]]:
    """What is asked, by kind."""
    dice = random.Random(11)
    names = [one["name"] for one in _people(2_000)]
    people = list(_people(2_000))
    letters = "abcdefghjklmnpqrstwxyz"
    return {
        "姓名 1 字": [dice.choice(names)[0] for _ in range(ASKED_EACH)],
        "姓名 2 字": [dice.choice(names)[:2] for _ in range(ASKED_EACH)],
        "姓名全名": dice.sample(names, ASKED_EACH),
        "拼音首字母 2": ["".join(dice.choices(letters, k=2)) for _ in range(ASKED_EACH)],
        "拼音首字母 3": ["".join(dice.choices(letters, k=3)) for _ in range(ASKED_EACH)],
        "证件后四位": [one["id_number"][-4:] for one in dice.sample(people, ASKED_EACH)],
        "电话后四位": [one["phone"][-4:] for one in dice.sample(people, ASKED_EACH)],
        "编号": [
            f"101201-2301{dice.randint(1, 28):02}-A1-{dice.randint(0, 479):03}X" for _ in range(ASKED_EACH)
        ],
        "事项": [dice.choice(("低保", "医保", "残疾", "土地", "最低生活")) for _ in range(ASKED_EACH)],
    }


def _measure(register: Register, cases: int) -> None:
    clock = SetClock(datetime(2026, 11, 23, 1, 0, tzinfo=UTC))
    search.everything(register, "张", clock)
    print(f"| query, {cases:,} cases | p50 ms | p95 ms | max ms | found |\n|---|---|---|---|---|")
    for kind, words in queries().items():
        took, found = [], 0
        for word in words:
            begun = time.perf_counter()
            found += bool(search.everything(register, word, clock))
            took.append((time.perf_counter() - begun) * 1000)
        p95 = statistics.quantiles(took, n=20)[-1]
        print(
            f"| {kind} | {statistics.median(took):.2f} | {p95:.2f} | {max(took):.2f} | {found}/{len(words)} |"
        )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
