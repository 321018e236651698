"""How much is tried: seconds in every run, as long as one likes by DAIBAN_FUZZ_EXAMPLES."""

from __future__ import annotations

import os


def examples(usual: int) -> int:
    """Examples for one test: its usual number, or the setting's where that is larger."""
    return max(usual, int(os.environ.get("DAIBAN_FUZZ_EXAMPLES", "0") or 0))
