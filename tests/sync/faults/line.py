"""What may happen to a line and how fast it is: kinds of faults, draws from a seed, bytes that take their time."""

from __future__ import annotations

import asyncio
import math
import random
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

SEGMENT_BYTES, HEAD_BYTES = 1460, 40
REACH_BYTES = 16_000


class Fault(StrEnum):
    """What may happen to a connection; positions in it are drawn too, small ones as often as large."""

    NONE = "none"
    REFUSE = "refuse"  # reset as soon as it is accepted
    HALF_OPEN = "half-open"  # accepted and never answered, for ``hold_s``
    CUT_UP = "cut-up"  # closed after n bytes of what the room says
    CUT_DOWN = "cut-down"  # closed after n bytes of what it is told
    RESET_UP = "reset-up"
    RESET_DOWN = "reset-down"
    FLIP_UP = "flip-up"  # one bit
    FLIP_DOWN = "flip-down"
    DRIP = "drip"  # a few bytes at a time, for ``hold_s``
    LATE = "late"  # everything later, by up to ``hold_s``
    LOSE_ANSWER = "lose-answer"  # the township has it, the room never hears
    TWICE = "twice"  # the same request is delivered twice
    REPLAY = "replay"  # an old request comes once more before it
    REORDER = "reorder"  # the room is cut off, and its request arrives after a later one
    TRUNCATE_UP = "truncate-up"  # a shorter body with a head that fits it
    TRUNCATE_DOWN = "truncate-down"
    ERROR = "500"
    BUSY = "503"
    PORTAL = "portal"  # 200 and a page in HTML


OF_HTTP = frozenset(list(Fault)[list(Fault).index(Fault.LOSE_ANSWER) :])
"""Kinds that need requests to be understood: plain HTTP on loopback."""
CUTS_UP = (Fault.CUT_UP, Fault.RESET_UP)
CUTS_DOWN = (Fault.CUT_DOWN, Fault.RESET_DOWN)
ANY_LINE = tuple(kind for kind in Fault if kind not in OF_HTTP and kind is not Fault.NONE)
EVERY_KIND = tuple(kind for kind in Fault if kind is not Fault.NONE)


@dataclass(frozen=True, slots=True)
class Line:
    """How fast a line is, each way; ``delay_ms`` is one way, so a round trip takes twice that."""

    bytes_per_s: float = math.inf
    delay_ms: float = 0.0

    @property
    def round_trip_s(self) -> float:
        return 2 * self.delay_ms / 1000


class Cut(Exception):
    """The connection ends here; ``by_reset`` with RST instead of FIN."""

    def __init__(self, *, by_reset: bool = False) -> None:
        super().__init__()
        self.by_reset = by_reset


@dataclass(slots=True)
class Way:
    """One direction of the line, shared by all connections: when a piece that is sent now will have arrived."""

    line: Line
    free_at: float = 0.0
    carried: int = 0

    def arrival(self, size: int) -> float:
        now = asyncio.get_running_loop().time()
        self.carried += size
        if math.isinf(self.line.bytes_per_s):
            return now + self.line.delay_ms / 1000
        with_heads = size + HEAD_BYTES * math.ceil(size / SEGMENT_BYTES)
        self.free_at = max(self.free_at, now) + with_heads / self.line.bytes_per_s
        return self.free_at + self.line.delay_ms / 1000


@dataclass(slots=True)
class Fate:
    """What was drawn for one connection or request: a kind, and where in it."""

    kind: Fault
    dice: random.Random
    hold_s: float
    place: int = 0
    seen: Counter[bool] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.place = int(2 ** self.dice.uniform(0, math.log2(REACH_BYTES)))

    def meddle(self, piece: bytes, *, is_up: bool) -> bytes:
        """The piece as it leaves; counts what has passed."""
        before = self.seen[is_up]
        self.seen[is_up] += len(piece)
        at = self.place - before
        if self.kind is (Fault.FLIP_UP if is_up else Fault.FLIP_DOWN) and 0 <= at < len(piece):
            return piece[:at] + bytes([piece[at] ^ 1 << self.dice.randrange(8)]) + piece[at + 1 :]
        return piece

    def cut_after(self, *, is_up: bool) -> Cut | None:
        """How the connection ends once its place was reached in this direction."""
        if self.is_cut(is_up=is_up) and self.seen[is_up] >= self.place:
            return Cut(by_reset=self.kind in (Fault.RESET_UP, Fault.RESET_DOWN))
        return None

    def is_cut(self, *, is_up: bool) -> bool:
        return self.kind in (CUTS_UP if is_up else CUTS_DOWN)

    def wanted(self, *, is_up: bool) -> int:
        """How much to take at once: up to the place where the connection ends, or one packet."""
        if not self.is_cut(is_up=is_up):
            return SEGMENT_BYTES
        return min(SEGMENT_BYTES, max(self.place - self.seen[is_up], 1))
