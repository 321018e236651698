"""Backups: one proved file that opens anywhere with the passphrase, and nothing half-done whatever happens."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from app import keystore, paths
from app.clock import SetClock
from app.domain.rows import CaseFilter
from app.errors import Refusal
from app.models import whole_copies
from app.models.queries import prints
from app.services import backup_file, backups, cases, rooms, slip_codes, synchronising
from app.services.desk import Desk
from tests.services.conftest import PASSPHRASE, ROOM_CODE
from tests.services.requests import accepted
from tests.sync.stations import PASSPHRASE as OFFICE_PASSPHRASE
from tests.sync.stations import found_township


def refused(work: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as caught:
        work()
    assert caught.value.sentence.endswith("。")
    return caught.value


@pytest.fixture
def backup(desk: Desk, tmp_path: Path) -> Path:
    accepted(desk, "YB02")
    return backups.back_up(desk.register, tmp_path / "stick", desk.clock)


def test_a_backup_is_one_file_named_after_room_and_time(backup: Path) -> None:
    assert backup.name == f"daiban-{ROOM_CODE}-20261123-090000.backup"
    assert [file.name for file in backup.parent.iterdir()] == [backup.name]


def test_nothing_in_a_backup_opens_without_the_passphrase(backup: Path) -> None:
    with zipfile.ZipFile(backup) as archive:
        kinds = [wrap["kind"] for wrap in json.loads(archive.read("key.json"))["wraps"]]
        content = b"".join(archive.read(name) for name in archive.namelist())
    assert kinds == ["passphrase"]
    for words in ("张秀兰", "13812345678", "620902196203170217"):
        assert words.encode() not in content


def test_a_restored_register_holds_everything_and_verifies(backup: Path, desk: Desk, tmp_path: Path) -> None:
    number = accepted(desk, "GY04")  # after the backup
    backups.restore(backup, tmp_path / "new", passphrase=PASSPHRASE, clock=desk.clock)
    there = rooms.open_room(tmp_path / "new", passphrase=PASSPHRASE)
    assert backups.verify(there).problems == ()
    assert [row.item_code for row in cases.page(there, CaseFilter(), desk.clock).rows] == ["YB02"]
    assert refused(lambda: cases.show(there, number, desk.clock)).code == "no-such-case"
    there.close()


def test_a_restored_register_is_a_replica_of_its_own(backup: Path, desk: Desk, tmp_path: Path) -> None:
    old = desk.register.identity
    backups.restore(backup, tmp_path / "new", passphrase=PASSPHRASE, clock=desk.clock)
    there = rooms.open_room(tmp_path / "new", passphrase=PASSPHRASE)
    new = there.identity
    assert new.site_code == old.site_code
    assert new.replica_id != old.replica_id and new.pc_code != old.pc_code
    assert new.signing_public != old.signing_public and new.receiving_public != old.receiving_public
    assert not synchronising.status(there).enrolled
    number = accepted(Desk(there, desk.actor, desk.clock), "LD03")
    assert number.split("-")[2] == new.pc_code
    assert slip_codes.check(there, slip_codes.code_text(there.keys, number)).known
    with there.reading() as session:
        assert prints.slip_keys(session, old.key_id)  # slips of before the restore stay true
    there.close()


def test_work_goes_on_while_a_backup_is_made_and_the_next_backup_has_it(desk: Desk, tmp_path: Path) -> None:
    first = backups.back_up(desk.register, tmp_path / "stick", desk.clock)
    with desk.register.write(desk.actor.agent_id, desk.clock):
        second = backups.back_up(desk.register, tmp_path / "stick", desk.clock)
    assert first != second and first.exists() and second.exists()
    assert second.name.endswith("-2.backup")


def test_what_a_killed_program_left_is_swept_away_with_the_next_backup(desk: Desk, tmp_path: Path) -> None:
    old, young = tmp_path / ".daiban-making-old", tmp_path / ".daiban-making-young"
    old.mkdir()
    young.mkdir()
    (old / "register.db").write_bytes(b"half")
    os.utime(old, (0, 0))
    made = backups.back_up(desk.register, tmp_path, desk.clock)
    assert made.exists() and young.exists() and not old.exists()


def test_without_a_passphrase_no_backup_is_made_and_it_says_so(desk: Desk, tmp_path: Path) -> None:
    file = paths.key_file(desk.register.home)
    kept = json.loads(file.read_bytes())
    kept["wraps"][0]["kind"] = "keyring"
    file.write_text(json.dumps(kept))
    refusal = refused(lambda: backups.back_up(desk.register, tmp_path / "stick", desk.clock))
    assert refusal.code == "no-passphrase" and "备份口令" in refusal.sentence
    assert not (tmp_path / "stick").exists()
    backups.set_passphrase(desk.register, "另一个很长的口令")
    made = backups.back_up(desk.register, tmp_path / "stick", desk.clock)
    backups.restore(made, tmp_path / "new", passphrase="另一个很长的口令", clock=desk.clock)
    assert rooms.exists(tmp_path / "new")


def test_a_short_passphrase_is_refused(desk: Desk) -> None:
    assert refused(lambda: backups.set_passphrase(desk.register, "1234567")).code == "passphrase-form"


def test_a_wrong_passphrase_restores_nothing(backup: Path, tmp_path: Path) -> None:
    to = tmp_path / "new"
    assert refused(lambda: backups.restore(backup, to, passphrase="不对")).code == "wrong-passphrase"
    assert refused(lambda: backups.restore(backup, to, passphrase=None)).code == "passphrase-needed"
    assert not to.exists()


def test_an_existing_home_is_never_overwritten(backup: Path, desk: Desk) -> None:
    home = desk.register.home
    before = paths.key_file(home).read_bytes()
    assert refused(lambda: backups.restore(backup, home, passphrase=PASSPHRASE)).code == "room-exists"
    assert paths.key_file(home).read_bytes() == before


@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.95, 0.999])
def test_a_truncated_backup_is_refused_and_leaves_nothing(backup: Path, tmp_path: Path, part: float) -> None:
    whole = backup.read_bytes()
    backup.write_bytes(whole[: int(len(whole) * part)])
    refusal = refused(lambda: backups.restore(backup, tmp_path / "new", passphrase=PASSPHRASE))
    assert refusal.code == "backup-damaged"
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("part", [0.05, 0.5, 0.9])
def test_a_backup_with_one_changed_byte_is_refused(backup: Path, tmp_path: Path, part: float) -> None:
    content = bytearray(backup.read_bytes())
    content[int(len(content) * part)] ^= 1
    backup.write_bytes(content)
    refusal = refused(lambda: backups.restore(backup, tmp_path / "new", passphrase=PASSPHRASE))
    assert refusal.code == "backup-damaged"
    assert not (tmp_path / "new").exists()


def test_a_backup_with_any_bit_of_its_contents_list_flipped_is_called_what_it_is(
    backup: Path, tmp_path: Path
) -> None:
    whole = backup.read_bytes()
    list_begins = whole.rindex(b"PK\x01\x02", 0, whole.rindex(b"PK\x01\x02") - 1) - 60
    said = set()
    for position in range(list_begins, len(whole)):
        torn = bytearray(whole)
        torn[position] ^= 1
        backup.write_bytes(torn)
        try:
            backup_file.extract(backup, tmp_path / "register.db")
        except Refusal as refusal:
            said.add(refusal.code)
    assert said == {"backup-damaged", "not-a-backup"}


def test_a_backup_made_over_with_fitting_checksums_is_still_refused(backup: Path, tmp_path: Path) -> None:
    """Checksums only find accidents; the pages' own authentication finds the rest."""
    with zipfile.ZipFile(backup) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    register = bytearray(parts["register.db"])
    register[len(register) // 2] ^= 1
    about = json.loads(parts["about.json"])
    about["sha256"]["register.db"] = hashlib.sha256(register).hexdigest()
    with zipfile.ZipFile(backup, "w") as archive:
        archive.writestr("about.json", json.dumps(about))
        archive.writestr("key.json", parts["key.json"])
        archive.writestr("register.db", bytes(register))
    refusal = refused(lambda: backups.restore(backup, tmp_path / "new", passphrase=PASSPHRASE))
    assert refusal.code == "backup-damaged"
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("content", [b"", b"PK", b"hello", b"SQLite format 3\x00" + bytes(4096)])
def test_another_kind_of_file_is_no_backup(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.backup"
    file.write_bytes(content)
    refusal = refused(lambda: backups.restore(file, tmp_path / "new", passphrase=PASSPHRASE))
    assert refusal.code == "not-a-backup"
    assert not (tmp_path / "new").exists()


def test_another_zip_is_no_backup_and_a_missing_file_is_said(tmp_path: Path) -> None:
    file = tmp_path / "x.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "b")
    assert (
        refused(lambda: backups.restore(file, tmp_path / "new", passphrase=PASSPHRASE)).code == "not-a-backup"
    )
    gone = tmp_path / "gone.backup"
    assert refused(lambda: backups.restore(gone, tmp_path / "new", passphrase=PASSPHRASE)).code == "no-backup"


def test_a_backup_of_a_newer_program_asks_for_an_update(backup: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(backup) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(backup, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(b'"version": 1', b'"version": 2'))
    assert refused(lambda: backups.restore(backup, tmp_path / "new", passphrase=PASSPHRASE)).code == "newer"


def test_a_townships_backup_does_not_become_a_rooms_register(tmp_path: Path, clock: SetClock) -> None:
    found_township(tmp_path / "township", clock)
    register = rooms.open_room(tmp_path / "township", passphrase=OFFICE_PASSPHRASE)
    made = backups.back_up(register, tmp_path / "stick", clock)
    register.close()
    work = partial(backups.restore, made, tmp_path / "new", passphrase=OFFICE_PASSPHRASE)
    assert refused(work).code == "township-backup"
    assert not (tmp_path / "new").exists()


def test_a_folder_that_is_a_file_is_refused_for_both(backup: Path, desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    assert refused(lambda: backups.back_up(desk.register, file, desk.clock)).code == "disk"
    assert refused(lambda: backups.restore(backup, file / "new", passphrase=PASSPHRASE)).code == "disk"


FULL = """
import resource, sys
from pathlib import Path
from datetime import UTC, datetime
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[4]), int(sys.argv[4])))
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from app.clock import SetClock
from app.domain.rows import CaseFilter
from app.errors import Refusal
from app.services import backups, rooms
try:
    if sys.argv[1] == "back_up":
        register = rooms.open_room(Path(sys.argv[2]), passphrase=sys.argv[5])
        backups.back_up(register, Path(sys.argv[3]), SetClock(datetime(2026, 11, 23, tzinfo=UTC)))
    else:
        backups.restore(Path(sys.argv[2]), Path(sys.argv[3]), passphrase=sys.argv[5])
except Refusal as refusal:
    print(refusal.code)
"""


@pytest.mark.needs("unix")
@pytest.mark.parametrize("limit", [60_000, 200_000])
def test_a_file_that_cannot_grow_leaves_no_half_backup_and_no_half_register(
    backup: Path, desk: Desk, tmp_path: Path, limit: int
) -> None:
    """A file size limit stands in for a full disk: the writes fail in the middle."""

    def run(what: str, source: Path, to: Path) -> str:
        command = [sys.executable, "-c", FULL, what, str(source), str(to), str(limit), PASSPHRASE]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ)
        assert done.stderr == ""
        return done.stdout.strip()

    assert backup.stat().st_size > 200_000
    assert run("restore", backup, tmp_path / "new") in {"disk", "disk-full"}
    assert not (tmp_path / "new").exists()
    home = desk.register.home
    desk.register.close()
    assert run("back_up", home, tmp_path / "other") in {"disk", "disk-full", "storage"}
    assert list((tmp_path / "other").glob("*")) == []
    again = rooms.open_room(home, passphrase=PASSPHRASE)
    assert backups.verify(again).ok
    again.close()


def test_an_older_file_put_back_under_the_same_identity_is_noticed(
    desk: Desk, tmp_path: Path, clock: SetClock
) -> None:
    home, keys = desk.register.home, desk.register.keys
    desk.register.close()
    older = paths.register_file(home).read_bytes()
    register = rooms.open_room(home, passphrase=PASSPHRASE)
    accepted(Desk(register, desk.actor, clock), "YB02")
    last, head = whole_copies.head_of(register)
    keystore.write_anchor(home, keystore.Anchor(keys.identity.replica_id, last, head))
    assert backups.verify(register).ok
    register.close()
    paths.register_file(home).write_bytes(older)
    put_back = rooms.open_room(home, passphrase=PASSPHRASE)
    report = backups.verify(put_back)
    assert not report.ok and "上次同步" in report.problems[-1]
    put_back.close()
