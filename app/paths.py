"""Where a register lives on a PC, and what the files beside it are called."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import platformdirs

SHARED_ON_LINUX = Path("/var/lib/daiban")
"""Made by the installed package and writable for the room's users; absent in a mere checkout."""


def default_home(
    *,
    platform: str = sys.platform,
    environment: Mapping[str, str] = os.environ,
    shared_on_linux: Path = SHARED_ON_LINUX,
) -> Path:
    """The folder of this PC's one register, whoever is logged in; ``--home`` overrides it.

    Windows: ``%ProgramData%\\Daiban``. Linux: ``/var/lib/daiban`` where that exists and may be written,
    else the user's data folder. Nothing is created.
    """
    if platform == "win32":
        return Path(environment.get("ProgramData") or r"C:\ProgramData") / "Daiban"
    if platform.startswith("linux") and shared_on_linux.is_dir() and os.access(shared_on_linux, os.W_OK):
        return shared_on_linux
    return platformdirs.user_data_path("daiban", appauthor=False)


def register_file(home: Path) -> Path:
    """The encrypted register itself."""
    return home / "register.db"


def key_file(home: Path) -> Path:
    """The register's key, wrapped; beside the register, never inside it, never plain."""
    return home / "key.json"


def window_lock(home: Path) -> Path:
    """Held by the open window, so that a second start finds the first."""
    return home / "window.lock"


def log_folder(home: Path) -> Path:
    """Rotating log files without personal data."""
    return home / "logs"


def copies_folder(home: Path) -> Path:
    """Copies of the register taken before its shape changes."""
    return home / "copies"


def fonts_folder(home: Path) -> Path:
    """Wide fonts that a room dropped in for names the shipped fonts lack."""
    return home / "fonts"
