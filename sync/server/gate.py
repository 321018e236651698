"""The door of the web server: few batches in work, none too long, none too slow (design: sync 15)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sync.protocol.codes import EnvelopeRefused

BATCHES_IN_WORK = 8
PATIENCE_S = 10.0
SLOWEST_BYTES_PER_S = 2_000


@dataclass(slots=True)
class Gate:
    """Counts the batches in work in this process; ``patience_s`` is how long a body may take before it is slow."""

    limit: int = BATCHES_IN_WORK
    patience_s: float = PATIENCE_S
    in_work: int = field(default=0, init=False)

    @contextmanager
    def entered(self) -> Iterator[None]:
        """One batch in work; raises EnvelopeRefused ``busy`` before anything of it is read."""
        if self.in_work >= self.limit:
            raise EnvelopeRefused("busy")
        self.in_work += 1
        try:
            yield
        finally:
            self.in_work -= 1

    async def read(self, body: AsyncIterator[bytes], limit_bytes: int) -> bytes:
        """The whole body; raises EnvelopeRefused ``too-large`` while reading, ``truncated`` when too slow."""
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
            parts.append(part)
