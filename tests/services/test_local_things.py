"""Drafts and habits: kept on this PC, whole, and gone when dropped."""

from __future__ import annotations

from app.models.register import Register
from app.services import drafts, preferences, rooms
from tests.services.conftest import PASSPHRASE


def test_a_half_filled_page_is_there_again_after_reopening(register: Register) -> None:
    drafts.keep(register, "accept", "a1", {"name": "张三", "field": "phone", "ticks": [1, 2]})
    drafts.keep(register, "accept", "a1", {"name": "张三丰", "field": "phone"})
    register.close()
    again = rooms.open_room(register.home, passphrase=PASSPHRASE)
    assert drafts.kept(again, "accept", "a1") == {"name": "张三丰", "field": "phone"}
    assert drafts.kept(again, "accept", "a2") is None
    drafts.drop(again, "accept", "a1")
    drafts.drop(again, "accept", "a1")
    assert drafts.kept(again, "accept", "a1") is None
    again.close()


def test_a_habit_keeps_its_value_and_has_a_default(register: Register) -> None:
    assert preferences.get(register, "text_size", 12) == 12
    preferences.put(register, "text_size", 16)
    preferences.put(register, "printers", {"receipt": "HP"})
    assert preferences.get(register, "text_size", 12) == 16
    assert preferences.get(register, "printers", None) == {"receipt": "HP"}
