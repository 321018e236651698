"""Talking to a township: one question and its signed answer, and how long to wait for one."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from app.clock import Clock
from app.errors import Refusal
from app.models import outbox
from app.models.register import Register
from app.models.tables import SyncState
from sync.client import server_keys
from sync.client.batches import is_under_another_key, opened_answer
from sync.client.pacing import Pace
from sync.client.transport import JSON_TYPE, Carrier, HttpAnswer, NoAnswer
from sync.protocol import key_changes
from sync.protocol.answers import Answer, OpenedAnswer

GIVE_UP_S = 30.0
SHORTEST_TRY_S = 2.0


@dataclass(slots=True)
class Talk:
    """One conversation over one carrier. ``wait`` may be cut short by whoever wants it to end."""

    register: Register
    clock: Clock
    carrier: Carrier
    give_up_s: float = GIVE_UP_S
    wait: Callable[[float], object] = time.sleep
    pace: Pace = field(default_factory=Pace)
    _answered_s: float = 0.0

    def _ask(self, wire: bytes, path: str = "/v1/digest") -> Answer | None:
        """The township's signed answer to a question; None where no answer of its own came back."""
        with self.register.reading() as session:
            state = outbox.township_of(session)
        if state is None:
            return None
        try:
            reply = self.carrier.post(path, wire, at_most_s=self._left_s())
        except NoAnswer:
            return None
        opened = self._opened(state, wire, reply)
        return opened.answer if opened else None

    def _speaker(self) -> tuple[str, str]:
        """Under which replica, and for which site, this pass speaks."""
        return self.register.identity.replica_id, self.register.site_code

    def _opened(self, state: SyncState, wire: bytes, reply: HttpAnswer) -> OpenedAnswer | None:
        """The township's own answer, also where it has changed its keys since and proves it."""
        opened = opened_answer(self.register, state, wire, reply)
        if opened is None and is_under_another_key(state, reply) and self._follow_keys(state):
            return self._opened(state, wire, reply)
        return opened

    def _follow_keys(self, state: SyncState) -> bool:
        """Whether the township proves, from the key we know, that it goes on under another one."""
        try:
            told = self.carrier.post(key_changes.PATH, b"", JSON_TYPE, at_most_s=self._left_s())
        except NoAnswer:
            return False
        now = server_keys.follow(self.register, told.body)
        if now is None:
            return False
        state.server_public_key, state.server_receiving_key = now.server_public_key, now.server_receiving_key
        return True

    def _go_on(self, answer: Answer, reason: Refusal, *, has_moved: bool, is_said: bool) -> None:
        """At once, where the last exchange brought anything and there is more.

        A township at which many rooms come at once takes all their lines in first: when all is said and only not
        folded there, it tells when to ask again.
        """
        if has_moved:
            self._answered_s = time.monotonic()
        if not has_moved or (is_said and answer.applied < answer.received):
            self._pause(reason, answer.next_contact_s)

    def _unanswered(self, retry_after_s: float = 0.0, reason: Refusal | None = None) -> None:
        self.pace.unanswered()
        self._pause(
            reason or Refusal("乡镇服务器没有回答。数据都在本机，没有丢失；请稍后再同步。", code="no-answer"),
            retry_after_s,
        )

    def _pause(self, reason: Refusal, retry_after_s: float = 0.0) -> None:
        """Wait a little, or give up with the reason when there was no progress for too long."""
        left_s = self._answered_s + self.give_up_s - time.monotonic()
        if left_s <= 0:
            raise reason
        self.wait(min(self.pace.wait_s(retry_after_s), left_s))

    def _left_s(self) -> float:
        """How long one request may take at most: what is left of the patience, but never hopelessly little."""
        return max(self._answered_s + self.give_up_s - time.monotonic(), SHORTEST_TRY_S)
