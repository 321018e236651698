"""What every page of the window has: a title, a place for actions, a sentence bar, and honest states."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.errors import Refusal
from app.ui.messages import MessageBar
from app.ui.widgets.plain import label
from app.ui.widgets.state_view import StateView

if TYPE_CHECKING:
    from app.ui.office import Office
    from app.ui.tasks import Lane

T = TypeVar("T")


class Page(QWidget):
    """Put the content into ``self.body`` (give it a layout) and extra buttons into ``self.head``.

    ``agent_id`` is the agent for whom the page was made: the window keeps one accept page an agent, so a
    page must keep drafts under ``self.agent_id``, never under whoever is on duty when its timer fires.
    """

    def __init__(self, office: Office, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.agent_id = office.actor.agent_id if office.actor else ""
        self.setAccessibleName(title)
        self._waiting = 0
        self.title_label = label(title, name="pageTitle")
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(self.title_label)
        self.head.addStretch(1)
        self.bar = MessageBar(self)
        self.body = QWidget(self)
        self.state = StateView(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.body)
        self._stack.addWidget(self.state)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 12, 24, 12)
        layout.setSpacing(12)
        layout.addLayout(self.head)
        layout.addWidget(self.bar)
        layout.addWidget(self._stack, 1)

    @property
    def title(self) -> str:
        return self.title_label.text()

    def set_title(self, title: str) -> None:
        """Change the words at the top; never personal data in the window's own title."""
        self.title_label.setText(title)

    @property
    def busy(self) -> bool:
        """Whether an answer to ``fetch`` is still awaited."""
        return self._waiting > 0

    def shown(self) -> None:
        """Called by the window each time the page comes to the front; loads again by default."""
        self.reload()

    def left(self) -> None:
        """Called by the window when another page comes to the front or the screen is locked."""

    def reload(self) -> None:
        """Ask the services again; a page with content overrides it."""

    def open(self, wish: object) -> None:
        """Take up a wish: a case number, a villager id, a CaseFilter; a page that has any overrides it."""

    def fetch(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Refusal], None] | None = None,
        *,
        lane: Lane = "register",
    ) -> None:
        """Run ``work`` off the main thread with ``busy`` set; a refusal lands in the page's bar by default."""
        self._waiting += 1

        def _done(result: T) -> None:
            self._waiting -= 1
            done(result)

        def _failed(refusal: Refusal) -> None:
            self._waiting -= 1
            (failed or self.show_refusal)(refusal)

        self.office.tasks.run(self, work, _done, _failed, lane=lane)

    def show_refusal(self, refusal: Refusal) -> None:
        """Say in the page's bar why something was not done."""
        if self._stack.currentWidget() is self.state:
            self.show_body()
        self.bar.tell(refusal.sentence, kind="danger")

    def show_body(self) -> None:
        """Show the content."""
        self._stack.setCurrentWidget(self.body)

    def show_loading(self, words: str = "") -> None:
        """Show that the content is on its way; appears only when it takes longer than a moment."""
        self.state.loading(words)
        self._stack.setCurrentWidget(self.state)

    def show_empty(self, words: str, hint: str = "") -> None:
        """Show that there is nothing yet, and what would put something here."""
        self.state.empty(words, hint)
        self._stack.setCurrentWidget(self.state)
