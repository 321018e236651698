"""Scans and photos at the counter: what is taken in, where it lies, and that backups bring it back."""

from __future__ import annotations

import errno
import zipfile
from pathlib import Path

import pytest

from app import keystore
from app.clock import SetClock
from app.domain.attachments import CHUNK_BYTES, MAX_FILE_BYTES
from app.errors import Refusal
from app.models.blobs import contents_folder
from app.models.register import Register
from app.services import agents, attachments, backups
from app.services.desk import Desk
from tests.services.conftest import PASSPHRASE
from tests.services.requests import accepted

JPEG = b"\xff\xd8\xff\xe0" + b"\x01" * (CHUNK_BYTES + 100)
PNG = b"\x89PNG\r\n\x1a\n" + b"\x02" * 50
PDF = b"%PDF-1.7\n" + b"\x03" * 50


def file(folder: Path, content: bytes, name: str = "张秀兰身份证.jpg") -> Path:
    place = folder / name
    place.write_bytes(content)
    return place


def refused(desk: Desk, case_no: str, place: Path, **more: str) -> str:
    with pytest.raises(Refusal) as caught:
        attachments.attach(desk, case_no, place, **more)
    assert attachments.rows(desk.register, case_no) == ()
    return caught.value.code


def test_what_is_attached_is_listed_opened_and_saved_as_it_was(desk: Desk, tmp_path: Path) -> None:
    number = accepted(desk)
    for name, content in (("a.bin", JPEG), ("b.JPG", PNG), ("c", PDF)):
        attachments.attach(desk, number, file(tmp_path, content, name))
    rows = attachments.rows(desk.register, number)
    assert [(row.position, row.name, row.mime) for row in rows] == [
        (1, "a", "image/jpeg"),
        (2, "b", "image/png"),
        (3, "c", "application/pdf"),
    ]
    assert rows[0].by == "王芳" and rows[0].where == "只在本机，待传"
    assert attachments.waiting(desk.register, number).words == "附件待传 3/3"
    assert attachments.open_content(desk, number, "2").content == PNG
    saved = attachments.save(desk, number, rows[0].attachment_id, tmp_path)
    assert (saved.suffix, saved.read_bytes()) == (".jpg", JPEG)
    for to, code in ((saved, "exists"), (tmp_path / "nowhere" / "x", "disk")):
        with pytest.raises(Refusal) as caught:
            attachments.save(desk, number, "1", to)
        assert caught.value.code == code
    with pytest.raises(Refusal) as caught:
        attachments.open_content(desk, number, "4")
    assert caught.value.code == "no-such-attachment"


def test_neither_name_nor_content_can_be_read_on_the_disk(desk: Desk, tmp_path: Path) -> None:
    place = file(tmp_path, JPEG + b"13812345678")
    row = attachments.attach(desk, accepted(desk), place, "photo")
    assert row.name == "张秀兰身份证"
    kept = [one for one in contents_folder(desk.register.home).rglob("*") if one.is_file()]
    assert len(kept) == 1
    assert b"13812345678" not in kept[0].read_bytes() and "张" not in str(kept[0])
    assert b"\x01" * 16 not in kept[0].read_bytes()


def test_what_is_not_a_picture_or_too_large_or_not_there_is_refused(desk: Desk, tmp_path: Path) -> None:
    number = accepted(desk)
    assert refused(desk, number, file(tmp_path, b"MZ\x90\x00" * 100)) == "wrong-type"
    assert refused(desk, number, file(tmp_path, b"")) == "wrong-type"
    assert refused(desk, number, file(tmp_path, b"<svg>" + JPEG)) == "wrong-type"
    assert refused(desk, number, file(tmp_path, JPEG[:4] + bytes(MAX_FILE_BYTES))) == "too-large"
    assert refused(desk, number, tmp_path / "none.jpg") == "no-file"
    assert refused(desk, number, tmp_path) == "no-file"
    assert refused(desk, number, file(tmp_path, JPEG), kind="film") == "attachment-kind"
    assert refused(desk, number, file(tmp_path, JPEG), name="长" * 61) == "text-too-long"
    assert contents_folder(desk.register.home).exists() is False


