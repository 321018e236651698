"""Tab goes as one reads: across, then down, whatever was put on the page last.

Qt's own chain is the order of making: what a page makes later (steps, fields of a step) would come after the
foot of the window. It is also not walked here: ``nextInFocusChain`` hangs the wrapper it returns under the
widget it was asked of, and everything below is lost when that widget is deleted.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


def stops(inside: QWidget) -> Iterator[QWidget]:
    """Every widget in ``inside`` that Tab may reach, in reading order; those switched off too."""
    for row in _rows(inside):
        for child in row:
            if _is_stop(child):
                yield child
            yield from stops(child)


def stop_beside(inside: QWidget, now: QWidget | None, *, forward: bool) -> QWidget | None:
    """The stop after (or before) ``now``, round and round; the first when ``now`` is none of them.

    ``now`` may have been switched off a moment ago: the way goes on from its place.
    """
    found = list(stops(inside))
    if not forward:
        found.reverse()
    at = found.index(now) + 1 if now in found else 0
    return next((stop for stop in found[at:] + found[:at] if stop.isEnabled()), None)


def _is_stop(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.focusProxy() is None


def _rows(inside: QWidget) -> list[list[QWidget]]:
    """The visible children row by row: a child that begins above the middle of a row stands in it."""
    children = [child for child in inside.findChildren(QWidget, options=_DIRECT) if child.isVisible()]
    rows: list[list[QWidget]] = []
    for child in sorted(children, key=lambda child: (child.y(), child.x())):
        if child.isWindow():
            continue
        if rows and child.y() < rows[-1][0].geometry().center().y():
            rows[-1].append(child)
        else:
            rows.append([child])
    return [sorted(row, key=lambda child: child.x()) for row in rows]
