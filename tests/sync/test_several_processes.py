"""Several server processes on one PostgreSQL: what one begins another goes on with, and none is missed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from math import inf
from pathlib import Path

import httpx
import pytest

from app.clock import SetClock
from sync.client.enrolling import enrol
from sync.client.pacing import LEAST_BYTES, Pace
from sync.client.passes import SyncPass
from sync.client.transport import BATCH_TYPE, HttpAnswer, HttpCarrier
from sync.server.township import open_township
from tests.clusters import another_database
from tests.sync.child import ServingChild, ask
from tests.sync.console.offices import PASSWORD, TOKEN
from tests.sync.lines import add_villagers, assert_equal
from tests.sync.locks import connected, waiting_for_a_lock
from tests.sync.stations import PASSPHRASE, VILLAGE, Room, RunningTownship, no_wait

MakeRoom = Callable[..., Room]

pytestmark = pytest.mark.needs("postgres")


@dataclass
class Proxy:
    """Sends each request to the next of its servers, as a proxy in front of them would."""

    servers: list[ServingChild]
    before: Callable[[int], None]
    calls: int = 0
    _open: dict[int, HttpCarrier] = field(default_factory=dict)

    @property
    def certificate_pin(self) -> bytes:
        return bytes(32)

    def post(
        self, path: str, body: bytes, content_type: str = BATCH_TYPE, *, at_most_s: float = inf
    ) -> HttpAnswer:
        self.before(self.calls)
        turn = self.calls % len(self.servers)
        self.calls += 1
        if turn not in self._open:
            self._open[turn] = HttpCarrier(self.servers[turn].url, bytes(32))
        return self._open[turn].post(path, body, content_type, at_most_s=at_most_s)

    def close(self) -> None:
        for carrier in self._open.values():
            carrier.__exit__(None, None, None)


@dataclass
class Browser:
    """Sends each request to the next server; the proxy in front speaks HTTPS, so that Secure cookies are kept."""

    servers: list[ServingChild]
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    calls: int = 0

    def send(self, method: str, path: str, **typed: str) -> str:
        server = self.servers[self.calls % len(self.servers)]
        self.calls += 1
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        form = {"form_token": self.token, **typed} if typed else None
        answer = httpx.request(method, server.url + path, data=form, headers={"Cookie": cookie})
        for line in answer.headers.get_list("Set-Cookie"):
            name, _is, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        found = TOKEN.search(answer.text)
        self.token = found[1] if found else self.token
        return answer.text


@pytest.fixture(scope="module")
def database(postgres_url: str) -> str:
    return another_database(postgres_url)


@pytest.fixture(scope="module")
def both(
    tmp_path_factory: pytest.TempPathFactory, founded: Path, database: str
) -> Iterator[list[ServingChild]]:
    home = tmp_path_factory.mktemp("two") / "township"
    shutil.copytree(founded, home)
    servers = [ServingChild(home, plain_http=True, database=database) for _ in range(2)]
    with ThreadPoolExecutor(2) as together:  # a database nobody has used yet: both find it empty
        list(together.map(ServingChild.start, servers))
    ask(home, "add-site", "--code", VILLAGE, "--name", "槐树村", "--db", database)
    yield servers
    for server in servers:
        server.kill()


@pytest.fixture
def pair(both: list[ServingChild]) -> list[ServingChild]:
    """Two processes of one township, as they stand behind a proxy; one that a test killed is there again."""
    for server in both:
        if not server.runs:
            server.start()
    return both


@contextmanager
def looked_at(server: ServingChild, clock: SetClock) -> Iterator[RunningTownship]:
    """The township's register, opened beside its servers."""
    township = open_township(server.home, clock, passphrase=PASSPHRASE, url=server.database)
    try:
        yield RunningTownship.around(township)
    finally:
        township.register.close()


def enrolled(room: Room, server: ServingChild) -> Room:
    code = ask(server.home, "enrol-code", "--site", VILLAGE, "--db", server.database)["code"]
    enrol(room.register, server.url, str(code))
    return room


def synced(
    room: Room, servers: list[ServingChild], before: Callable[[int], None] = lambda _call: None
) -> int:
    """One pass in many small batches; how many requests it took."""
    with closing(Proxy(servers, before)) as proxy:
        SyncPass(room.register, room.clock, proxy, wait=no_wait, pace=Pace(max_bytes=LEAST_BYTES)).run()
        return proxy.calls


