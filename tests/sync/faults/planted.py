"""Faults planted in the programs, to see that the counting finds them: ``chaos --planted NAME`` must fail.

``answers-first``: the township answers before it has stored, and one time in four never does. ``skips-a-line``: it
moves its mark over a line that it did not keep. ``marks-ahead``: rooms take one line more for acknowledged than was.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

DICE = random.Random(1)


def _answers_first() -> None:
    from sqlalchemy.orm import Session

    from sync.server import exchange, receipt

    plain = receipt.receive

    def receive(session: Session, *arguments: Any, **more: Any) -> Any:
        if DICE.random() < 0.25:
            session.commit = session.rollback  # type: ignore[method-assign]
        return plain(session, *arguments, **more)

    setattr(exchange, "receive", receive)  # noqa: B010 - it was imported there by name


def _skips_a_line() -> None:
    from sync.server import receipt as place

    plain = place._store

    def store(session: Any, township: Any, replica: Any, new: Sequence[bytes], header: Any) -> Any:
        kept = new[:-1] if len(new) > 1 and DICE.random() < 0.5 else new
        return plain(session, township, replica, kept, header)

    place._store = store


def _marks_ahead() -> None:
    from dataclasses import replace

    from sync.client import kept_answers as place

    plain = place._measured_marks

    def marks(answer: Any, clock: Any) -> Any:
        found = plain(answer, clock)
        return replace(found, acked_seq=found.acked_seq + (DICE.random() < 0.25))

    place._measured_marks = marks


FAULTS: dict[str, Callable[[], None]] = {
    "answers-first": _answers_first,
    "skips-a-line": _skips_a_line,
    "marks-ahead": _marks_ahead,
}
