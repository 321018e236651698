"""The door of the web server: few batches in work, no body too long or too slow, and slow ones hold up nobody (sync 15)."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from sync.protocol.codes import EnvelopeRefused

BATCHES_IN_WORK = 8
BODIES_COMING = 128
BYTES_HELD = 40 << 20
PATIENCE_S = 10.0
SLOWEST_BYTES_PER_S = 2_000
SEATS = 192
"""Of those who wait with their body read: a second or two of work, far below a client's patience."""
HANDS = 3
"""Threads that work at once: one at the processor, the others at the disk. More only get in each other's way."""
QUIET_BATCHES = 2
"""With more in work at once, records are not compared: a storm of rooms has its lines taken in first."""
FIRST_PACE_S = 0.006
UNUSUAL = 1.5
"""Times the pace: what took longer counts as this long. A process's first batches, or a large one, are no pace."""
LONGEST_PROMISE_S = 120.0

Result = TypeVar("Result")


class Busy(EnvelopeRefused):
    """``busy``, and the seconds for Retry-After."""

    def __init__(self, retry_after_s: int) -> None:
        super().__init__("busy")
        self.retry_after_s = retry_after_s


@dataclass(slots=True)
class Pledges:
    """When there is room again for those who are turned away, one after the other, at the pace seen so far.

    A thousand rooms told the same second would come back together and be turned away together.
    """

    pace_s: float = FIRST_PACE_S
    _promised_s: float = 0.0

    def worked(self, took_s: float) -> None:
        """A batch took so many seconds of the processor; what it waited for others says nothing about the pace."""
        self.pace_s += (min(took_s, UNUSUAL * self.pace_s) - self.pace_s) * 0.1

    def is_owed(self, now_s: float) -> bool:
        return self._promised_s > now_s

    def promise(self, now_s: float, waiting: int) -> int:
        """Retry-After for the next who is turned away: clients wait half of it, and a little by dice."""
        begin_s = max(self._promised_s, now_s + waiting / 2 * self.pace_s)
        self._promised_s = min(begin_s + self.pace_s, now_s + LONGEST_PROMISE_S)
        return max(math.ceil(2 * (self._promised_s - now_s)), 1)


@dataclass(slots=True)
class Gate:
    """Counts the batches in work in this process; ``patience_s`` is how long a body may take before it is slow.

    A body that still comes is not in work: a room on a slow line, or somebody who sends a byte a second, takes
    no place from others. How many come at once, and the bytes of all of them, have limits of their own.
    Up to ``seats`` more than are in work wait their turn; ``hands`` work at once.
    """

    limit: int = BATCHES_IN_WORK
    patience_s: float = PATIENCE_S
    seats: int = 0
    hands: int = BATCHES_IN_WORK
    in_work: int = field(default=0, init=False)
    held_bytes: int = field(default=0, init=False)
    pledges: Pledges = field(default_factory=Pledges, init=False)
    _waiting: int = field(default=0, init=False)
    _coming: int = field(default=0, init=False)
    _left: asyncio.Condition = field(default_factory=asyncio.Condition, init=False)
    _hands: asyncio.Semaphore | None = field(default=None, init=False)

    @property
    def is_pressed(self) -> bool:
        """Whether somebody was told to come later and that time has not come: what can wait is left for then."""
        return self.in_work > QUIET_BATCHES or self.pledges.is_owed(time.monotonic())

    @property
    def is_visited(self) -> bool:
        """Whether anybody is in work, or was told to come later and that time has not come."""
        return self.in_work > 0 or self.pledges.is_owed(time.monotonic())

    @contextmanager
    def entered(self) -> Iterator[None]:
        """One request in work; raises EnvelopeRefused ``busy`` before anything of it is read."""
        if self.in_work >= self.limit:
            raise self._busy()
        self.in_work += 1
        try:
            yield
        finally:
            self.in_work -= 1

    @asynccontextmanager
    async def brought(self, body: AsyncIterator[bytes], limit_bytes: int) -> AsyncIterator[bytes]:
        """The whole body, and a place in work for it: the next one free, in the order in which they came.

        Raises EnvelopeRefused ``busy`` before anything is read, where every place is taken or waited for; and
        what ``read`` raises. The body's bytes are counted until its work is done.
        """
        if self.in_work + self._waiting >= self.limit + self.seats or self._coming >= BODIES_COMING:
            raise self._busy()
        held = _Held(self)
        self._coming += 1
        try:
            try:
                whole = await self.read(body, limit_bytes, held)
            finally:
                self._coming -= 1
            async with self._turn():
                yield whole
        finally:
            self.held_bytes -= held.size

    async def work(self, work: Callable[[], Result]) -> Result:
        """Do ``work`` in a thread when a hand is free."""
        if self._hands is None:
            self._hands = asyncio.Semaphore(self.hands)

        def timed() -> Result:
            begun_s = time.thread_time()
            try:
                return work()
            finally:
                self.pledges.worked(time.thread_time() - begun_s)

        async with self._hands:
            return await asyncio.to_thread(timed)

    def _busy(self) -> Busy:
        return Busy(self.pledges.promise(time.monotonic(), self._waiting))

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        self._waiting += 1
        try:
            async with self._left:
                await self._left.wait_for(lambda: self.in_work < self.limit)
                self.in_work += 1
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self.in_work -= 1
            async with self._left:
                self._left.notify()

    async def read(self, body: AsyncIterator[bytes], limit_bytes: int, held: _Held | None = None) -> bytes:
        """The whole body; raises EnvelopeRefused ``too-large`` while reading, ``truncated`` when too slow.

        ``held`` counts its bytes: ``busy`` where those of all bodies together take too much memory.
        """
        return b"".join([part async for part in self.parts(body, limit_bytes, held)])

    async def parts(
        self, body: AsyncIterator[bytes], limit_bytes: int, held: _Held | None = None
    ) -> AsyncIterator[bytes]:
        """The body as it comes, under the limits of ``read``."""
        begun = asyncio.get_running_loop().time()
        size = 0
        while True:
            deadline = begun + self.patience_s + size / SLOWEST_BYTES_PER_S
            try:
                async with asyncio.timeout_at(deadline):
                    part = await anext(body, None)
            except TimeoutError:
                raise EnvelopeRefused("truncated") from None
            if part is None:
                return
            size += len(part)
            if size > limit_bytes:
                raise EnvelopeRefused("too-large")
            if held is not None:
                held.add(len(part))
            yield part


@dataclass(slots=True)
class _Held:
    """The bytes of one body, as part of all that its gate holds."""

    gate: Gate
    size: int = 0

    def add(self, count: int) -> None:
        self.size += count
        self.gate.held_bytes += count
        if self.gate.held_bytes > BYTES_HELD:
            raise EnvelopeRefused("busy")
