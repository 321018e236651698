"""A township server in a process of its own, for demonstrations: founded, asked, stopped."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from app.errors import Defect, Refusal

COMMAND_TIMEOUT_S = 60.0
STOP_TIMEOUT_S = 10.0


class TownshipProcess:
    """``python -m sync.server`` in ``home``; on loopback, with a certificate of its own."""

    def __init__(self, home: Path, passphrase: str) -> None:
        self.home = home
        self.passphrase = passphrase
        self.url = ""
        self._serving: subprocess.Popen[str] | None = None

    def found(self, code: str, name: str) -> None:
        """A new township."""
        self.command("init", "--code", code, "--name", name)

    def start(self) -> None:
        """Serve on a free port until ``stop``; ``url`` is where."""
        words = self._words("serve", "--host", "127.0.0.1", "--port", "0")
        self._serving = subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env=self._surroundings(),
        )
        assert self._serving.stdout is not None
        announced = self._serving.stdout.readline()
        if not announced:
            raise Refusal("演示用的乡镇服务器没有启动起来。请再试一次。", code="township-not-started")
        self.url = str(json.loads(announced)["url"])

    def stop(self) -> None:
        """End the server, if it runs."""
        serving, self._serving = self._serving, None
        if serving is None:
            return
        serving.terminate()
        try:
            serving.wait(STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            serving.kill()
            serving.wait()
        if serving.stdout is not None:
            serving.stdout.close()

    def command(self, *words: str) -> dict[str, object]:
        """What a command of the township's own command line answers; Refusal with its sentence."""
        done = subprocess.run(
            self._words(*words),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=self._surroundings(),
            timeout=COMMAND_TIMEOUT_S,
            check=False,
        )
        try:
            said = json.loads(done.stdout)
        except ValueError:
            raise Defect(f"township command {words[0]} ended with {done.returncode}") from None
        if not isinstance(said, dict) or "error" in said:
            raise Refusal(str(said["error"]), code=str(said.get("code", "refused")))
        return said

    def event(self, case_no: str, event: str, said: dict[str, object]) -> None:
        """A step of a case, taken by the township."""
        self.command("event", case_no, event, "--data", json.dumps(said, ensure_ascii=False))

    def cases_of(self, site_code: str) -> int:
        """How many cases of a village the township has."""
        sites = self.command("status")["sites"]
        assert isinstance(sites, list)
        return next(int(site["cases"]) for site in sites if site["code"] == site_code)

    def _words(self, command: str, *words: str) -> list[str]:
        return [sys.executable, "-m", "sync.server", command, *words, "--home", str(self.home), "--json"]

    def _surroundings(self) -> dict[str, str]:
        """Our own, with the passphrase, and our modules found wherever we were started from."""
        paths = os.pathsep.join(path for path in sys.path if path)
        return dict(os.environ, DAIBAN_PASSPHRASE=self.passphrase, PYTHONPATH=paths, PYTHONUTF8="1")
