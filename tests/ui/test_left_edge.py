"""The left edge shows every page at any text size on a small screen."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QToolButton

from tests.ui.conftest import Room


@pytest.mark.parametrize("text_pt", [11, 12, 14, 16])
def test_every_page_is_whole_on_the_left_edge_of_a_small_screen(on_duty: Room, text_pt: int) -> None:
    on_duty.office.look.choose(text_pt=text_pt)
    on_duty.settle()
    left = on_duty.window.counter.left
    shown = left.findChildren(QToolButton)
    assert len(shown) >= 11
    for button in shown:
        assert button.visibleRegion().boundingRect().size() == button.size(), button.text()
        assert button.sizeHint().width() <= button.width(), button.text()
    on_duty.office.look.choose(text_pt=12)


def test_with_room_enough_the_words_stand_below_their_icons(on_duty: Room) -> None:
    left = on_duty.window.counter.left
    assert left.dense
    left.setMinimumHeight(2000)
    on_duty.window.resize(1366, 2200)
    on_duty.settle()
    assert not left.dense
