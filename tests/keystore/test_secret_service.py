"""The key file with a real Secret Service: gnome-keyring in its own D-Bus session."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SESSION = """
chmod 700 "$XDG_RUNTIME_DIR"
printf 'test-password' | gnome-keyring-daemon --unlock --components=secrets >/dev/null
exec "$@"
"""

pytestmark = pytest.mark.needs("secret-service")


def in_session(folder: Path, program: str, *, unlocked: bool = True) -> list[str]:
    """The words that ``program`` prints, run where the account has a credential store of its own."""
    for name in ("home", "run"):
        (folder / name).mkdir(exist_ok=True)
    surroundings = os.environ | {"HOME": str(folder / "home"), "XDG_RUNTIME_DIR": str(folder / "run")}
    surroundings.pop("PYTHON_KEYRING_BACKEND", None)
    bash = ["bash", "-c", SESSION if unlocked else 'exec "$@"', "session"]
    command = ["dbus-run-session", "--", *bash, sys.executable, "-c", program, str(folder / "register")]
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


START = """
import sys
from pathlib import Path
from app import keystore
from app.errors import Refusal
home = Path(sys.argv[1])
"""


def test_the_credential_store_opens_the_register_without_a_passphrase(tmp_path: Path) -> None:
    made = START + (
        "keys = keystore.create(home, passphrase=None, site_code='620902101201')\n"
        "print(keystore.open(home) == keys, keystore.needs_passphrase(home), keystore.keyring_available())"
    )
    assert in_session(tmp_path, made) == ["True", "False", "True"]
    again = START + "print(keystore.open(home).identity.site_code)"
    assert in_session(tmp_path, again) == ["620902101201"]


def test_an_account_without_the_entry_is_told_to_unlock_its_store(tmp_path: Path) -> None:
    in_session(tmp_path, START + "keystore.create(home, passphrase=None, site_code='620902101201')")
    without = START + "try: keystore.open(home)\nexcept Refusal as refusal: print(refusal.code)"
    assert in_session(tmp_path, without, unlocked=False) == ["keyring-locked"]


def test_a_passphrase_opens_where_the_store_does_not(tmp_path: Path) -> None:
    both = "keystore.create(home, passphrase='冬天', site_code='620902101201')"
    in_session(tmp_path, START + both)
    without = START + (
        "print(keystore.needs_passphrase(home), keystore.open(home, passphrase='冬天').identity.pc_code)"
    )
    assert in_session(tmp_path, without, unlocked=False) == ["True", "A1"]
