"""A copy of a register put to work again: nothing it held is lost, nothing newer is overwritten."""

from __future__ import annotations

import shutil
from pathlib import Path

from app import keystore
from app.clock import SetClock
from app.models.register import Register
from app.models.tables import LineResult, ServiceCase, Villager
from app.models.verify import verify
from app.models.whole_copies import begin_anew
from tests.models.rooms import PASSPHRASE, TOWNSHIP, VILLAGE, add_case, add_villager, new_register
from tests.models.test_feed import change, know, records, sync


def put_back(register: Register, home: Path, clock: SetClock) -> Register:
    """The register's file as it is now, with the new identity that a restore gives it."""
    home.mkdir()
    shutil.copy(register.home / "register.db", home / "register.db")
    keys = keystore.create(
        home,
        passphrase=PASSPHRASE,
        site_code=VILLAGE,
        pc_code="B7",
        register_key=register.keys.register_key,
    )
    copy = Register.open(home, keys)
    with copy.write("a", clock) as unit:
        begin_anew(unit, keys.identity.signing_public, keys.identity.key_id)
        unit.commit()
    return copy


def close_file(register: Register) -> None:
    register.close()


def test_what_was_never_sent_before_the_copy_reaches_the_township_from_it(
    tmp_path: Path, clock: SetClock
) -> None:
    township = new_register(tmp_path / "t", TOWNSHIP)
    room = new_register(tmp_path / "r")
    with room.write("a", clock) as unit:
        case = add_case(unit, clock)
        unit.commit()
    close_file(room)
    copy = put_back(room, tmp_path / "copy", clock)
    assert verify(copy).problems == ()
    know(copy, township)
    sync(copy, township, clock)
    assert case.id in records(township, ServiceCase)
    assert records(copy, ServiceCase) == records(township, ServiceCase)
    assert verify(copy).problems == ()
    assert verify(township).problems == ()
    copy.close()
    township.close()


def test_an_older_copy_never_overwrites_what_the_lost_pc_had_sent_since(
    tmp_path: Path, clock: SetClock
) -> None:
    township = new_register(tmp_path / "t", TOWNSHIP)
    room = new_register(tmp_path / "r")
    know(room, township)
    with room.write("a", clock) as unit:
        villager = add_villager(unit, phone="13800000000")
        unit.commit()
    close_file(room)
    copy = put_back(room, tmp_path / "copy", clock)
    change(room, clock, villager.id, phone="13811111111")
    sync(room, township, clock)
    sync(copy, township, clock)
    for register in (copy, township):
        assert records(register, Villager)[villager.id]["phone"] == "13811111111"
        assert verify(register).problems == ()
    (result,) = records(copy, LineResult).values()
    assert (result["code"], result["late_value"]) == ("conflict", "13800000000")
    for register in (room, copy, township):
        register.close()
