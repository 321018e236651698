"""The server's certificate is made once, whoever begins, and stays."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from cryptography.x509 import load_pem_x509_certificate

from app.clock import SetClock
from sync.server.certificate import CERTIFICATE_FILE, KEY_FILE, own_certificate
from tests.architecture.sources import ROOT

REGISTER_KEY = bytes(32)
BEGIN = (
    "import sys; from pathlib import Path; from app.clock import SystemClock;"
    "from sync.server.certificate import own_certificate;"
    "sys.stdout.write('ready\\n'); sys.stdout.flush(); sys.stdin.readline();"
    "print(own_certificate(Path(sys.argv[1]), bytes(32), SystemClock()).pin.hex())"
)


def halves_match(home: Path, password: str) -> bool:
    """Whether the key file's key is the certificate's."""
    key = load_pem_private_key((home / KEY_FILE).read_bytes(), password.encode())
    certificate = load_pem_x509_certificate((home / CERTIFICATE_FILE).read_bytes())
    form = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return key.public_key().public_bytes(*form) == certificate.public_key().public_bytes(*form)


def test_processes_that_begin_at_once_in_an_empty_home_make_one_certificate(
    tmp_path: Path, clock: SetClock
) -> None:
    begun = [
        subprocess.Popen(
            [sys.executable, "-c", BEGIN, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for _process in range(4)
    ]
    for one in begun:
        assert one.stdout is not None and one.stdout.readline() == "ready\n"
    for one in begun:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    pins = {one.communicate()[0].strip() for one in begun}
    kept = own_certificate(tmp_path, REGISTER_KEY, clock)
    assert pins == {kept.pin.hex()}
    assert halves_match(tmp_path, kept.key_password)
    assert sorted(place.name for place in tmp_path.iterdir()) == sorted((CERTIFICATE_FILE, KEY_FILE))


def test_a_start_that_was_cut_off_between_key_and_certificate_is_finished_with_the_same_key(
    tmp_path: Path, clock: SetClock
) -> None:
    first = own_certificate(tmp_path, REGISTER_KEY, clock)
    (tmp_path / CERTIFICATE_FILE).unlink()
    again = own_certificate(tmp_path, REGISTER_KEY, clock)
    assert again.pin == first.pin
    assert halves_match(tmp_path, again.key_password)


def test_a_file_system_without_links_has_a_certificate_too(
    tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_place: Path, _target: Path) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(Path, "hardlink_to", refused)
    made = own_certificate(tmp_path, REGISTER_KEY, clock)
    assert halves_match(tmp_path, made.key_password)
