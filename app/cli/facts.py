"""Rows of the services said for programs, and commands that have several actions behind one word."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from app.cli.opening import opened
from app.clock import CHINA
from app.errors import Refusal
from app.terminal.answers import Answer

if TYPE_CHECKING:
    from app.services.desk import Desk

Action = Callable[["Desk", Namespace], Answer]


def facts_of(value: object) -> object:
    """Anything a service gives, as JSON has it: days as ISO text, instants with China's offset."""
    if isinstance(value, datetime):
        return value.astimezone(CHINA).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: facts_of(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): facts_of(one) for key, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [facts_of(one) for one in value]
    return value


def act(asked: Namespace, actions: Mapping[str, Action]) -> Answer:
    """Do the named action at the room's desk."""
    with opened(asked) as desk:
        return actions[asked.action](desk, asked)


def word(asked: Namespace, position: int, name: str) -> str:
    """One of the words after the action; Refusal ``word-missing`` saying which."""
    words: list[str] = asked.words
    if position < len(words):
        return words[position]
    raise Refusal(
        f"{asked.command} {asked.action} 后面还要写{name}。没有改动，请补上。",
        field="words",
        code="word-missing",
    )


def listed(rows: Sequence[object], lines: Sequence[str], nothing: str) -> Answer:
    """A list for both readers; ``nothing`` is said where it is empty."""
    return Answer(facts_of(rows), "\n".join(lines) or nothing)
