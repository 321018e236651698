"""A ledger's workbook against the bare writer's own time and memory: ``python -m bench.monthly_workbook [CASES …]``."""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO

import xlsxwriter

from app.reports.ledger_sheet import COLUMNS, _values
from app.reports.period_report import LedgerLine
from app.reports.styles import Styles
from app.reports.workbook import write_report
from tests.reports.months import ledger_line, ordinary_month

USUAL_CASES = (2_000, 100_000)
LONG_RUN = 20_000
REPEATS = 5


@dataclass(frozen=True)
class Book:
    """A register book of so many cases that is made line by line, as it would be read from the register."""

    cases: int

    def __len__(self) -> int:
        return self.cases

    def __iter__(self) -> Iterator[LedgerLine]:
        return (ledger_line(number) for number in range(self.cases))


def peak_mb() -> float:
    """Most memory this process ever held, in MB; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0.0
    import resource  # not on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def bare(cases: int) -> bytes:
    """The same cells in the same looks through the bare writer, its flat-memory way; nothing is checked."""
    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"constant_memory": True})
    page = book.add_worksheet("受理登记簿")
    styles = Styles(book)
    looks = [styles.plain(column.look) for column in COLUMNS]
    for row in range(cases):
        for column, value in enumerate(_values(row + 1, ledger_line(row), whole=False)):
            if isinstance(value, str):
                page.write_string(row, column, value, looks[column])
            elif isinstance(value, date):
                page.write_datetime(row, column, value, looks[column])
            elif value is None:
                page.write_blank(row, column, None, looks[column])
            else:
                page.write_number(row, column, value, looks[column])
    book.close()
    return made.getvalue()


def ours(cases: int) -> bytes:
    return write_report(replace(ordinary_month(0), ledger=Book(cases)))


def measure(asked: tuple[str, int]) -> tuple[str, int, float, float, float]:
    """Which, cases, median seconds of this process, MB of memory above the start, MB of the file."""
    which, cases = asked
    work = ours if which == "daiban" else bare
    work(1)  # what is loaded once is not counted
    before_mb = peak_mb()
    seconds = []
    size = 0
    for _ in range(1 if cases > LONG_RUN else REPEATS):
        start = time.process_time()
        size = len(work(cases))
        seconds.append(time.process_time() - start)
    return which, cases, statistics.median(seconds), peak_mb() - before_mb, size / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*", type=int, default=USUAL_CASES)
    asked = [(which, cases) for cases in parser.parse_args().cases for which in ("bare", "daiban")]
    print(f"{'':>8} {'cases':>8} {'seconds':>8} {'cases/s':>8} {'+MB peak':>9} {'MB file':>8} {'× bare':>7}")
    bare_seconds = 1.0
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        for which, cases, seconds, memory_mb, file_mb in pool.imap(measure, asked):
            bare_seconds = seconds if which == "bare" else bare_seconds
            print(
                f"{which:>8} {cases:>8} {seconds:>8.2f} {cases / seconds:>8.0f} {memory_mb:>9.1f} "
                f"{file_mb:>8.2f} {seconds / bare_seconds:>7.2f}"
            )


if __name__ == "__main__":
    main()
