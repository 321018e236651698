"""On PostgreSQL everybody locks in one order: PCs, then the site's feed, then its records. Nobody waits in a ring."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.cases import CaseEventKind
from app.models import mending
from app.models.application import apply_at_once
from sync.client import sticks
from sync.protocol.envelope import Kind, read_header
from sync.server import lower_keys, own_keys
from sync.server.offering import answer_offer
from sync.server.receipt import receive
from sync.server.tables import KnownReplica
from tests.sync.districts import enrol, step, upward
from tests.sync.lines import add_villagers, assert_equal, change, villager
from tests.sync.locks import behind_one_lock, connected, deadlocks, waiting_for_a_lock
from tests.sync.stations import VILLAGE, Faulty, Room, RunningTownship
from tests.sync.stores import ON_POSTGRES
from tests.sync.test_district_keys import put_back_to_before_a_stop
from tests.sync.test_server_put_back import backed_up, put_back

pytestmark = ON_POSTGRES
MakeRoom = Callable[..., Room]
FEED = f"SELECT 1 FROM journal_head WHERE site_code = '{VILLAGE}' FOR UPDATE"
SPEAKERS = "SELECT 1 FROM known_replica WHERE replica_id IN (SELECT replica_id FROM carrier) FOR UPDATE"


@pytest.fixture(autouse=True)
def in_one_order(postgres_url: str) -> Iterator[None]:
    before = deadlocks(postgres_url)
    yield
    assert deadlocks(postgres_url) == before


def test_a_pc_may_send_while_what_it_offers_back_is_taken_in(
    township: RunningTownship, room: Room, make_room: MakeRoom, tmp_path: Path
) -> None:
    other = make_room("other", pc_code="B1")
    other.enrol(township)
    backup = backed_up(township, tmp_path / "copies")
    add_villagers(other, "王秀英")
    for one in (other, room):
        one.sync()
    put_back(township, backup, tmp_path / "back")
    sent: list[bytes] = []
    room.sync(through=lambda inner: Faulty(inner, sent=sent))
    (offer,) = (wire for wire in sent if read_header(wire).kind is Kind.FEED)
    add_villagers(room, "李建国")
    township.clock.advance(minutes=1)
    done = behind_one_lock(
        township.database_url,
        FEED,
        lambda: answer_offer(township.township, offer).status,
        lambda: room.sync(give_up_s=30.0).sent,
    )
    assert [one.result() for one in done] == [200, 1]
    other.sync()
    assert_equal(township, [room, other])


def test_a_pc_may_send_while_its_township_is_reminded_that_it_was_stopped(
    district: RunningTownship, reporting: RunningTownship, room: Room, tmp_path: Path
) -> None:
    case_no = put_back_to_before_a_stop(reporting, room, tmp_path)
    room.sync()  # the township has forgotten
    step(district, case_no, CaseEventKind.RECEIVED, reference="区7")
    add_villagers(room, "李建国")
    reminded, sent = behind_one_lock(
        reporting.database_url, FEED, lambda: upward(reporting), lambda: room.sync(give_up_s=30.0)
    )
    assert reminded.exception() is None and getattr(sent.exception(), "code", "") == "revoked"


def test_a_township_may_enrol_again_while_its_change_of_keys_arrives(
    district: RunningTownship, reporting: RunningTownship
) -> None:
    upward(reporting)
    own_keys.rotate(reporting.township)
    told = own_keys.told(reporting.township)
    done = behind_one_lock(
        district.database_url,
        SPEAKERS,
        lambda: enrol(reporting, district),
        lambda: lower_keys.take_up(district.township, told),
    )
    assert [one.result() for one in done] == ["肃州区", False]
    with district.register.reading() as session:
        known = session.get_one(KnownReplica, reporting.township.server_id)
        assert known.signing_public == reporting.register.identity.signing_public.hex()
    upward(reporting)


def test_a_record_folded_again_does_not_lose_what_is_being_folded(
    township: RunningTownship, room: Room, tmp_path: Path
) -> None:
    (shared,) = add_villagers(room, "王秀英")
    room.sync()
    change(room, shared, phone="13800000001")
    (batch,) = sticks.write_out(room.register, tmp_path).files

    def mended() -> None:
        with township.register.writing() as session:
            mending.mend(session, township.register, VILLAGE, [("villager", shared)])
            session.commit()

    with closing(connected(township.database_url)) as look, ThreadPoolExecutor(1) as beside:
        look.autocommit = True
        with township.register.writing() as session:
            receive(session, township.township, batch.read_bytes())
            assert apply_at_once(session, township.register, VILLAGE, township.clock)
            begun = beside.submit(mended)
            while not waiting_for_a_lock(look) and not begun.done():
                pass
            session.commit()
        begun.result()
    found = villager(township.register, shared)
    assert found is not None and found.phone == "13800000001"
