"""Which real parts this machine has for tests: programs, services and fonts, each found without starting it."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.environment import REAL

HANAZONO = Path("/usr/share/fonts/truetype/hanazono/HanaMinB.ttf")


def postgres_programs() -> Path | None:
    """The folder with initdb, pg_ctl and postgres of the newest installed PostgreSQL, or None."""
    on_path = shutil.which("initdb")
    if on_path and shutil.which("pg_ctl"):
        return Path(on_path).resolve().parent
    folders = [initdb.parent for initdb in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(folders, key=lambda folder: float(folder.parent.name), default=None)


def _programs(*names: str) -> Callable[[], bool]:
    return lambda: all(shutil.which(name) for name in names)


def _packages_answer() -> bool:
    """Whether the package index answers, whichever it is that uv is set to use."""
    if importlib.util.find_spec("uv") is None:
        return False
    question = [
        "pip",
        "install",
        "--dry-run",
        "--no-cache",
        "--no-deps",
        "--target",
        tempfile.gettempdir(),
        "iniconfig",
    ]
    try:
        asked = subprocess.run(
            [sys.executable, "-m", "uv", *question], capture_output=True, timeout=60, env=REAL
        )
    except subprocess.TimeoutExpired:
        return False
    return asked.returncode == 0


def _small_disk_mounts() -> bool:
    """Whether this user may mount a file system in memory, as root of a machine or of a container may."""
    if not sys.platform.startswith("linux") or not shutil.which("mount") or os.geteuid() != 0:
        return False
    with tempfile.TemporaryDirectory() as place:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", place], capture_output=True
        )
        if mounted.returncode == 0:
            subprocess.run(["umount", place], check=True)
        return mounted.returncode == 0


PARTS: dict[str, Callable[[], bool]] = {
    "soffice": _programs("soffice"),
    "postgres": lambda: postgres_programs() is not None,
    "cups": lambda: bool(shutil.which("lp")) and Path("/usr/sbin/cupsd").exists(),
    "secret-service": _programs("gnome-keyring-daemon", "dbus-run-session", "secret-tool"),
    "pdftotext": _programs("pdftotext", "pdffonts", "pdftoppm"),
    "qpdf": _programs("qpdf"),
    "xvfb": _programs("Xvfb"),
    "hanazono": HANAZONO.exists,
    "strace": lambda: sys.platform.startswith("linux") and bool(shutil.which("strace")),
    "small-disk": _small_disk_mounts,
    "chromium": _programs("chromium"),
    "windows": lambda: sys.platform == "win32",
    "unix": lambda: sys.platform != "win32",
    "network": _packages_answer,
}
"""Part name as in ``@pytest.mark.needs("qpdf")`` → is it here."""


def missing(parts: tuple[str, ...]) -> list[str]:
    """Those of ``parts`` that this machine lacks; an unknown name is a mistake of the test."""
    unknown = [part for part in parts if part not in PARTS]
    if unknown:
        raise ValueError(f"unknown real part {unknown}; known are {sorted(PARTS)}")
    return [part for part in parts if not PARTS[part]()]