def test_the_largest_file_is_taken_in_whole(desk: Desk, tmp_path: Path) -> None:
    content = JPEG[:4] + bytes(MAX_FILE_BYTES - 4)
    number = accepted(desk)
    attachments.attach(desk, number, file(tmp_path, content))
    assert attachments.open_content(desk, number, "1").content == content


def test_a_full_disk_keeps_no_record_of_what_is_not_there(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = accepted(desk)

    def full(path: Path, content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("app.models.blobs.write_whole", full)
    assert refused(desk, number, file(tmp_path, JPEG)) == "disk-full"


def test_what_was_attached_by_mistake_is_taken_away_with_its_reason(desk: Desk, tmp_path: Path) -> None:
    number, other = accepted(desk), accepted(desk, name="李建国", id_number="", id_missing_reason="未带证件")
    for case_no in (number, other):
        attachments.attach(desk, case_no, file(tmp_path, JPEG))
    with pytest.raises(Refusal) as caught:
        attachments.remove(desk, number, "1", " ")
    assert caught.value.code == "field-missing"
    attachments.remove(desk, number, "1", "传错了人")
    assert attachments.rows(desk.register, number) == ()
    assert attachments.open_content(desk, other, "1").content == JPEG
    attachments.remove(desk, other, "1", "传错了人")
    assert not any(one.is_file() for one in contents_folder(desk.register.home).rglob("*"))
    assert backups.verify(desk.register).ok


def test_a_flipped_bit_is_found_by_verify_and_never_shown(desk: Desk, tmp_path: Path) -> None:
    number = accepted(desk)
    attachments.attach(desk, number, file(tmp_path, JPEG))
    assert backups.verify(desk.register).ok
    (kept,) = (one for one in contents_folder(desk.register.home).rglob("*") if one.is_file())
    for damage in (_flipped(kept.read_bytes()), kept.read_bytes()[: CHUNK_BYTES + 28]):
        kept.write_bytes(damage)
        found = backups.verify(desk.register)
        assert not found.ok and "附件" in found.problems[0]
        with pytest.raises(Refusal) as caught:
            attachments.open_content(desk, number, "1")
        assert caught.value.code == "attachment-damaged"


def test_a_backup_brings_the_attachments_back_and_proves_them(
    desk: Desk, tmp_path: Path, clock: SetClock
) -> None:
    number = accepted(desk)
    attachments.attach(desk, number, file(tmp_path, JPEG))
    made = backups.back_up(desk.register, tmp_path / "stick", clock)
    home = backups.restore(made, tmp_path / "new", passphrase=PASSPHRASE, clock=clock)
    back = Register.open(home, keystore.open(home, passphrase=PASSPHRASE))
    try:
        again = Desk(back, agents.first_actor(back), clock)
        assert attachments.open_content(again, number, "1").content == JPEG
        assert backups.verify(back).ok
    finally:
        back.close()


def test_a_backup_whose_attachment_was_changed_or_left_out_restores_nothing(
    desk: Desk, tmp_path: Path, clock: SetClock
) -> None:
    number = accepted(desk)
    attachments.attach(desk, number, file(tmp_path, JPEG))
    made = backups.back_up(desk.register, tmp_path / "stick", clock)
    for change in (_flipped, lambda _content: b""):
        bad = tmp_path / "bad.backup"
        with zipfile.ZipFile(made) as source, zipfile.ZipFile(bad, "w") as into:
            for name in source.namelist():
                content = source.read(name)
                changed = change(content) if name.startswith("contents/") else content
                if changed:
                    into.writestr(name, changed)
        with pytest.raises(Refusal) as caught:
            backups.restore(bad, tmp_path / "bad", passphrase=PASSPHRASE, clock=clock)
        assert caught.value.code == "backup-damaged"
        assert not (tmp_path / "bad").exists()


def test_a_name_that_points_out_of_the_folder_is_not_followed(
    desk: Desk, tmp_path: Path, clock: SetClock
) -> None:
    made = backups.back_up(desk.register, tmp_path / "stick", clock)
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("contents/620902101201/../../../outside", b"x")
    backups.restore(made, tmp_path / "new", passphrase=PASSPHRASE, clock=clock)
    assert not (tmp_path / "outside").exists()


def _flipped(content: bytes) -> bytes:
    return content[:50] + bytes([content[50] ^ 1]) + content[51:]
