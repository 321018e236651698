"""The township as a child process, as it runs in life: started, asked, killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.sync.stations import PASSPHRASE

START = [sys.executable, "-m", "sync.server"]


def surroundings(passphrase: str = PASSPHRASE) -> dict[str, str]:
    return os.environ | {"DAIBAN_PASSPHRASE": passphrase, "PYTHONUTF8": "1"}


def ask(home: Path, *words: str, expected: int = 0, passphrase: str = PASSPHRASE) -> dict[str, Any]:
    """Run one command with ``--json`` and give what it says."""
    done = subprocess.run(
        [*START, *words, "--home", str(home), "--json"],
        capture_output=True,
        text=True,
        env=surroundings(passphrase),
        timeout=60,
    )
    assert done.returncode == expected, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


@dataclass
class ServingChild:
    """``daiban-township serve`` in a process of its own, on a port that stays its own after a restart."""

    home: Path
    port: int = 0
    plain_http: bool = False
    database: str = ""
    _process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        return f"{'http' if self.plain_http else 'https'}://127.0.0.1:{self.port}"

    @property
    def runs(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        command = [*START, "serve", "--port", str(self.port), "--home", str(self.home), "--json"]
        command += ["--host", "127.0.0.1", *(["--plain-http"] if self.plain_http else [])]
        command += ["--db", self.database] if self.database else []
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=surroundings())
        assert self._process.stdout is not None
        said = json.loads(self._process.stdout.readline())
        self.port = int(said["url"].rsplit(":", 1)[1])

    def kill(self) -> None:
        """kill -9, as a power cut would."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
