"""The place on a page where an act is asked for, one at a time; the answer or the refusal lands there too."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.clock import today
from app.errors import Refusal
from app.ui.widgets.ask_form import Act, AskForm

if TYPE_CHECKING:
    from app.ui.page import Page

MOST_OF_THE_PAGE = 0.62


class ActPlace(QWidget):
    """``whole``: the form is never cut, where what is around it scrolls. ``done`` carries what the act gave back, once it is on disk; ``closed`` when the form is gone."""

    done = Signal(object)
    closed = Signal()

    def __init__(self, page: Page, *, whole: bool = False) -> None:
        super().__init__(page)
        self._page = page
        self._whole = whole
        self.form: AskForm | None = None
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._before: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self._area)
        self.hide()
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def ask(self, act: Act) -> None:
        """Open the fields of this act; one begun before is given up."""
        self._before = self._page.focusWidget() if self.form is None else self._before
        self._drop()
        self._page.bar.clear()
        self.form = AskForm(act, today(self._page.office.clock))
        self.form.confirmed.connect(self._on_confirmed)
        self.form.given_up.connect(self.give_up)
        self.form.installEventFilter(self)
        self._area.setWidget(self.form)
        self.show()
        self.form.show()
        self._fit()
        self._bring_into_view()
        self.form.begin()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The form asks for more room once its fonts are known, and when a sentence comes up."""
        if watched is self.form and event.type() == QEvent.Type.LayoutRequest:
            QTimer.singleShot(0, self, self._fit)  # not inside the form's own layout
        return super().eventFilter(watched, event)

    def give_up(self) -> None:
        """Take the fields away; nothing was recorded."""
        if self.form is None:
            return
        self._drop()
        self.hide()
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus()
        self.closed.emit()

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """A field that lies below the edge comes up when the hand goes to it."""
        if self.form is not None and now is not None and self.form.isAncestorOf(now):
            self._area.ensureWidgetVisible(now)

    def _bring_into_view(self) -> None:
        around = self.parentWidget()
        while self._whole and around is not None:
            if isinstance(around, QScrollArea) and self.form is not None:
                QTimer.singleShot(0, partial(self._scroll, around))
                return
            around = around.parentWidget()

    def _scroll(self, around: QScrollArea) -> None:
        if self.form is not None:
            around.ensureWidgetVisible(self.form.record)

    def _drop(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None

    def _fit(self) -> None:
        """As high as the form, but never more than half the page: the rest scrolls."""
        if self.form is not None:
            least = self.form.heightForWidth(self._page.width() - 48)
            high = max(self.form.sizeHint().height(), least)
            most = high + 4 if self._whole else round(self._page.height() * MOST_OF_THE_PAGE)
            self._area.setFixedHeight(min(high + 4, most))

    def _on_confirmed(self, said: dict[str, object]) -> None:
        form = self.form
        if form is None:
            return
        desk, act = self._page.office.desk(), form.act
        form.setEnabled(False)
        self._page.fetch(
            lambda: act.work(desk, said), lambda made: self._on_done(act, made), self._on_refused
        )

    def _on_done(self, act: Act, made: object) -> None:
        self.give_up()
        sentence = act.done(made)
        if sentence:
            self._page.bar.tell(sentence, kind="done")
        self.done.emit(made)

    def _on_refused(self, refusal: Refusal) -> None:
        if self.form is not None:
            self.form.setEnabled(True)
            if self.form.tell(refusal.field, refusal.sentence):
                self._fit()
                return
        self._page.show_refusal(refusal)
