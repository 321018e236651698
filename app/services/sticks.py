"""What a cadre does with a USB stick: take the room's lines to the township on it, bring the answer home."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.services.desk import Desk


@dataclass(frozen=True, slots=True)
class StickWritten:
    """What now lies on the stick: file names, and how many lines and scans the township lacked."""

    files: tuple[str, ...]
    lines: int
    scans: int = 0


@dataclass(frozen=True, slots=True)
class StickRead:
    """What the stick brought home: lines the township has, lines that came from it, files left alone and why.

    ``repaired``: lines said again by a register that had been put back or copied, None where it had not;
    ``once_more``: both agree only when the stick has been to the township again.
    """

    at_township: int
    fed: int
    left_alone: tuple[tuple[str, str], ...]
    scans_came: int = 0
    scans_confirmed: int = 0
    repaired: int | None = None
    once_more: bool = False

    @property
    def left_words(self) -> tuple[str, ...]:
        """What was left alone and why, many files of one kind in one line; names as they can be shown."""
        from sync.protocol.stick_words import together

        return together(self.left_alone)

    @property
    def advice(self) -> str:
        """What the cadre should know and do besides; "" where all is well."""
        said = (
            f"本机登记簿换回过旧的，已换新身份，补写了 {self.repaired} 条。"
            if self.repaired is not None
            else ""
        )
        if self.once_more or self.repaired:
            said += "还没有对齐，请再写一次U盘带到镇里，读入后带回来。"
        return said


def write_out(desk: Desk, folder: Path) -> StickWritten:
    """Write what the township does not have, encrypted to it alone.

    Refusals: not-enrolled, stick-key, stick. Nothing in the register changes: the township's answer does that.
    """
    from sync.client import sticks

    written = sticks.write_out(desk.register, folder, desk.clock)
    return StickWritten(tuple(place.name for place in written.files), written.lines, written.scans)


def read_in(desk: Desk, folder: Path) -> StickRead:
    """Take in the township's answers. Refusals: not-enrolled, no-answers, stick."""
    from sync.client import sticks

    taken = sticks.take_in(desk.register, desk.clock, folder)
    left = tuple((one.name, one.sentence) for one in taken.left_alone)
    return StickRead(
        taken.acked_seq,
        taken.fed,
        left,
        taken.scans_came,
        taken.scans_confirmed,
        taken.said_again,
        taken.once_more,
    )
