"""The recovery sheet from the command line: the key stands on paper only, and opens register and backups."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import keystore
from tests.cli.program import Daiban
from tests.printing.readings import all_text, codes


def key_on(sheet: Path) -> str:
    """The key as the sheet's code has it."""
    (key,) = set(codes(sheet.read_bytes(), dpi=200))
    return key


def test_the_sheet_shows_the_key_in_groups_and_as_a_code(daiban: Daiban, tmp_path: Path) -> None:
    said = daiban("recovery-sheet", "--to", tmp_path / "sheet.pdf")
    assert said.json == {"file": str(tmp_path / "sheet.pdf"), "replaced": False}
    key = key_on(tmp_path / "sheet.pdf")
    assert keystore.is_recovery_key(key)
    words = all_text((tmp_path / "sheet.pdf").read_bytes())
    assert all(group in words for group in key.split())


def test_it_opens_the_room_and_its_backup_without_the_passphrase(
    daiban: Daiban, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = daiban.accepted(tmp_path)
    daiban("recovery-sheet", "--to", tmp_path / "sheet.pdf")
    backup = daiban("backup", tmp_path / "backups").json["file"]
    monkeypatch.delenv("DAIBAN_PASSPHRASE")
    monkeypatch.setenv("DAIBAN_RECOVERY", key_on(tmp_path / "sheet.pdf").lower().replace(" ", "-"))
    assert daiban("show", number).status == 0
    said = daiban("restore", backup, "--to", tmp_path / "anew")
    assert said.status == 0, said.out
    daiban.home = tmp_path / "anew"
    assert daiban("show", number).status == 0
    assert daiban("verify").json["ok"]


def test_a_passphrase_given_beside_it_opens_the_restored_register(
    daiban: Daiban, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    daiban("recovery-sheet", "--to", tmp_path / "sheet.pdf")
    backup = daiban("backup", tmp_path / "backups").json["file"]
    monkeypatch.setenv("DAIBAN_RECOVERY", key_on(tmp_path / "sheet.pdf"))
    monkeypatch.setenv("DAIBAN_PASSPHRASE", "换了电脑以后的新口令")
    assert daiban("restore", backup, "--to", tmp_path / "anew").status == 0
    monkeypatch.delenv("DAIBAN_RECOVERY")
    daiban.home = tmp_path / "anew"
    assert daiban("status").status == 0


def test_the_key_of_another_sheet_opens_nothing_and_nothing_is_left(
    daiban: Daiban, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    daiban("recovery-sheet", "--to", tmp_path / "old.pdf")
    assert daiban("recovery-sheet", "--to", tmp_path / "new.pdf").json["replaced"]
    backup = daiban("backup", tmp_path / "backups").json["file"]
    monkeypatch.setenv("DAIBAN_RECOVERY", key_on(tmp_path / "old.pdf"))
    said = daiban("restore", backup, "--to", tmp_path / "anew")
    assert (said.status, said.json["code"]) == (1, "wrong-recovery-key")
    assert not (tmp_path / "anew").exists()


def test_the_key_is_kept_nowhere_but_on_the_sheet(daiban: Daiban, tmp_path: Path) -> None:
    daiban("recovery-sheet", "--to", tmp_path / "sheet.pdf")
    key = key_on(tmp_path / "sheet.pdf")
    assert (
        daiban(
            "export", "--format", "jsonl", "--to", tmp_path / "all.jsonl", "--whole-ids", "核对密钥"
        ).status
        == 0
    )
    said = (tmp_path / "all.jsonl").read_text(encoding="utf-8")
    assert "recovery-sheet" in said  # that it was printed is known, by whom and when
    for group in key.split():
        assert group not in said
    for file in daiban.home.rglob("*"):
        if file.is_file():
            assert key.encode() not in file.read_bytes()


def test_a_sheet_that_cannot_be_written_leaves_the_old_key_in_force(
    daiban: Daiban, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    daiban("recovery-sheet", "--to", tmp_path / "sheet.pdf")
    said = daiban("recovery-sheet", "--to", tmp_path / "no" / "folder" / "sheet.pdf")
    assert said.status == 1
    monkeypatch.delenv("DAIBAN_PASSPHRASE")
    monkeypatch.setenv("DAIBAN_RECOVERY", key_on(tmp_path / "sheet.pdf"))
    assert daiban("status").status == 0


def test_the_queue_forgets_the_sheet_once_it_is_out(daiban: Daiban, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    daiban("printers", "--add", "文件夹", "--kind", "pdf_folder", "--address", tmp_path / "out")
    assert daiban("recovery-sheet", "--printer", "文件夹").status == 0
    (sheet,) = (tmp_path / "out").iterdir()
    assert keystore.is_recovery_key(key_on(sheet))
    assert daiban("queue").json == []
