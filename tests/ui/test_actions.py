"""Shortcuts: one list, no key twice."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence

from app.ui.actions import ACTIONS


def test_no_key_does_two_things() -> None:
    window_keys = [each.key for each in ACTIONS if each.where == "window"]
    for where in {each.where for each in ACTIONS}:
        here = window_keys + [each.key for each in ACTIONS if each.where == where != "window"]
        assert [key for key, count in Counter(here).items() if count > 1] == []


def test_no_action_is_listed_twice() -> None:
    assert len({each.action_id for each in ACTIONS}) == len(ACTIONS)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda each: each.action_id)
def test_every_key_is_one_that_a_keyboard_has(action: object) -> None:
    keys = QKeySequence(action.key)  # type: ignore[attr-defined]
    assert keys.count() == 1
    assert keys.toString()


def test_shortcuts_are_made_at_two_doors_only() -> None:
    """``actions`` for what the window lists, ``shortcut`` for keys written on the very thing they press."""
    here = Path(__file__).parents[2] / "app" / "ui"
    strays = [file.name for file in here.rglob("*.py") if "QShortcut(" in file.read_text(encoding="utf-8")]
    assert sorted(strays) == ["actions.py", "shortcut.py"]
