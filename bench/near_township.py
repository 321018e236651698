"""A township in this process that answers without a network: what is measured is the work, not the line."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import Self

import msgspec

from app.clock import Clock
from app.models.register import Register
from bench.village import PASSPHRASE, ROOM
from sync.client.enrolling import enrol
from sync.client.transport import BATCH_TYPE, HttpAnswer
from sync.protocol.enrolment import PLAIN_HTTP_PIN, FinishRequest, StartRequest
from sync.server import enrolling
from sync.server.exchange import exchange
from sync.server.receipt import receive
from sync.server.sites import add_site
from sync.server.township import Township, found, open_township

TOWNSHIP = "620902101"
URL = "http://127.0.0.1:1"


@dataclass(slots=True)
class NearTownship:
    """Carries a room's requests to the township by calling it; counts requests and bytes sent up."""

    township: Township
    calls: int = 0
    bytes_up: int = 0

    @classmethod
    def found(cls, home: Path, url: str, clock: Clock) -> Self:
        """A new township in ``home``, its data in SQLite or at the PostgreSQL ``url``, with one village."""
        found(home, TOWNSHIP, "柳泉镇", clock, passphrase=PASSPHRASE).close()
        township = open_township(home, clock, passphrase=PASSPHRASE, url=url, pin=PLAIN_HTTP_PIN)
        add_site(township, ROOM, "青石村")
        return cls(township)

    @property
    def register(self) -> Register:
        return self.township.register

    @property
    def clock(self) -> Clock:
        return self.township.clock

    @property
    def certificate_pin(self) -> bytes:
        return PLAIN_HTTP_PIN

    def let_in(self, room: Register) -> None:
        """Enrol a PC of the village."""
        enrol(room, URL, enrolling.new_code(self.township, room.site_code), self)

    def receive(self, wire: bytes) -> None:
        """Receipt alone: checked, stored, committed."""
        with self.register.writing() as session:
            receive(session, self.township, wire)
            session.commit()

    def post(
        self, path: str, body: bytes, content_type: str = BATCH_TYPE, *, at_most_s: float = inf
    ) -> HttpAnswer:
        self.calls += 1
        self.bytes_up += len(body)
        if path == "/v1/enrol/start":
            started = enrolling.start(self.township, msgspec.json.decode(body, type=StartRequest))
            return HttpAnswer(200, msgspec.json.encode(started))
        if path == "/v1/enrol/finish":
            finished = enrolling.finish(self.township, msgspec.json.decode(body, type=FinishRequest))
            return HttpAnswer(200, msgspec.json.encode(finished))
        reply = exchange(self.township, body)
        return HttpAnswer(reply.status, reply.body)
