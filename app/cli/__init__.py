"""``daiban`` on the command line: the same services as the window, for terminals and programs."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence

from app.cli import grammar
from app.terminal import door
from app.terminal.answers import Answer


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; exit status 0 done, 1 refused with a sentence, 2 wrong usage."""
    return door.enter(grammar.parser(), argv, _run)


def _run(asked: Namespace) -> Answer:
    run: Callable[[Namespace], Answer] = asked.run
    return run(asked)
