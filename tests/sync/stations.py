"""A real township and real rooms for tests: encrypted registers, TLS on loopback, a carrier that can break."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import inf
from pathlib import Path
from typing import TypeVar

import uvicorn

from app.clock import Clock, SetClock
from app.ids import site_record_id
from app.models.application import apply_received, sites_behind
from app.models.register import Register
from app.models.tables import Site
from app.services import rooms
from app.services.rooms import RoomPlan
from sync.client.enrolling import enrol
from sync.client.pacing import FIRST_BYTES, Pace
from sync.client.passes import PassReport, SyncPass
from sync.client.transport import BATCH_TYPE, Carrier, HttpAnswer, HttpCarrier, NoAnswer
from sync.server import enrolling
from sync.server.serving import configuration, unheld
from sync.server.sites import add_site
from sync.server.township import Township, found, open_township
from sync.server.web import create_app

PASSPHRASE = "测试口令"
TOWNSHIP_CODE = "620902101"
VILLAGE, OTHER_VILLAGE = "620902101201", "620902101202"
What = TypeVar("What")


def no_wait(_seconds: float) -> None:
    """Tests do not wait; the pass counts real time by itself."""


@dataclass
class RunningTownship:
    """A township's server in this process; ``offline`` takes it off the line and back, on the same port."""

    home: Path
    clock: SetClock
    url: str = ""
    plain_http: bool = False
    database_url: str = ""
    _server: uvicorn.Server | None = None
    _thread: threading.Thread | None = None
    _township: Township | None = None

    @staticmethod
    def still_clock() -> SetClock:
        """The clock that tests begin with, for fixtures that outlive one test."""
        return SetClock(datetime(2026, 11, 23, 1, 0, tzinfo=UTC))

    @classmethod
    def around(cls, township: Township) -> RunningTownship:
        """A township that was opened without its server, to look at with the same words."""
        return cls(township.register.home, cls.still_clock(), _township=township)

    @property
    def township(self) -> Township:
        assert self._township is not None
        return self._township

    @property
    def register(self) -> Register:
        return self.township.register

    def start(self) -> None:
        """Listens at once: connections queue until the application takes them."""
        pin = bytes(32) if self.plain_http else None
        self._township = open_township(
            self.home, self.clock, passphrase=PASSPHRASE, url=self.database_url, pin=pin
        )
        port = int(self.url.rsplit(":", 1)[1]) if self.url else 0
        listening = unheld(socket.create_server(("127.0.0.1", port)))
        scheme = "http" if self.plain_http else "https"
        self.url = f"{scheme}://127.0.0.1:{listening.getsockname()[1]}"
        app = create_app(self._township)
        config = configuration(app, self._township, plain_http=self.plain_http)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [listening]})
        self._thread.start()

    def stop(self) -> None:
        assert self._server is not None and self._thread is not None
        self._server.should_exit = True
        self._thread.join()
        self.register.close()

    @contextmanager
    def offline(self) -> Iterator[None]:
        self.stop()
        try:
            yield
        finally:
            self.start()

    def new_code(self, site: str = VILLAGE) -> str:
        return enrolling.new_code(self.township, site)

    def apply_all(self) -> None:
        with self.register.reading() as session:
            waiting = sites_behind(session)
        for site_code in waiting:
            apply_received(self.register, site_code, self.clock)


@contextmanager
def serving(
    home: Path, clock: SetClock, *, plain_http: bool = False, database_url: str = ""
) -> Iterator[RunningTownship]:
    """The township whose folder is ``home``, on the line to the end of the block."""
    running = RunningTownship(home, clock, plain_http=plain_http, database_url=database_url)
    running.start()
    yield running
    running.stop()


@dataclass
class Room:
    """One PC of a village with its own register."""

    register: Register
    clock: SetClock

    def enrol(self, township: RunningTownship, code: str = "") -> str:
        return enrol(self.register, township.url, code or township.new_code(self.register.site_code))

    def sync(
        self,
        *,
        give_up_s: float = 60.0,
        through: Callable[[Carrier], Carrier] | None = None,
        first_bytes: int = FIRST_BYTES,
    ) -> PassReport:
        """One pass, its first batch of ``first_bytes``; ``through`` may wrap the carrier in a fault."""
        from app.models import outbox

        with self.register.reading() as session:
            state = outbox.township_of(session)
        assert state is not None
        with HttpCarrier(state.url, bytes.fromhex(state.certificate_pin)) as carrier:
            chosen = through(carrier) if through else carrier
            pace = Pace(max_bytes=first_bytes)
            return SyncPass(self.register, self.clock, chosen, give_up_s, no_wait, pace).run()


@dataclass
class Faulty:
    """A carrier that meddles: ``before`` may change what is sent, ``after`` what comes back; both may raise."""

    inner: Carrier
    before: Callable[[int, bytes], bytes] = lambda _count, body: body
    after: Callable[[int, HttpAnswer], HttpAnswer] = lambda _count, answer: answer
    count: int = 0
    sent: list[bytes] = field(default_factory=list)

    @property
    def certificate_pin(self) -> bytes:
        return self.inner.certificate_pin

    def post(
        self, path: str, body: bytes, content_type: str = BATCH_TYPE, *, at_most_s: float = inf
    ) -> HttpAnswer:
        self.count += 1
        self.sent.append(body)
        changed = self.before(self.count, body)
        return self.after(self.count, self.inner.post(path, changed, content_type, at_most_s=at_most_s))


def cut_at(carrier: Carrier, exchange: int, *, after_it_arrived: bool) -> Faulty:
    """The line breaks once, at this exchange: before it went out, or after it arrived."""
    faulty = Faulty(carrier)

    def cut(count: int, what: What) -> What:
        if count == exchange:
            raise NoAnswer("dropped")
        return what

    if after_it_arrived:
        faulty.after = cut
    else:
        faulty.before = cut
    return faulty


def found_township(home: Path, clock: Clock) -> None:
    register = found(home, TOWNSHIP_CODE, "下河清镇", clock, passphrase=PASSPHRASE)
    register.close()
    township = open_township(home, clock, passphrase=PASSPHRASE)
    list_villages(township)
    township.register.close()


def list_villages(township: Township) -> None:
    add_site(township, VILLAGE, "槐树村")
    add_site(township, OTHER_VILLAGE, "柳林村")


def new_room(home: Path, clock: SetClock, site: str = VILLAGE, pc_code: str = "A1") -> Room:
    plan = RoomPlan(room_code=site, room_name="便民服务室", pc_code=pc_code, sample_catalogue=False)
    return Room(rooms.set_up(home, plan, clock, passphrase=PASSPHRASE), clock)


def site_of(register: Register, code: str) -> Site | None:
    with register.reading() as session:
        return session.get(Site, (code, site_record_id(code)))
