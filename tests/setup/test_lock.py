"""The lock installs the same packages everywhere the program must run, and says nothing about where from."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.environment import REAL

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def pins() -> dict[str, str]:
    """Package name → everything its entry says."""
    entries = re.split(r"^(?=[a-z0-9][a-z0-9._-]*==)", LOCK, flags=re.MULTILINE)
    return {entry.partition("==")[0]: entry for entry in entries[1:]}


def test_the_lock_holds_no_address() -> None:
    assert "://" not in LOCK
    assert not re.search(r"^-", LOCK, re.MULTILINE)  # an option of pip, such as where to look


def test_every_package_is_pinned_with_hashes() -> None:
    assert len(pins()) > 50
    assert [name for name, entry in pins().items() if "--hash=sha256:" not in entry] == []


def direct(group: str) -> list[str]:
    """Names of the direct dependencies that the program (``runtime``) or only development (``dev``) uses."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = project["project"]["dependencies"] if group == "runtime" else project["dependency-groups"][group]
    return [re.split(r"[^A-Za-z0-9._-]", line)[0].lower().replace("_", "-") for line in lines]


def test_every_dependency_of_the_project_is_in_the_lock() -> None:
    assert [name for name in direct("runtime") + direct("dev") if name not in pins()] == []


def test_every_dependency_is_accounted_for_in_the_documents() -> None:
    reasons = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    assert [name for name in direct("runtime") + direct("dev") if name not in reasons] == []


def test_every_package_that_ships_is_named_with_its_licence() -> None:
    notices = (ROOT / "THIRD-PARTY-NOTICES.md").read_text(encoding="utf-8").lower()
    assert [name for name in direct("runtime") if name not in notices] == []


def test_a_store_that_keeps_secrets_in_plain_text_is_never_installed() -> None:
    assert "keyrings-alt" not in pins()


@pytest.mark.needs("network")
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
@pytest.mark.parametrize("platform", ["windows", "x86_64-manylinux_2_28"])
def test_the_lock_resolves_to_ready_made_packages(tmp_path: Path, platform: str, python: str) -> None:
    """Windows 10, and glibc 2.28 as on Kylin V10 and UOS 20; nothing may need a compiler there."""
    target = ["--python-platform", platform, "--python-version", python, "--target", str(tmp_path / "none")]
    rules = ["--dry-run", "--require-hashes", "--only-binary", ":all:", "-r", str(ROOT / "requirements.lock")]
    command = [sys.executable, "-m", "uv", "pip", "install", *target, *rules]
    done = subprocess.run(command, capture_output=True, text=True, env=REAL, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr
    assert "pyside6-essentials==6.9.3" in done.stderr.lower()
