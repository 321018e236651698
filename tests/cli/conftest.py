"""What command-line tests start from: a room set up by the command itself, copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.program import PASSPHRASE, ROOM_CODE, Daiban, run


@pytest.fixture(scope="session")
def prepared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A room made by ``daiban init``."""
    home = tmp_path_factory.mktemp("prepared") / "room"
    words = (
        "--room-code",
        ROOM_CODE,
        "--room-name",
        "石泉村便民服务站",
        "--agent",
        "王芳",
        "--sample-catalogue",
    )
    assert run("app", "init", *words, "--home", home).status == 0
    return home


@pytest.fixture
def daiban(
    tmp_path: Path,
    prepared_home: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Daiban:
    """A room of the test's own."""
    monkeypatch.setenv("DAIBAN_PASSPHRASE", PASSPHRASE)
    home = tmp_path / "room"
    shutil.copytree(prepared_home, home)
    return Daiban(home, capsys)
