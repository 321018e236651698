"""Asking while somebody types: one question at a time, and only the newest of those that waited."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from app.errors import Refusal
from app.ui.tasks import Lane, Tasks

T = TypeVar("T")


class NewestAnswer(Generic[T]):
    """Keeps the lane free: however fast ``ask`` is called, at most one question is under way.

    ``done`` and ``failed`` are called on the main thread, never for a question that was overtaken while
    it waited; a question already under way is still answered.
    """

    def __init__(
        self,
        tasks: Tasks,
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[Refusal], None] | None = None,
        *,
        lane: Lane = "register",
    ) -> None:
        self._tasks = tasks
        self._owner = owner
        self._done = done
        self._failed = failed
        self._lane: Lane = lane
        self._running = False
        self._next: Callable[[], T] | None = None

    @property
    def busy(self) -> bool:
        return self._running

    def ask(self, work: Callable[[], T]) -> None:
        """Ask now, or as soon as the question under way is answered."""
        if self._running:
            self._next = work
            return
        self._running = True
        self._tasks.run(self._owner, work, self._on_done, self._on_failed, lane=self._lane)

    def forget(self) -> None:
        """Drop the question that waits."""
        self._next = None

    def _on_done(self, answer: T) -> None:
        self._running = False
        self._go_on()
        self._done(answer)

    def _on_failed(self, refusal: Refusal) -> None:
        self._running = False
        self._go_on()
        if self._failed is not None:
            self._failed(refusal)
        else:
            self._tasks.refused.emit(refusal)

    def _go_on(self) -> None:
        work, self._next = self._next, None
        if work is not None:
            self.ask(work)
