"""What every test gets: isolated surroundings, guards, real parts by name, a clock that stands still."""

from __future__ import annotations

from tests import environment

environment.isolate()  # before anything imports PySide6 or keyring

from collections.abc import Generator  # noqa: E402
from datetime import UTC, datetime  # noqa: E402

import pytest  # noqa: E402
from hypothesis import HealthCheck, settings  # noqa: E402

from app.clock import SetClock  # noqa: E402
from tests import real_parts  # noqa: E402

pytest_plugins = ["tests.guards", "tests.clusters", "tests.dealing"]

# Speed is measured in bench/: a slow machine fails no test.
settings.register_profile("daiban", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("daiban")

NEEDS = "needs "
"""How the reason of every permitted skip begins."""


@pytest.fixture
def clock() -> SetClock:
    """Monday 23 November 2026, nine o'clock in China, until the test advances it."""
    return SetClock(datetime(2026, 11, 23, 1, 0, tzinfo=UTC))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    parts = tuple(str(part) for mark in item.iter_markers("needs") for part in mark.args)
    missing = real_parts.missing(parts)
    if missing:
        pytest.skip(NEEDS + ", ".join(missing))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that skips itself without naming a missing part has failed: silence proves nothing."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and not _reason(report).startswith(NEEDS):
        report.outcome = "failed"
        report.longrepr = f'skipped without @pytest.mark.needs(...): "{_reason(report)}"'
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    not_run = [
        (report.nodeid, _reason(report))
        for report in terminalreporter.stats.get("skipped", [])
        if _reason(report).startswith(NEEDS)
    ]
    if not_run:
        terminalreporter.section("没有运行 not run: this machine lacks a real part", yellow=True)
        for nodeid, reason in sorted(not_run):
            terminalreporter.write_line(f"not run: {nodeid} {reason}")


def _reason(report: pytest.TestReport) -> str:
    text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return text.removeprefix("Skipped: ")
