"""The surroundings of a test run: no screen, no credential store, a home of its own; the user's data stays alone."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

REAL: dict[str, str] = dict(os.environ)
"""The environment as the person had it: for the few child processes that need their settings (package index)."""

_HOME = Path(tempfile.mkdtemp(prefix="daiban-tests-"))
_FOLDERS = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "ProgramData": "shared",
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "run",
}


def isolate() -> None:
    """Change this process's environment; before anything of Qt or keyring is imported."""
    for name, folder in _FOLDERS.items():
        path = _HOME / folder
        path.mkdir(mode=0o700, exist_ok=True)
        os.environ[name] = str(path)
    os.environ["QT_QPA_PLATFORM"] = REAL.get("DAIBAN_TEST_PLATFORM", "offscreen")
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    for name in ("DAIBAN_PASSPHRASE", "DAIBAN_PIN", "DAIBAN_RECOVERY"):
        os.environ.pop(name, None)
    atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
