"""How much to send at once and how long to wait: quick lines get large batches, bad ones small (sync 6, 15)."""

from __future__ import annotations

import random
from dataclasses import dataclass

from sync.protocol.envelope import MAX_APPETITE

QUICK_S = 2.0
MAX_LINES = 1_000
MAX_BYTES = 512 << 10
FIRST_BYTES = 32 << 10
LEAST_BYTES = 512
LONGEST_WAIT_S = 30.0
SHORTEST_WAIT_S = 0.2


@dataclass(slots=True)
class Pace:
    """Doubles what is sent when an answer comes quickly, halves it when none comes; as much for what is asked for.

    ``max_bytes`` are those of a batch's lines on the wire.
    """

    max_bytes: int = FIRST_BYTES
    failures: int = 0
    appetite: int = 0

    def answered(self, took_s: float) -> None:
        self.failures = 0
        if took_s < QUICK_S:
            self.max_bytes = min(self.max_bytes * 2, MAX_BYTES)
            self.appetite = min(self.appetite + 1, MAX_APPETITE)

    def unanswered(self) -> None:
        self.failures += 1
        self.appetite = 0
        self.max_bytes = max(self.max_bytes // 2, LEAST_BYTES)

    def wait_s(self, retry_after_s: float = 0.0) -> float:
        """Seconds until the next try: half of what the server asked for, and a random part that grows."""
        grown = min(LONGEST_WAIT_S, SHORTEST_WAIT_S * 2.0 ** min(self.failures, 10))
        return retry_after_s * 0.5 + random.random() * grown
