"""One backup file holds the whole township: put back elsewhere, its rooms notice nothing but a new life."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import Refusal
from app.models.blobs import store_of
from app.services import agents, attachments, cases, papers, replacing
from app.services.desk import Desk
from sync.server import quarantine_decisions, restoring, revoking
from sync.server.certificate import CERTIFICATE_FILE
from sync.server.console import accounts
from sync.server.enrolling import new_code
from tests.services.requests import request
from tests.sync.lines import add_villagers, assert_equal, state_of, tables
from tests.sync.scans import attached, desk_of, scan, scan_bytes, send_scans, with_catalogue
from tests.sync.stations import PASSPHRASE, VILLAGE, Room, RunningTownship

MakeRoom = Callable[..., Room]
PASSWORD = "槐树下面好乘凉2026"


def lost_and_put_back(township: RunningTownship, tmp_path: Path) -> None:
    """The server's PC burns; another one begins from the file alone, under the same address."""
    backup = restoring.back_up(township.township, tmp_path / "copies", on_database=False)
    township.stop()
    shutil.rmtree(township.home)
    restoring.restore(backup, tmp_path / "back", township.clock, passphrase=PASSPHRASE)
    township.home = tmp_path / "back"
    township.start()


def test_rooms_scans_accounts_and_quarantine_are_there_again(
    township: RunningTownship, room: Room, make_room: MakeRoom, tmp_path: Path
) -> None:
    with_catalogue(township, room)
    desk = desk_of(room)
    case_no = cases.accept(desk, request(desk)).case_no
    attached(room, case_no, scan(tmp_path))
    room.sync()
    assert send_scans(room).waiting == 0
    token = accounts.add(township.township, "赵主任", "admin").rpartition("/")[2]
    accounts.claim(township.township, token, PASSWORD, PASSWORD)
    stolen = make_room("stolen", pc_code="B1")
    stolen.enrol(township)
    revoking.revoke(township.township, f"{VILLAGE}-B1", "电脑被盗")
    add_villagers(stolen, "没传出来")
    with pytest.raises(Refusal):
        stolen.sync()
    (held,) = quarantine_decisions.listed(township.township)
    pin = state_of(room).certificate_pin

    lost_and_put_back(township, tmp_path)

    add_villagers(room, "恢复之后")
    room.sync()  # the same pin: no PC enrols again
    assert state_of(room).certificate_pin == pin
    assert_equal(township, [room])
    assert accounts.prove(township.township, "赵主任", PASSWORD).name == "赵主任"
    (found,) = quarantine_decisions.listed(township.township)
    assert (found.tag, found.code) == (held.tag, held.code)
    assert quarantine_decisions.show(township.township, found.tag).lines
    code = new_code(township.township, VILLAGE)
    new = replacing.begin(
        tmp_path / "new", VILLAGE, f"{township.url}#{code}", "", room.clock, passphrase=PASSPHRASE
    )
    try:
        replacing.pull(new, room.clock, lambda _n, _of: None)
        fresh = Desk(new, agents.first_actor(new), room.clock)
        assert attachments.open_content(fresh, case_no, "1").content == scan_bytes()
        assert papers.make(fresh, case_no, "receipt").pdf.startswith(b"%PDF")
    finally:
        new.close()


def test_a_scan_that_came_after_the_copy_is_sent_again(
    township: RunningTownship, room: Room, tmp_path: Path
) -> None:
    with_catalogue(township, room)
    desk = desk_of(room)
    case_no = cases.accept(desk, request(desk)).case_no
    room.sync()
    backup = restoring.back_up(township.township, tmp_path / "copies", on_database=False)
    attached(room, case_no, scan(tmp_path))
    room.sync()
    assert send_scans(room).waiting == 0
    township.stop()
    restoring.restore(backup, tmp_path / "back", township.clock, passphrase=PASSPHRASE)
    township.home = tmp_path / "back"
    township.start()
    room.sync()
    assert send_scans(room).whole == 1
    store = store_of(township.register)
    (sha256,) = (row["sha256"] for (word, _id), row in tables(room.register).items() if word == "attachment")
    assert store.has(VILLAGE, sha256)


def test_a_backup_without_the_certificate_is_not_put_back_unsaid(
    township: RunningTownship, tmp_path: Path
) -> None:
    backup = restoring.back_up(township.township, tmp_path / "copies", on_database=False)
    poor = tmp_path / "poor.backup"
    with zipfile.ZipFile(backup) as whole, zipfile.ZipFile(poor, "w") as less:
        for name in whole.namelist():
            if name != CERTIFICATE_FILE:
                less.writestr(zipfile.ZipInfo(name), whole.read(name))
    with pytest.raises(Refusal) as caught:
        restoring.restore(poor, tmp_path / "back", township.clock, passphrase=PASSPHRASE)
    assert caught.value.code == "backup-damaged"
    assert not (tmp_path / "back").exists()
