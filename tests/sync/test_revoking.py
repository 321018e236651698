"""A PC that was lost may send nothing more; what it wrote is kept, and the administrator decides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.errors import Refusal
from sync.client import sticks
from sync.protocol.codes import CODES
from sync.protocol.envelope import Header, Kind, seal
from sync.server import incidents, quarantine_decisions, revoking
from sync.server import sticks as township_sticks
from sync.server.exchange import exchange
from tests.sync.child import ask
from tests.sync.lines import add_villagers, assert_equal, state_of, stored, tables, written
from tests.sync.stations import VILLAGE, Room, RunningTownship

PC = f"{VILLAGE}-A1"


def code_of(work: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as caught:
        work()
    return caught.value.code


def test_a_revoked_pc_is_told_so_and_what_it_sends_is_kept_aside(
    township: RunningTownship, room: Room
) -> None:
    there = stored(township, room.register.identity.replica_id)
    revoking.revoke(township.township, PC, "电脑被盗")
    add_villagers(room, "王秀英")
    with pytest.raises(Refusal) as caught:
        room.sync()
    assert (caught.value.code, caught.value.sentence) == ("revoked", CODES["revoked"].sentence)
    assert stored(township, room.register.identity.replica_id) == there
    (kept,) = quarantine_decisions.listed(township.township)
    assert (kept.code, kept.replica_id) == ("revoked", room.register.identity.replica_id)
    (standing,) = revoking.standings(township.township)
    assert (standing.name, standing.revoked_reason, standing.quarantined) == (PC, "电脑被盗", 1)


def test_a_stick_written_before_and_brought_after_is_the_administrators_decision(
    township: RunningTownship, room: Room, stick: Path
) -> None:
    add_villagers(room, "王秀英", "李建国")
    sticks.write_out(room.register, stick)
    revoking.revoke(township.township, PC, "电脑报废")
    taken = township_sticks.take_in(township.township, stick)
    assert [one.code for one in taken.files] == ["revoked"]
    (kept,) = quarantine_decisions.listed(township.township)
    content = quarantine_decisions.show(township.township, kept.tag[:8])
    assert (content.lines, content.by_type) == (2, {"villager": 2})
    assert quarantine_decisions.take_in(township.township, kept.tag) == 2
    assert stored(township, room.register.identity.replica_id) == written(room.register)
    names = {row.get("name") for row in tables(township.register).values()}
    assert {"王秀英", "李建国"} <= names
    assert quarantine_decisions.listed(township.township) == ()
    assert code_of(room.sync) == "revoked"  # the decision was about one batch


def test_batches_are_taken_in_in_order_only(township: RunningTownship, room: Room) -> None:
    revoking.revoke(township.township, PC, "电脑被盗")
    add_villagers(room, "王秀英")
    assert code_of(room.sync) == "revoked"
    state = state_of(room)
    with room.register.writing() as session:
        row = session.merge(state)
        row.acked_seq += 1
        session.commit()
    add_villagers(room, "李建国")
    assert code_of(room.sync) == "revoked"
    later, earlier = sorted(
        quarantine_decisions.listed(township.township),
        key=lambda one: one.header.from_seq if one.header else 0,
        reverse=True,
    )
    assert code_of(lambda: quarantine_decisions.take_in(township.township, later.tag)) == "gap"
    assert quarantine_decisions.take_in(township.township, earlier.tag) == 1
    assert quarantine_decisions.take_in(township.township, later.tag) == 1


def test_nobody_else_can_fill_a_revoked_pcs_quarantine_or_have_a_forged_batch_taken_in(
    township: RunningTownship, room: Room
) -> None:
    revoking.revoke(township.township, PC, "电脑被盗")
    header = Header(
        Kind.PUSH,
        room.register.identity.replica_id,
        township.township.server_id,
        VILLAGE,
        1,
        1,
        bytes(32),
        bytes(32),
    )
    assert exchange(township.township, seal(header, [b"{}"], Ed25519PrivateKey.generate())).status == 401
    (kept,) = quarantine_decisions.listed(township.township)
    assert kept.code == "bad-signature"
    assert code_of(lambda: quarantine_decisions.take_in(township.township, kept.tag)) == "not-authentic"


def test_a_revoked_pc_cannot_come_back_by_a_code_but_by_the_administrator(
    township: RunningTownship, room: Room
) -> None:
    add_villagers(room, "王秀英")
    revoking.revoke(township.township, PC, "电脑被盗")
    assert code_of(lambda: room.enrol(township)) == "revoked"
    revoking.admit(township.township, PC, "找到了")
    room.sync()
    assert_equal(township, [room])
    with township.register.reading() as session:
        assert [one.kind for one in incidents.recent(session)] == ["admitted", "revoked"]


def test_a_revocation_wants_a_reason_and_a_pc_that_is_there(township: RunningTownship, room: Room) -> None:
    assert code_of(lambda: revoking.revoke(township.township, PC, " ")) == "reason"
    assert code_of(lambda: revoking.revoke(township.township, f"{VILLAGE}-Z9", "x")) == "no-such-pc"


def test_revoking_and_deciding_by_command(township: RunningTownship, room: Room) -> None:
    home = township.home
    assert ask(home, "replicas")["replicas"][0]["pc"] == PC
    assert ask(home, "revoke", "--pc", PC, "--reason", "电脑被盗")["revoked"] is True
    add_villagers(room, "王秀英")
    assert code_of(room.sync) == "revoked"
    (batch,) = ask(home, "quarantine", "list")["batches"]
    assert ask(home, "quarantine", "show", batch["tag"])["by_type"] == {"villager": 1}
    assert ask(home, "quarantine", "take-in", batch["tag"][:8])["new"] == 1
    assert ask(home, "quarantine", "show", expected=1)["code"] == "no-such-batch"
    assert ask(home, "admit", "--pc", PC)["revoked"] is False
    room.sync()
    assert_equal(township, [room])
