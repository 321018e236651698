"""The rules of the key file, with a passphrase: what works where no credential store is."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from app import keystore
from app.errors import Refusal
from app.keystore.environment import PASSPHRASE_VARIABLE, passphrase_given

PASSPHRASE = "槐树村2026年冬天"
SITE = "620902101201"


def made(home: Path, machine_id: str = "this-machine") -> keystore.Keys:
    return keystore.create(home, passphrase=PASSPHRASE, site_code=SITE, machine_id=machine_id)


def opened(
    home: Path, passphrase: str | None = PASSPHRASE, machine_id: str = "this-machine"
) -> keystore.Keys:
    return keystore.open(home, passphrase=passphrase, machine_id=machine_id)


def refusal_of(home: Path, passphrase: str | None = PASSPHRASE, machine_id: str = "this-machine") -> Refusal:
    with pytest.raises(Refusal) as caught:
        opened(home, passphrase, machine_id)
    return caught.value


def test_the_passphrase_opens_what_was_made_with_it(tmp_path: Path) -> None:
    keys = made(tmp_path)
    assert opened(tmp_path) == keys
    assert (len(keys.register_key), len(keys.signing), len(keys.receiving)) == (32, 32, 32)
    assert keystore.read_identity(tmp_path) == keys.identity
    assert len(keys.identity.key_id) == 8


def test_the_same_passphrase_from_another_input_method_opens_too(tmp_path: Path) -> None:
    keys = keystore.create(tmp_path, passphrase="ａｂｃ１２３", site_code=SITE, machine_id="m")
    assert opened(tmp_path, "abc123", "m") == keys


def test_no_secret_stands_in_the_key_file_or_in_a_printed_object(tmp_path: Path) -> None:
    keys = made(tmp_path)
    content = (tmp_path / "key.json").read_text()
    for secret in (keys.register_key, keys.signing, keys.receiving):
        assert secret.hex() not in content and repr(secret) not in repr(keys)
    assert PASSPHRASE not in content and "this-machine" not in content


def test_only_the_owner_may_read_the_key_file(tmp_path: Path) -> None:
    made(tmp_path)
    assert os.name == "nt" or (tmp_path / "key.json").stat().st_mode & 0o777 == 0o600


def test_without_store_and_passphrase_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as caught:
        keystore.create(tmp_path / "home", passphrase=None, site_code=SITE)
    assert caught.value.code == "passphrase-needed"
    assert not (tmp_path / "home").exists()


def test_an_existing_key_file_is_never_overwritten(tmp_path: Path) -> None:
    keys = made(tmp_path)
    with pytest.raises(Refusal) as caught:
        made(tmp_path)
    assert caught.value.code == "key-exists"
    assert opened(tmp_path) == keys


def test_each_reason_not_to_open_has_its_own_sentence(tmp_path: Path) -> None:
    none = refusal_of(tmp_path)
    made(tmp_path)
    missing, wrong = refusal_of(tmp_path, None), refusal_of(tmp_path, "不是这个")
    copied = refusal_of(tmp_path, machine_id="another-machine")
    (tmp_path / "key.json").write_text("{")
    damaged = refusal_of(tmp_path)
    refusals = (none, missing, wrong, copied, damaged)
    assert [r.code for r in refusals] == [
        "no-key-file",
        "passphrase-needed",
        "wrong-passphrase",
        "copied",
        "key-file-damaged",
    ]
    assert len({r.sentence for r in refusals}) == 5
    assert "无法解锁" in wrong.sentence


@pytest.mark.parametrize("name", ["replica_id", "signing_public", "receiving_public", "wraps"])
def test_a_key_file_put_together_from_two_is_refused(tmp_path: Path, name: str) -> None:
    made(tmp_path / "a")
    made(tmp_path / "b")
    mixed = json.loads((tmp_path / "a" / "key.json").read_text())
    mixed[name] = json.loads((tmp_path / "b" / "key.json").read_text())[name]
    mixed["machine"] = ""
    (tmp_path / "a" / "key.json").write_text(json.dumps(mixed))
    assert refusal_of(tmp_path / "a").code == "wrong-passphrase"


def test_a_copied_key_file_gives_the_register_key_for_a_new_identity(tmp_path: Path) -> None:
    old = made(tmp_path / "old", "old-machine")
    kept = keystore.open_copy((tmp_path / "old" / "key.json").read_bytes(), passphrase=PASSPHRASE)
    new = keystore.create(
        tmp_path / "new",
        passphrase=PASSPHRASE,
        site_code=SITE,
        pc_code="K7",
        register_key=kept.register_key,
        machine_id="new-machine",
    )
    assert new.register_key == old.register_key
    assert new.identity.replica_id != old.identity.replica_id
    assert new.signing != old.signing and new.receiving != old.receiving


def test_a_new_passphrase_replaces_the_old_one(tmp_path: Path) -> None:
    keys = made(tmp_path)
    keystore.add_passphrase(tmp_path, keys, "第二个口令")
    assert opened(tmp_path, "第二个口令") == keys
    assert refusal_of(tmp_path).code == "wrong-passphrase"


def test_another_pc_code_keeps_keys_and_identity(tmp_path: Path) -> None:
    keys = made(tmp_path)
    keystore.change_pc_code(tmp_path, "B2")
    after = opened(tmp_path)
    assert after.identity.pc_code == "B2"
    assert (after.signing, after.identity.replica_id) == (keys.signing, keys.identity.replica_id)


def test_costs_of_a_hostile_key_file_are_bounded(tmp_path: Path) -> None:
    made(tmp_path)
    hostile = json.loads((tmp_path / "key.json").read_text())
    hostile["wraps"][0]["memory_kib"] = 1 << 40
    (tmp_path / "key.json").write_text(json.dumps(hostile))
    assert refusal_of(tmp_path).code == "key-file-damaged"


def test_a_failed_write_leaves_the_old_file_and_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "kept.json"
    keystore.write_whole(place, b"old")

    def no_room(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(OSError, match="No space"):
        keystore.write_whole(place, b"new")
    assert place.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["kept.json"]


def test_the_anchor_comes_back_as_it_was_put(tmp_path: Path) -> None:
    assert keystore.read_anchor(tmp_path) is None
    anchor = keystore.Anchor("ab" * 16, 812, bytes(range(32)))
    keystore.write_anchor(tmp_path, anchor)
    assert keystore.read_anchor(tmp_path) == anchor
    (tmp_path / "anchor.json").write_text("{}")
    assert keystore.read_anchor(tmp_path) is None


def test_a_credential_store_that_may_keep_plain_text_is_not_used(tmp_path: Path) -> None:
    import keyring
    from keyring.backend import KeyringBackend

    class PlainText(KeyringBackend):
        """Stands for keyrings.alt: it would work, and that is the danger."""

        def set_password(self, service: str, username: str, password: str) -> None:
            raise AssertionError("a secret was handed to a store that may keep it in plain text")

        def get_password(self, service: str, username: str) -> str | None:
            raise AssertionError("a store of an unknown class was asked")

    before = keyring.get_keyring()
    keyring.set_keyring(PlainText())  # type: ignore[no-untyped-call]
    try:
        assert not keystore.keyring_available()
        with pytest.raises(Refusal) as caught:
            keystore.create(tmp_path, passphrase=None, site_code=SITE)
        assert caught.value.code == "passphrase-needed"
        made(tmp_path)
        assert keystore.needs_passphrase(tmp_path)
    finally:
        keyring.set_keyring(before)


@pytest.mark.parametrize("said", ["", " ", "\u3000\t"])
def test_white_space_alone_is_no_passphrase(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv(PASSPHRASE_VARIABLE, said)
    assert passphrase_given() is None
    monkeypatch.setenv(PASSPHRASE_VARIABLE, f" {PASSPHRASE}")
    assert passphrase_given() == f" {PASSPHRASE}"
