"""How long a roster takes to be taken in and how much memory it asks for: ``python -m bench.importing [ROWS …]``."""

from __future__ import annotations

import argparse
import multiprocessing
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import xlsxwriter

from app.clock import SetClock
from app.services import agents, imports, rooms
from app.services.desk import Desk
from app.services.imports import ImportKind
from app.services.rooms import RoomPlan
from bench.monthly_workbook import peak_mb
from tests.services.requests import id_number

USUAL_ROWS = (2_000, 20_000)
KINDS = (ImportKind.VILLAGERS, ImportKind.LEDGER)
Done = TypeVar("Done")


def person(number: int) -> tuple[str, str, int]:
    """Name, ID number and telephone of an invented villager."""
    name = f"张{chr(0x4E00 + number % 5_000)}{chr(0x5000 + number // 5_000)}"
    day = f"{1940 + number // 1_000}{1 + number % 12:02}{1 + number % 28:02}"
    return name, id_number(day, order=number % 1_000), 13_800_000_000 + number


def workbook(file: Path, kind: ImportKind, rows: int) -> None:
    """A roster or ledger of so many rows, written line by line."""
    heads = {
        ImportKind.VILLAGERS: ("序号", "姓名", "身份证号", "电话", "村民小组"),
        ImportKind.LEDGER: ("序号", "申请人", "身份证号", "电话", "小组", "日期", "事项", "办结日期", "结果"),
    }
    with xlsxwriter.Workbook(str(file), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("花名册")
        sheet.write_row(0, 0, heads[kind])
        for number in range(rows):
            said = [number + 1, *person(number), f"{number % 9 + 1}组"]
            if kind is ImportKind.LEDGER:
                said += [f"20{10 + number % 14}.{1 + number % 12}.5", "户口迁移", "2025年12月1日", "已办好"]
            sheet.write_row(number + 1, 0, said)


def timed(work: Callable[[], Done]) -> tuple[float, Done]:
    """Seconds, and what came of it."""
    start = time.perf_counter()
    done = work()
    return time.perf_counter() - start, done


def measure(asked: tuple[ImportKind, int]) -> tuple[ImportKind, int, float, float, float, float, float]:
    """Kind, rows; seconds to try, take in, take in again, undo; MB above the start."""
    kind, rows = asked
    with tempfile.TemporaryDirectory(prefix="daiban-bench-") as folder:
        clock = SetClock(datetime(2026, 11, 23, 1, tzinfo=UTC))
        plan = RoomPlan("620902101201", "测量村", agent="王芳", sample_catalogue=True)
        register = rooms.set_up(Path(folder) / "room", plan, clock, passphrase="only for measuring")
        desk = Desk(register, agents.first_actor(register), clock)
        first, file = Path(folder) / "first.xlsx", Path(folder) / "many.xlsx"
        workbook(first, ImportKind.VILLAGERS, 1)
        workbook(file, kind, rows)
        imports.undo(desk, imports.run(desk, first, ImportKind.VILLAGERS).import_id)  # what is loaded once
        before_mb = peak_mb()
        tried_s, _tried = timed(lambda: imports.dry_run(desk, file, kind))
        taken_s, taken = timed(lambda: imports.run(desk, file, kind))
        again_s, again = timed(lambda: imports.run(desk, file, kind))
        assert (taken.new, again.unchanged, again.new) == (rows, rows, 0)
        above_mb = peak_mb() - before_mb
        undone_s, _undone = timed(lambda: imports.undo(desk, taken.import_id))
        register.close()
    return kind, rows, tried_s, taken_s, again_s, undone_s, above_mb


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", type=int, default=USUAL_ROWS)
    asked = [(kind, rows) for kind in KINDS for rows in parser.parse_args().rows]
    print(
        f"{'kind':>10} {'rows':>7} {'try s':>7} {'import s':>9} {'again s':>8} {'undo s':>7} {'+MB peak':>9}"
    )
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        for kind, rows, *seconds, above_mb in pool.imap(measure, asked):
            shown = " ".join(f"{each:>{width}.1f}" for each, width in zip(seconds, (7, 9, 8, 7), strict=True))
            print(f"{kind.value:>10} {rows:>7} {shown} {above_mb:>9.0f}", flush=True)


if __name__ == "__main__":
    main()
