"""One question of a form: what it is called, what kind of answer it takes, what is most likely meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.case_events import EventField


@dataclass(frozen=True, slots=True)
class AskField:
    """One question. ``kind``: text | list | date | int | bool | choice | ticks | unticked | secret.

    ``choices`` maps what is kept to what is read; of ``ticks`` the ticked ones are the answer, of ``unticked``
    the others. ``value`` is what most likely is meant: of ``ticks`` its parts are joined by 、, a date is ISO.
    """

    name: str
    words: str
    kind: str = "text"
    required: bool = False
    choices: Mapping[str, str] | None = None
    value: str = ""

    @property
    def wide(self) -> bool:
        return self.kind in ("ticks", "unticked")


def asked(field: EventField) -> AskField:
    """The question for one field of a step."""
    return AskField(field.name, field.words, field.type, field.required, field.choices)
