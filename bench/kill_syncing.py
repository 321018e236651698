"""Kill rooms, their syncs and their township with SIGKILL in the middle of it, and prove that nothing is lost.

    .venv/bin/python -m bench.kill_syncing 100 [SEED]

The line is good; everything on it dies: two PCs of one village and one of another that write and sync without
pause, ``daiban sync`` beside them, the office, ``daiban-township serve``. What is looked at all the time and counted
at the end stands in ``tests/sync/faults/chaos.py``, which adds bad lines to the same.
"""

from __future__ import annotations

import random
import sys
import tempfile
from math import inf
from pathlib import Path

from tests.sync.faults.chaos import Chaos

KILLS_A_SECOND = 4


def main(arguments: list[str]) -> int:
    """``N [SEED]``: print what was seen; 1 where anything was lost, doubled or acknowledged too early."""
    kills = int(arguments[0]) if arguments else 100
    seed = int(arguments[1]) if len(arguments) > 1 else random.SystemRandom().randrange(2**32)
    with tempfile.TemporaryDirectory() as folder:
        chaos = Chaos(
            Path(folder),
            seed,
            inf,
            is_tls=True,
            rate=0.0,
            between_kills_s=1 / KILLS_A_SECOND,
            most_kills=kills,
        )
        report = chaos.run()
    killed = "  ".join(f"{name} {count}" for name, count in sorted(report.kills.items()))
    print(f"kills {report.kills.total()} ({killed})  lines {report.lines}  looks {report.looks}  seed {seed}")
    print(
        "\n".join(report.problems) or "nothing lost, nothing twice, nothing acknowledged before it was there"
    )
    return 1 if report.problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
