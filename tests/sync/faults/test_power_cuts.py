"""A power cut at any moment takes nothing that was said: sampled here, everywhere by command."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.sync.faults.power_cuts import cut_everywhere
from tests.sync.faults.recorded import Disk, Kind, Left, Step

STATES = 40


@pytest.mark.needs("strace")
def test_after_a_power_cut_everything_that_was_said_is_there(tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(2**32)
    report = cut_everywhere(tmp_path, rounds=3, states=STATES, seed=seed)
    assert report.problems == [], (
        f"python -m tests.sync.faults.power_cuts --rounds 3 --states {STATES} --seed {seed}"
    )
    assert (
        report.states == STATES and min(report.said[word] for word in ("saved", "acked", "held", "file")) > 0
    )


def left(disk: Disk, how: Left = Left.NOTHING) -> dict[str, bytes]:
    return disk.left_by_a_cut(how, random.Random(1))


def test_the_model_loses_what_was_not_synced_and_keeps_what_was() -> None:
    disk = Disk({"a": b"old"})
    disk.replay(Step(Kind.WRITE, "a", at=0, data=b"new!"))
    assert left(disk) == {"a": b"old"} and left(disk, Left.ALL) == {"a": b"new!"}
    disk.replay(Step(Kind.SYNC, "a"))
    assert left(disk) == {"a": b"new!"}


def test_the_model_gives_a_name_to_an_empty_file_when_its_content_was_not_synced() -> None:
    disk = Disk({})
    disk.replay(Step(Kind.CREATE, "f/.b"))
    disk.replay(Step(Kind.WRITE, "f/.b", data=b"whole"))
    disk.replay(Step(Kind.RENAME, "f/.b", "f/b"))
    assert left(disk) == {}
    disk.replay(Step(Kind.SYNC, "f"))
    assert left(disk) == {"f/b": b""}


def test_the_model_keeps_a_removed_file_until_its_folder_was_synced() -> None:
    disk = Disk({"f/a": b"old"})
    disk.replay(Step(Kind.REMOVE, "f/a"))
    assert left(disk) == {"f/a": b"old"} and left(disk, Left.ALL) == {}
    disk.replay(Step(Kind.SYNC, "f"))
    assert left(disk) == {}


def test_the_model_tears_unsynced_bytes_at_sectors() -> None:
    disk = Disk({"a": bytes(4096)})
    disk.replay(Step(Kind.WRITE, "a", at=0, data=b"\1" * 4096))
    torn = left(disk, Left.TORN)["a"]
    assert {torn[i : i + 512] for i in range(0, 4096, 512)} == {bytes(512), b"\1" * 512}
