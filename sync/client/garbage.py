"""Not looking for garbage while an answer is read and folded: a window's program stays as it is otherwise."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def left_lying() -> Iterator[None]:
    """A feed makes thousands of objects and no rings of them: looking for some at every 700 costs a quarter."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
