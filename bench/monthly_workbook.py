"""How long a month's workbook takes and how much memory it asks for: ``python -m bench.monthly_workbook [CASES …]``."""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.reports.period_report import LedgerLine
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


def measure(cases: int) -> tuple[int, float, float, float]:
    """Cases, median seconds, MB of memory above the start, MB of the file."""
    report = replace(ordinary_month(0), ledger=Book(cases))
    write_report(ordinary_month(1))  # what is loaded once is not counted
    before_mb = peak_mb()
    seconds = []
    size = 0
    for _ in range(1 if cases > LONG_RUN else REPEATS):
        start = time.perf_counter()
        size = len(write_report(report))
        seconds.append(time.perf_counter() - start)
    return cases, statistics.median(seconds), peak_mb() - before_mb, size / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*", type=int, default=USUAL_CASES)
    sizes = parser.parse_args().cases
    print(f"{'cases':>8} {'seconds':>8} {'cases/s':>8} {'+MB peak':>9} {'MB file':>8}")
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        for cases, seconds, memory_mb, file_mb in pool.imap(measure, sizes):
            print(f"{cases:>8} {seconds:>8.2f} {cases / seconds:>8.0f} {memory_mb:>9.1f} {file_mb:>8.2f}")


if __name__ == "__main__":
    main()
