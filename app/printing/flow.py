"""Filling pages with blocks from the top down, and choosing the largest type that still fits on one page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.errors import Defect
from app.printing.blocks import Block, Gap, Row
from app.printing.sheet import Sheet

TOLERANCE_MM = 0.001
HOPELESS_FRAMES = 2


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and how far below the top of its frame it begins."""

    block: Block
    below_mm: float


Frame = tuple[Placed, ...]
"""What stands in one page, panel or part, from the top down."""


def fill(blocks: Sequence[Block], first_mm: float, later_mm: float) -> tuple[Frame, ...]:
    """``blocks`` spread over as many frames as they need: one ``first_mm`` high, the others ``later_mm``.

    A block that fits nowhere whole is broken; one that cannot be broken either is our defect.
    """
    frames: list[list[Placed]] = [[]]
    used_mm = 0.0
    waiting: list[Block] = list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        room_mm = (first_mm if len(frames) == 1 else later_mm) - used_mm + TOLERANCE_MM
        if not frames[-1] and isinstance(block, Gap):
            continue
        heading = block.heading if isinstance(block, Row) else None
        if heading and not frames[-1]:
            frames[-1].append(Placed(heading, 0.0))
            used_mm += heading.height_mm
            room_mm -= heading.height_mm
        fits, rest = _split(block, room_mm, later_mm)
        if fits:
            frames[-1].append(Placed(fits, used_mm))
            used_mm += fits.height_mm
        if rest:
            if not fits and all(placed.block is heading for placed in frames[-1]) and len(frames) > 1:
                raise Defect("a block is higher than an empty page")
            waiting.append(rest)
            if not fits:
                waiting += _headings_left_behind(frames[-1])
            frames.append([])
            used_mm = 0.0
    return tuple(tuple(frame) for frame in frames)


def _headings_left_behind(frame: list[Placed]) -> list[Block]:
    """Takes the headings off a page's end whose first line went on to the next page, the lowest first."""
    taken: list[Block] = []
    while len(frame) > 1 and isinstance(frame[-1].block, Row) and frame[-1].block.keeps:
        taken.append(frame.pop().block)
    return taken


def used_mm(frame: Frame) -> float:
    """How much of its height a frame's blocks take."""
    return max((placed.below_mm + placed.block.height_mm for placed in frame), default=0.0)


def spread(frame: Frame, room_mm: float, most_mm: float) -> Frame:
    """The frame with its ruled rows grown evenly, each by at most ``most_mm``, to use the room that is left."""
    rows = sum(isinstance(placed.block, Row) and placed.block.ruled for placed in frame)
    if not rows:
        return frame
    grow_mm = max(0.0, min(most_mm, (room_mm - used_mm(frame)) / rows))
    grown: list[Placed] = []
    shift_mm = 0.0
    for placed in frame:
        block, below_mm = placed.block, placed.below_mm + shift_mm
        if isinstance(block, Row) and block.ruled:
            block = replace(block, least_mm=block.height_mm + grow_mm)
            shift_mm += grow_mm
        grown.append(Placed(block, below_mm))
    return tuple(grown)


def draw(frame: Frame, sheet: Sheet, left_mm: float, top_mm: float) -> None:
    """Draws a frame's blocks."""
    for placed in frame:
        placed.block.draw(sheet, left_mm, top_mm + placed.below_mm)


def largest_that_fits(
    sizes_pt: Sequence[float], run_over_pt: float, lay: Callable[[float], tuple[Frame, ...]]
) -> tuple[Frame, ...]:
    """The frames laid at the first size that needs one frame only, else at ``run_over_pt`` over several.

    Where the largest size needs three frames or more no smaller one can do with one: the others are not tried.
    """
    for size_pt in sizes_pt:
        frames = lay(size_pt)
        if len(frames) == 1:
            return frames
        if len(frames) > HOPELESS_FRAMES:
            break
    return lay(run_over_pt)


def _split(block: Block, room_mm: float, page_mm: float) -> tuple[Block | None, Block | None]:
    """Breaks a block only where it is too high to be moved whole to the next page without leaving a large hole."""
    if block.height_mm <= room_mm:
        return block, None
    if block.height_mm <= page_mm and room_mm < page_mm / 3:
        return None, block
    return block.split(room_mm)
