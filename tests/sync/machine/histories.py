"""Inventing histories and living them: a history is a tuple of steps, each a word and numbers, so it can be kept."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tests.sync.machine import checks
from tests.sync.machine.carrier import FAULTS
from tests.sync.machine.ledger import STRANGE
from tests.sync.machine.people import ABOVE_ACTS, OFFICE_ACTS, VILLAGE_ACTS
from tests.sync.machine.world import World, opened

Step = tuple[Any, ...]
"""(the world's method, its arguments …)"""
History = list[Step]

PC = st.integers(0, 5)
CHOICE = st.integers(0, 90)
STICK = st.integers(0, 2)
CUT = st.sampled_from((0, 0, 0, 0, 1, 2, 3, 5))
SOME_FAULTS = st.lists(st.sampled_from(FAULTS), max_size=3).map(tuple)
JUMPS = st.sampled_from((-9000, -400, -1, 1, 400, 9000))

ACT = st.tuples(st.just("act"), PC, st.sampled_from(tuple(VILLAGE_ACTS)), CHOICE)
SYNC = st.tuples(st.just("sync"), PC)
ORDINARY = (
    ACT,
    ACT,
    st.tuples(st.just("office"), st.sampled_from(tuple(OFFICE_ACTS)), CHOICE),
    SYNC,
)
UP_AND_DOWN = (
    st.tuples(st.just("office"), st.just("send_up"), CHOICE),
    st.tuples(st.just("above"), st.sampled_from(tuple(ABOVE_ACTS)), CHOICE),
    st.just(("upward",)),
    st.tuples(st.just("upward"), SOME_FAULTS, CUT),
)
UNLUCKY = (
    st.tuples(st.just("act"), PC, st.sampled_from(tuple(VILLAGE_ACTS)), CHOICE, st.integers(1, 2)),
    st.tuples(st.just("sync"), PC, SOME_FAULTS, CUT),
    st.tuples(st.just("sync"), PC, SOME_FAULTS, CUT),
    st.tuples(st.just("stick_out"), PC, STICK),
    st.tuples(st.just("stick_office"), STICK),
    st.tuples(st.just("stick_home"), PC, STICK, CUT),
    st.tuples(st.sampled_from(("stick_kept", "stick_lost")), STICK),
    st.tuples(st.sampled_from(("up_out", "up_there")), STICK),
    st.tuples(st.just("up_home"), STICK, CUT),
    st.tuples(st.just("strange"), PC, st.sampled_from(STRANGE)),
    st.tuples(st.just("clock"), PC, JUMPS),
    st.tuples(st.sampled_from(("restart", "revoke", "admit")), PC),
    st.sampled_from((("office_reopen",), ("above_reopen",))),
    st.tuples(st.just("rotate"), PC),
)
DISASTERS = (
    st.tuples(st.sampled_from(("copy", "copy", "twin", "back_up", "replace")), PC),
    st.tuples(st.just("put_back"), PC, STICK),
    st.tuples(st.just("restore"), PC, STICK, st.booleans()),
    st.just(("office_back_up",)),
    st.tuples(st.just("office_restore"), STICK),
    st.sampled_from((("above_back_up",), ("office_rotate",), ("above_rotate",))),
    st.tuples(st.just("above_restore"), STICK),
)
KINDS = st.sampled_from((*ORDINARY * 3, *UP_AND_DOWN * 2, *UNLUCKY, *DISASTERS)).flatmap(
    lambda strategy: strategy
)
"""Half of what happens is an ordinary day."""


def histories(longest: int) -> st.SearchStrategy[History]:
    return st.lists(KINDS, min_size=min(15, longest), max_size=longest)


@contextmanager
def quiet_log() -> Iterator[None]:
    """Whatever is logged as a warning is a fault that something had to mend."""
    watch, root = Watch(), logging.getLogger()
    before, root.handlers = root.handlers, [watch]
    try:
        yield
    finally:
        root.handlers = before
    assert not watch.said, f"surprise in the log: {watch.said[0]}"


class Watch(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def live(beginning_folder: Path, history: History) -> World:
    """Live through a history, look at the marks after every step, heal, and look at everything; the world is closed."""
    folder = Path(tempfile.mkdtemp(prefix="daiban-history-"))
    with opened(beginning_folder, folder), quiet_log():
        world = World(beginning_folder, folder / "world")
        try:
            for step, *arguments in history:
                world.tick()
                getattr(world, step)(*arguments)
                checks.marks_are_true(world)
            checks.heal(world)
            checks.all_is_well(world)
            _late_sticks(world)
        finally:
            world.close()
            shutil.rmtree(folder, ignore_errors=True)
    return world


def _late_sticks(world: World) -> None:
    """Sticks that turn up when everything is settled change nothing that cannot be settled again."""
    there = sorted(world.folder.glob("stick?"))
    if not there:
        return
    for stick in there:
        number = int(stick.name[-1])
        world.stick_office(number)
        world.up_there(number)
        world.up_home(number)
        for place in range(len(world.pcs)):
            world.stick_home(place, number)
            checks.marks_are_true(world)
    checks.heal(world)
    checks.all_is_well(world)
