"""The guards around tests bite: each is shown a test that should not pass."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(tmp_path: Path, body: str) -> str:
    """Runs ``body`` as a test file under the project's own conftest and returns what pytest said."""
    file = tmp_path / "test_planted.py"
    file.write_text(f"import pytest\n{body}", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "tests.conftest",
        "-c",
        str(ROOT / "pyproject.toml"),
    ]
    result = subprocess.run(
        [*command, f"--rootdir={tmp_path}", str(file)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    return result.stdout + result.stderr


def test_a_surprise_in_the_log_fails_the_test(tmp_path: Path) -> None:
    said = run(tmp_path, "import logging\ndef test_x(): logging.getLogger('daiban').warning('disk is slow')")
    assert "surprise in the log: WARNING daiban: disk is slow" in said
    assert "1 error" in said


def test_an_announced_warning_passes_and_an_absent_one_does_not(tmp_path: Path) -> None:
    body = (
        "import logging\n"
        "def test_said(expected_log):\n    expected_log('disk'); logging.warning('disk is slow')\n"
        "def test_unsaid(expected_log):\n    expected_log('network')\n"
    )
    said = run(tmp_path, body)
    assert "expected in the log, but absent: network" in said
    assert "2 passed, 1 error" in said


def test_a_thread_left_running_fails_the_test(tmp_path: Path) -> None:
    body = (
        "import threading\n"
        "def test_x():\n    threading.Thread(target=threading.Event().wait, args=(3,), name='lost').start()\n"
    )
    assert "left behind by the test: thread 'lost'" in run(tmp_path, body)


def test_a_window_left_open_fails_the_test(tmp_path: Path) -> None:
    body = (
        "from PySide6.QtWidgets import QWidget\n"
        "kept = []\n"
        "def test_x(qapp):\n    kept.append(QWidget(objectName='lost')); kept[0].show()\n"
    )
    assert "left behind by the test: window QWidget 'lost'" in run(tmp_path, body)


def test_a_qt_thread_left_running_fails_the_test(tmp_path: Path) -> None:
    body = (
        "from PySide6.QtCore import QThread\n"
        "kept = []\n"
        "def test_x(qapp):\n    kept.append(QThread(objectName='lost')); kept[0].start()\n"
        "def test_end(qapp):\n    kept[0].quit(); kept[0].wait()\n"
    )
    assert "left behind by the test: QThread 'lost'" in run(tmp_path, body)


def test_a_warning_of_qt_fails_the_test(tmp_path: Path) -> None:
    said = run(tmp_path, "from PySide6.QtCore import qWarning\ndef test_x(qapp): qWarning('layout twice')")
    assert "layout twice" in said
    assert "1 failed" in said


def test_a_silent_skip_fails_the_test(tmp_path: Path) -> None:
    assert "skipped without @pytest.mark.needs" in run(tmp_path, "def test_x(): pytest.skip('not today')")


def test_a_missing_real_part_is_reported_by_name(tmp_path: Path) -> None:
    body = "@pytest.mark.needs('windows')\ndef test_tray(): pass\n"
    if sys.platform == "win32":
        assert "1 passed" in run(tmp_path, body)
    else:
        assert "test_tray needs windows" in run(tmp_path, body)


def test_an_unknown_part_is_a_mistake(tmp_path: Path) -> None:
    assert "unknown real part ['sofice']" in run(
        tmp_path, "@pytest.mark.needs('sofice')\ndef test_x(): pass\n"
    )


def test_no_test_sees_the_users_own_home() -> None:
    home = Path.home()
    assert home.name.startswith("daiban-tests-")
    assert os.environ["XDG_DATA_HOME"].startswith(str(home))
    assert "DAIBAN_PASSPHRASE" not in os.environ


@pytest.mark.needs("postgres")
def test_each_test_may_have_a_database_of_its_own(postgres_url: str, fresh_postgres_url: str) -> None:
    import psycopg

    assert fresh_postgres_url != postgres_url
    with psycopg.connect(fresh_postgres_url.replace("+psycopg", "")) as connection:
        assert connection.execute("show fsync").fetchone() == ("on",)
