"""A carrier straight into the township that breaks as told, and power cuts at the n-th commit of a register."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf

import msgspec
from sqlalchemy import event

from app.models.register import Register
from sync.client.transport import BATCH_TYPE, HttpAnswer, NoAnswer
from sync.protocol import key_changes
from sync.protocol.codes import CODES, EnvelopeRefused
from sync.protocol.enrolment import FinishRequest, RefusedAnswer, StartRequest
from sync.server import (
    comparing,
    enrolling,
    lower_keys,
    offering,
    own_keys,
    rekeying,
    subordinates,
)
from sync.server.exchange import exchange
from sync.server.receipt import receive
from sync.server.township import Township

MOST_REQUESTS = 200
"""Of one pass."""


class PowerCut(BaseException):
    """The process is gone at this very point; nothing of ours catches it."""


@contextmanager
def cut_at_commit(register: Register, number: int) -> Iterator[None]:
    """The power fails just before the ``number``-th commit from now (0: never)."""
    left = [number]

    def count(_connection: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise PowerCut

    engine = register._writing
    event.listen(engine, "commit", count)
    try:
        yield
    finally:
        event.remove(engine, "commit", count)


@dataclass
class Direct:
    """Requests go into the township that ``find`` names, without sockets; faults are told one by one.

    ``faults`` are used up one a request; ``sent`` and ``answers`` keep what went over the line, to play it again.
    """

    find: Callable[[], Township]
    faults: list[str] = field(default_factory=list)
    reopen: Callable[[], None] = lambda: None
    sent: list[bytes] = field(default_factory=list)
    answers: list[HttpAnswer] = field(default_factory=list)
    asked: int = 0

    @property
    def certificate_pin(self) -> bytes:
        return self.find().pin

    def post(
        self, path: str, body: bytes, _content_type: str = BATCH_TYPE, *, at_most_s: float = inf
    ) -> HttpAnswer:
        self.asked += 1
        assert self.asked < MOST_REQUESTS, "a pass goes round and round"
        word, _space, number = (self.faults.pop(0) if self.faults else "none").partition(" ")
        if word in INSTEAD:
            return INSTEAD[word](self)
        before = BEFORE.get(word)
        if before:
            body = before(self, path, body)
        reply = self._cut_township(path, body, int(number)) if word == "office-cut" else self._do(path, body)
        if path == "/v1/exchange":
            self.sent.append(body)
            self.answers.append(reply)
        after = AFTER.get(word)
        return after(self, path, body, reply) if after else reply

    def _cut_township(self, path: str, body: bytes, number: int) -> HttpAnswer:
        """The township's power fails at its ``number``-th commit; it is up again for the next request."""
        try:
            with cut_at_commit(self.find().register, number):
                reply = self._do(path, body)
        except PowerCut:
            self.reopen()
            raise NoAnswer("the township is down") from None
        return reply

    def _do(self, path: str, body: bytes) -> HttpAnswer:
        township = self.find()
        if path.startswith("/v1/enrol/"):
            return _enrolment(township, path, body)
        if path == key_changes.PATH:
            lower_keys.take_up(township, body)
            return HttpAnswer(200, own_keys.told(township))
        reply = {
            "/v1/exchange": lambda: exchange(township, body, with_root=True),
            "/v1/offer": lambda: offering.answer_offer(township, body),
            "/v1/rekey": lambda: rekeying.answer_introduction(township, body),
            "/v1/digest": lambda: comparing.answer_question(township, body),
            "/v1/upward": lambda: subordinates.answer_speaker(township, body),
        }[path]()
        return HttpAnswer(reply.status, reply.body)

    def lost(self, _path: str, _body: bytes) -> bytes:
        raise NoAnswer("lost on the way")

    def gone(self, _path: str, _body: bytes) -> bytes:
        raise PowerCut

    def damaged(self, _path: str, body: bytes) -> bytes:
        place = len(body) * 2 // 3
        return body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :]

    def truncated(self, _path: str, body: bytes) -> bytes:
        return body[: len(body) // 2]

    def replayed(self, path: str, body: bytes) -> bytes:
        """Somebody else's, or our own, batches of long ago come again first."""
        for old in self.sent[-3:]:
            self._do("/v1/exchange", old)
        return body

    def received_only(self, path: str, body: bytes) -> bytes:
        """The township dies between receipt and application."""
        if path == "/v1/exchange":
            township = self.find()
            try:
                with township.register.writing() as session:
                    receive(session, township, body, offers_first=True)
                    session.commit()
            except EnvelopeRefused:
                pass
            self.reopen()
            raise NoAnswer("the township is down")
        return body

    def answer_lost(self, _path: str, _body: bytes, _reply: HttpAnswer) -> HttpAnswer:
        raise NoAnswer("answer lost")

    def gone_after(self, _path: str, _body: bytes, _reply: HttpAnswer) -> HttpAnswer:
        raise PowerCut

    def twice(self, path: str, body: bytes, _reply: HttpAnswer) -> HttpAnswer:
        return self._do(path, body)

    def old_answer(self) -> HttpAnswer:
        if not self.answers:
            raise NoAnswer("nothing to play again")
        return self.answers[len(self.answers) // 2]

    def portal(self) -> HttpAnswer:
        return HttpAnswer(200, b'<html>{"code":"ok"} please log in</html>')

    def busy(self) -> HttpAnswer:
        return HttpAnswer(503, b'{"code":"busy"}', 1.0)


BEFORE = {
    "lost": Direct.lost,
    "gone": Direct.gone,
    "damaged": Direct.damaged,
    "truncated": Direct.truncated,
    "replayed": Direct.replayed,
    "received-only": Direct.received_only,
}
AFTER = {
    "answer-lost": Direct.answer_lost,
    "gone-after": Direct.gone_after,
    "twice": Direct.twice,
}
INSTEAD = {"old-answer": Direct.old_answer, "portal": Direct.portal, "busy": Direct.busy}
"""What comes back where the request never reached the township."""
FAULTS = (*BEFORE, *AFTER, *INSTEAD, *(f"office-cut {number}" for number in range(1, 5)))


def _enrolment(township: Township, path: str, body: bytes) -> HttpAnswer:
    try:
        if path.endswith("start"):
            answer: object = enrolling.start(township, msgspec.json.decode(body, type=StartRequest))
        else:
            answer = enrolling.finish(township, msgspec.json.decode(body, type=FinishRequest))
    except EnvelopeRefused as refused:
        known = CODES[refused.code]
        said = RefusedAnswer(code=refused.code, sentence=known.sentence)
        return HttpAnswer(known.status, msgspec.json.encode(said))
    return HttpAnswer(200, msgspec.json.encode(answer))
