"""Trying again what the database rolled back for another's sake: a serialization failure, a deadlock."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from app.errors import Refusal
from app.models.engine import OVERTAKEN

TRIES = 5

Result = TypeVar("Result")


def until_it_stands(work: Callable[[], Result]) -> Result:
    """What ``work`` gives, done again where it was rolled back for another transaction (design: sync 19).

    For work that may be done twice: all of it in one transaction, or each part known by what it is about.
    """
    for _once in range(TRIES - 1):
        try:
            return work()
        except Refusal as refusal:
            if not is_overtaken(refusal):
                raise
    return work()


def is_overtaken(fault: Exception) -> bool:
    """Whether the database rolled it back for another's sake, and the next try may go through."""
    return isinstance(fault, Refusal) and fault.code == OVERTAKEN
