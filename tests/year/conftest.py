"""The year, lived once for all its tests."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest

from tests.year.life import Year, found_year, live
from tests.year.recount.told import Lines
from tests.year.stories import what_comes

MATTERS_A_DAY = float(os.environ.get("DAIBAN_YEAR_MATTERS_A_DAY", "0.8"))
"""How much comes in on a working day: some hundred cases a year by the hundredth; 8 is a busy village's year."""
SEED = int(os.environ.get("DAIBAN_YEAR_SEED", "2026"))


@pytest.fixture
def say(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Counts are said on the terminal, so that a run shows how much it looked at."""
    return lambda words: request.config.get_terminal_writer().line(f"\n{words}")


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    """The room on 5 January 2027, every month of 2026 sent; the township no longer serving."""
    lived = found_year(tmp_path_factory.mktemp("year"), SEED)
    try:
        live(lived, what_comes(MATTERS_A_DAY))
    finally:
        lived.township.stop()
    yield lived
    lived.room.register.close()


@pytest.fixture(scope="session")
def final(year: Year) -> Lines:
    """Everything the register says at the end."""
    return Lines(year.export("final"))
