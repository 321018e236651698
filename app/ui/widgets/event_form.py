"""The input for one field of a step, for pages that lay their questions out themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.ui.widgets import ask_editors
from app.ui.widgets.ask_editors import OptionalDay
from app.ui.widgets.ask_field import asked

if TYPE_CHECKING:
    from app.domain.case_events import EventField

__all__ = ["OptionalDay", "make_editor"]


def make_editor(field: EventField, day: date) -> QWidget:
    """The input for one field's type; a day is always one that may be left out."""
    question = asked(field)
    if question.kind == "date":
        question = replace(question, required=False)
    return ask_editors.make_editor(question, day)
