"""The recovery key on paper: one slip of the hand is found and named, and it opens what it was made for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import keystore
from app.errors import Refusal
from app.keystore import recovery_key
from app.keystore.environment import RECOVERY_VARIABLE, recovery_key_given

PASSPHRASE = "槐树村2026年冬天"
SITE = "620902101201"
SECRETS = st.binary(min_size=20, max_size=20)
PLACES = st.integers(min_value=0, max_value=39)


def made(home: Path) -> keystore.Keys:
    return keystore.create(home, passphrase=PASSPHRASE, site_code=SITE, machine_id="m")


@given(SECRETS)
def test_what_is_written_is_read_back_however_it_is_typed(secret: bytes) -> None:
    key = recovery_key.written(secret)
    assert [len(group) for group in key.split()] == [5] * 8
    for typed in (
        key,
        key.lower(),
        key.replace(" ", "-"),
        key.replace(" ", ""),
        key.replace("0", "o").replace("1", "l"),
    ):
        assert recovery_key.read(typed) == secret


@given(SECRETS, PLACES, st.sampled_from(recovery_key.ALPHABET))
def test_one_wrong_character_is_found_and_its_group_named(secret: bytes, place: int, other: str) -> None:
    key = recovery_key.written(secret).replace(" ", "")
    if key[place] == other:
        return
    wrong = key[:place] + other + key[place + 1 :]
    with pytest.raises(Refusal) as refused:
        recovery_key.read(wrong)
    assert f"第{place // 5 + 1}组" in refused.value.sentence
    assert wrong not in refused.value.sentence


@given(SECRETS, st.integers(min_value=0, max_value=38))
def test_two_neighbours_in_the_wrong_order_are_found(secret: bytes, place: int) -> None:
    key = recovery_key.written(secret).replace(" ", "")
    first, second = key[place], key[place + 1]
    if first == second or place % 5 == 4:
        return
    assert not recovery_key.is_one(key[:place] + second + first + key[place + 2 :])


@given(SECRETS, st.integers(min_value=0, max_value=6))
def test_two_groups_in_the_wrong_order_are_found(secret: bytes, at: int) -> None:
    groups = recovery_key.written(secret).split()
    groups[at], groups[at + 1] = groups[at + 1], groups[at]
    assert not recovery_key.is_one(" ".join(groups))


def test_it_opens_the_register_where_the_passphrase_is_forgotten(tmp_path: Path) -> None:
    keys, key = made(tmp_path), keystore.new_recovery_key()
    assert not keystore.has_recovery_key(tmp_path)
    keystore.add_recovery_key(tmp_path, keys, key)
    assert keystore.has_recovery_key(tmp_path)
    assert keystore.open(tmp_path, passphrase=key.lower(), machine_id="m") == keys
    assert keystore.open(tmp_path, passphrase=PASSPHRASE, machine_id="m") == keys
    content = (tmp_path / "key.json").read_text()
    assert key not in content and recovery_key.read(key).hex() not in content


def test_a_new_key_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    keys, old, new = made(tmp_path), keystore.new_recovery_key(), keystore.new_recovery_key()
    keystore.add_recovery_key(tmp_path, keys, old)
    keystore.add_recovery_key(tmp_path, keys, new)
    with pytest.raises(Refusal) as refused:
        keystore.open(tmp_path, passphrase=old, machine_id="m")
    assert refused.value.code == "wrong-recovery-key"
    assert keystore.open(tmp_path, passphrase=new, machine_id="m") == keys


def test_a_passphrase_that_looks_like_a_recovery_key_still_opens(tmp_path: Path) -> None:
    digest = "da39a3ee5e6b4b0d3255bfef95601890afd80709"
    keys = keystore.create(tmp_path, passphrase=digest, site_code=SITE, machine_id="m")
    assert keystore.open(tmp_path, passphrase=digest, machine_id="m") == keys


def test_a_key_with_a_slip_in_the_environment_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(RECOVERY_VARIABLE, "ABCDE FGHJK")
    with pytest.raises(Refusal) as refused:
        recovery_key_given()
    assert refused.value.code == "recovery-key-form"
    monkeypatch.setenv(RECOVERY_VARIABLE, " ")
    assert recovery_key_given() is None
