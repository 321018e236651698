"""What a family of commands needs from the grammar."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import Protocol

from app.terminal.answers import Answer


class Words(Protocol):
    """Where a family adds its commands."""

    def add(self, name: str, words: str, run: Callable[[Namespace], Answer]) -> ArgumentParser:
        """A new command; ``run`` answers it."""