def test_batches_of_a_site_may_go_to_any_process(
    pair: list[ServingChild], make_room: MakeRoom, clock: SetClock
) -> None:
    first, second = enrolled(make_room("a"), pair[0]), enrolled(make_room("b", pc_code="B1"), pair[1])
    for number in range(10):
        add_villagers(first, *(f"王秀{number}{i}" for i in range(30)))
        add_villagers(second, *(f"李建{number}{i}" for i in range(30)))
    with ThreadPoolExecutor(2) as together:
        calls = list(together.map(lambda room: synced(room, pair), (first, second)))
    assert min(calls) > 3
    for room in (first, second):
        synced(room, pair)
    with looked_at(pair[0], clock) as township:
        assert_equal(township, [first, second])


def test_a_process_killed_in_the_middle_of_a_batch_is_not_missed(
    pair: list[ServingChild], make_room: MakeRoom, clock: SetClock, database: str
) -> None:
    room = enrolled(make_room("a"), pair[0])
    synced(room, pair)
    for number in range(10):
        add_villagers(room, *(f"王秀{number}{i}" for i in range(30)))
    with closing(connected(database)) as hold, closing(connected(database)) as look:
        look.autocommit = True

        def kill_while_it_stores(call: int) -> None:
            if call == 3:
                hold.execute("SELECT 1 FROM journal_head WHERE site_code = %s FOR UPDATE", (VILLAGE,))
                killer.submit(kill_once_it_waits)

        def kill_once_it_waits() -> None:
            while not waiting_for_a_lock(look):
                pass
            pair[1].kill()
            hold.rollback()

        with ThreadPoolExecutor(1) as killer:
            assert synced(room, pair, kill_while_it_stores) > 5
    with looked_at(pair[0], clock) as township:
        assert_equal(township, [room])


def test_who_signs_in_at_one_process_is_known_to_the_other(pair: list[ServingChild], database: str) -> None:
    link = str(ask(pair[0].home, "user", "add", "赵主任", "--role", "admin", "--db", database)["link"])
    claim = link[link.index("/console") :]
    browser = Browser(pair)
    browser.send("GET", claim)
    browser.send("POST", claim, password=PASSWORD, again=PASSWORD)
    assert "赵主任" in browser.send("GET", "/console/people")
    browser.send("POST", "/console/people/add", name="钱经办", role="clerk")
    assert "钱经办" in browser.send("GET", "/console/people")


def test_a_deadlock_that_the_database_ends_is_tried_again(
    pair: list[ServingChild], make_room: MakeRoom, clock: SetClock, database: str
) -> None:
    """Somebody with locks in another order: the database rolls the server back, and the batch is still taken."""
    room = enrolled(make_room("a"), pair[0])
    synced(room, pair)
    add_villagers(room, "王秀英")
    replica_id = room.register.identity.replica_id
    with closing(connected(database)) as other, closing(connected(database)) as look:
        look.autocommit = True
        other.execute("SET deadlock_timeout = '1h'")  # so that it is the server's turn to be rolled back
        other.execute("SELECT 1 FROM journal_head WHERE site_code = %s FOR UPDATE", (VILLAGE,))
        with ThreadPoolExecutor(1) as beside:
            answered = beside.submit(synced, room, pair[:1])
            while not waiting_for_a_lock(look):
                pass
            other.execute("SELECT 1 FROM known_replica WHERE replica_id = %s FOR UPDATE", (replica_id,))
            other.rollback()
            assert answered.result() == 1, "the room noticed nothing"
        found = look.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        (deadlocks,) = found.fetchone() or (0,)
        assert deadlocks == 1
    with looked_at(pair[0], clock) as township:
        assert_equal(township, [room])


def test_two_pcs_that_enrol_at_once_get_two_codes(pair: list[ServingChild], make_room: MakeRoom) -> None:
    rooms = [make_room("a"), make_room("b")]
    with ThreadPoolExecutor(2) as together:
        list(together.map(enrolled, rooms, pair))
    assert len({room.register.identity.pc_code for room in rooms}) == 2
