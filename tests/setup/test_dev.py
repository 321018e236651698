"""The two commands on machines that lack something: they say what, and go on where they can."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import dev

ROOT = Path(__file__).parents[2]

unix_only = pytest.mark.needs("unix")


def program(folder: Path, name: str, script: str) -> Path:
    """A small shell program standing where the machine's own would be found on PATH."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def path_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An otherwise empty PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def test_dev_needs_nothing_but_python() -> None:
    tree = ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"))
    imported = {
        (node.names[0].name if isinstance(node, ast.Import) else node.module or "").partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert imported <= set(sys.stdlib_module_names)


def test_old_pythons_can_read_dev_and_learn_which_to_install() -> None:
    ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_a_fitting_python_uses_itself() -> None:
    assert dev.pick_python() == [sys.executable]


@unix_only
def test_another_python_is_picked_from_path_only_when_it_starts(
    path_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "FITTING", ((3, 98), (3, 99)))
    program(path_folder, "python3.98", "exit 127")  # a version switcher's empty shell
    program(path_folder, "python3.99", "echo 3 99")
    assert dev.pick_python() == ["python3.99"]


def test_no_python_found_says_which_to_install(path_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "FITTING", ((3, 99),))
    with pytest.raises(dev.Stopped, match=r"3\.11"):
        dev.pick_python()


@unix_only
def test_an_equipped_machine_installs_nothing(path_folder: Path, tmp_path: Path) -> None:
    program(path_folder, "dpkg-query", "echo 'installed qpdf'; echo 'installed libcups2t64'")
    program(path_folder, "apt-get", f"echo called > {tmp_path / 'called'}")
    assert dev.system_packages(["qpdf", "libcups2"]) == []
    assert not (tmp_path / "called").exists()


@unix_only
def test_packages_that_may_not_be_installed_are_named(
    path_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    program(path_folder, "dpkg-query", "echo 'installed qpdf'; echo 'config-files strace'")
    program(path_folder, "apt-get", "exit 100")
    program(path_folder, "sudo", "exit 1")  # would ask for a password
    assert dev.system_packages(["qpdf", "strace"]) == ["strace"]


@unix_only
def test_missing_packages_are_installed_where_allowed_after_one_update(
    path_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    here, calls = tmp_path / "here", tmp_path / "calls"
    program(path_folder, "dpkg-query", f"[ -e {here} ] && echo 'installed strace'; exit 0")
    program(path_folder, "apt-get", f'echo "$*" >> {calls}; case "$*" in *install*) : > {here};; esac')
    (path_folder / "env").symlink_to("/usr/bin/env")
    assert dev.system_packages(["strace"]) == []
    words = calls.read_text().splitlines()
    assert [line.split()[-1] for line in words] == ["update", "strace"]
    assert "--no-install-recommends" in words[1]


def test_every_part_that_tests_may_need_is_known_to_dev() -> None:
    from tests import real_parts

    not_installable = {"network", "windows", "unix", "small-disk"}
    assert {part.name for part in dev.PARTS} == set(real_parts.PARTS) - not_installable


def test_dev_and_the_tests_agree_on_what_is_here() -> None:
    from tests import real_parts

    here = {part.name: part.is_here() for part in dev.PARTS}
    assert here == {name: real_parts.PARTS[name]() for name in here}


def test_all_checks_run_in_order_and_pytest_comes_last_with_the_given_words() -> None:
    steps = dev.steps(["tests/domain", "-q"])
    titles = [step.title for step in steps]
    assert titles[:4] == ["ruff format", "ruff check", "mypy --strict", "import contracts"]
    assert steps[-1].command[-3:] == ["pytest", "tests/domain", "-q"]
    *_python, name, together, workers = dev.steps([])[-1].command
    assert (name, together) == ("pytest", "-n")
    assert 2 <= int(workers) <= 4


def test_a_failed_check_is_said_and_does_not_pass(capfd: pytest.CaptureFixture[str]) -> None:
    assert not dev.passed(dev.Step("planted", [sys.executable, "-c", "raise SystemExit(3)"]))
    assert "planted: 未通过 failed (3)" in capfd.readouterr().out


def test_a_machine_without_a_language_still_speaks_utf8() -> None:
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    surroundings |= {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}
    program = "import dev; dev.speak_utf8(); dev.say(chr(0x6f14), 'demo')"
    said = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env=surroundings,
        cwd=ROOT,
        check=True,
    )
    assert "演 · demo" in said.stdout.decode("utf-8")


@unix_only
def test_continuous_integration_runs_the_same_command() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "dev.py test" in script.read_text(encoding="utf-8")
    subprocess.run(["bash", "-n", str(script)], check=True)
