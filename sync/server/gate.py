"""The door of the web server: few batches in work, no body too long or too slow, and slow ones hold up nobody (sync 15)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

from sync.protocol.codes import EnvelopeRefused

BATCHES_IN_WORK = 8
BODIES_COMING = 128
BYTES_HELD = 40 << 20
PATIENCE_S = 10.0
SLOWEST_BYTES_PER_S = 2_000


@dataclass(slots=True)
class Gate:
    """Counts the batches in work in this process; ``patience_s`` is how long a body may take before it is slow.

    A body that still comes is not in work: a room on a slow line, or somebody who sends a byte a second, takes
    no place from others. How many come at once, and the bytes of all of them, have limits of their own.
    """

    limit: int = BATCHES_IN_WORK
    patience_s: float = PATIENCE_S
    in_work: int = field(default=0, init=False)
    held_bytes: int = field(default=0, init=False)
    _waiting: int = field(default=0, init=False)
    _coming: int = field(default=0, init=False)
    _left: asyncio.Condition = field(default_factory=asyncio.Condition, init=False)

    @contextmanager
    def entered(self) -> Iterator[None]:
        """One request in work; raises EnvelopeRefused ``busy`` before anything of it is read."""
        if self.in_work >= self.limit:
            raise EnvelopeRefused("busy")
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
        if self.in_work + self._waiting >= self.limit or self._coming >= BODIES_COMING:
            raise EnvelopeRefused("busy")
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
        begun = asyncio.get_running_loop().time()
        parts: list[bytes] = []
        size = 0
        while True:
            deadline = begun + self.patience_s + size / SLOWEST_BYTES_PER_S
            try:
                async with asyncio.timeout_at(deadline):
                    part = await anext(body, None)
            except TimeoutError:
                raise EnvelopeRefused("truncated") from None
            if part is None:
                return b"".join(parts)
            size += len(part)
            if size > limit_bytes:
                raise EnvelopeRefused("too-large")
            if held is not None:
                held.add(len(part))
            parts.append(part)


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
