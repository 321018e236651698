"""Keeping the half-filled page: every change is on disk a moment later, whatever happens to the power."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import Refusal
from app.ui.office import Office
from app.ui.pages.accept.draft import PAGE, AcceptDraft, read_draft
from app.ui.widgets.newest_answer import NewestAnswer

if TYPE_CHECKING:
    from app.models.register import Register

KEEP_MS = 20
"""At most this long after a key the draft is on its way to the disk; keys in between share one write."""


class DraftKeeping(QObject):
    """``kept`` is emitted when what was last typed is on disk; ``refused`` carries why it could not be."""

    kept = Signal()
    refused = Signal(object)

    def __init__(
        self, office: Office, agent_id: str, read: Callable[[], AcceptDraft], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._agent_id = agent_id
        self._read = read
        self._last: AcceptDraft | None = None
        self._soon = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._soon.timeout.connect(self.keep_now)
        self._writes: NewestAnswer[None] = NewestAnswer(office.tasks, self, self._on_kept, self._on_refused)

    @property
    def settled(self) -> bool:
        """Nothing typed is still on its way to the disk."""
        return not self._soon.isActive() and not self._writes.busy

    def changed(self) -> None:
        """Something was typed; the first change starts the clock, later ones ride along."""
        if not self._soon.isActive():
            self._soon.start()

    def keep_now(self) -> None:
        """Write what stands there now."""
        self._soon.stop()
        draft = self._read()
        if draft == self._last:
            self._on_kept()
            return
        self._last = draft
        register, agent_id = self._office.register, self._agent_id
        self._writes.ask(lambda: _write(register, agent_id, draft))

    def forget(self) -> None:
        """The page was saved or emptied: nothing is kept any more."""
        self._soon.stop()
        self._last = None
        register, agent_id = self._office.register, self._agent_id
        self._writes.ask(lambda: _write(register, agent_id, None))

    def open_kept(self, done: Callable[[AcceptDraft], None]) -> None:
        """Hand over what was kept, if anything was."""
        register, agent_id = self._office.register, self._agent_id

        def work() -> dict[str, object] | None:
            from app.services import drafts

            return drafts.kept(register, PAGE, agent_id)

        def found(body: dict[str, object] | None) -> None:
            if body:
                done(read_draft(body))

        self._office.tasks.run(self, work, found, self._on_refused)

    def _on_kept(self, _none: None = None) -> None:
        if self.settled:
            self.kept.emit()

    def _on_refused(self, refusal: Refusal) -> None:
        self._last = None
        self.refused.emit(refusal)


def _write(register: Register, agent_id: str, draft: AcceptDraft | None) -> None:
    from app.services import drafts

    if draft is None or draft.empty:
        drafts.drop(register, PAGE, agent_id)
    else:
        drafts.keep(register, PAGE, agent_id, draft.body())
