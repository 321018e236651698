"""Running the programs as a person would: in this process for speed, in one of their own where that matters."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app import __main__ as program
from tests.architecture.sources import ROOT

PASSPHRASE = "一个只在测试里用的口令"
ROOM_CODE = "620902101201"
PAPERS_OF = {
    "YB02": ("身份证", "缴费凭证打印或截图"),
    "GY07": ("登记表", "照片"),
    "QT09": ("登记表",),
    "SW02": ("身份证",),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What a command said and how it ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON answer on standard output."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[dict[str, Any]]:
        """One JSON answer a line."""
        return [json.loads(line) for line in self.out.splitlines()]


class Daiban:
    """``daiban`` in one home; calling it runs a command in this process with ``--json``."""

    def __init__(self, home: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self._capture = capture

    def __call__(self, *words: object) -> Said:
        return self.plain(*words, "--json")

    def plain(self, *words: object) -> Said:
        """The same without ``--json``."""
        self._capture.readouterr()
        status = program.main([*map(str, words), "--home", str(self.home)])
        out, err = self._capture.readouterr()
        return Said(status, out, err)

    def accept(self, folder: Path, *requests: Mapping[str, object] | str) -> Said:
        """The answers to these requests, given as a file; a string is a line as it stands."""
        file = folder / "requests.jsonl"
        lines = [one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in requests]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return self("accept", file)

    def accepted(self, folder: Path, item: str = "GY07", **fields: object) -> str:
        """The number of a request just accepted."""
        said = self.accept(folder, request(item, **fields))
        assert said.status == 0, said.out
        return str(said.lines[0]["case_no"])


def request(item: str = "GY07", **fields: object) -> dict[str, object]:
    """An ordinary request."""
    materials = [{"name": name, "form": "copy", "sheets": 1} for name in PAPERS_OF.get(item, ())]
    typed: dict[str, object] = {
        "name": "张秀兰",
        "id_number": "620902196203170216",
        "phone": "13812345678",
        "group": "三组",
        "item": item,
        "materials": materials,
        "mode": "counter",
        "note": "",
    }
    return typed | fields


def run(module: str, *words: object, stdin: bytes = b"", **surroundings: str) -> Said:
    """``python -m module words`` in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, words)],
        input=stdin,
        capture_output=True,
        cwd=ROOT,
        env=dict(os.environ, DAIBAN_PASSPHRASE=PASSPHRASE) | surroundings,
        timeout=120,
        check=False,
    )
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())


@contextmanager
def serving(home: Path, port: int = 0) -> Iterator[str]:
    """The township in ``home`` serves in a process of its own; gives its address."""
    words = ["serve", "--host", "127.0.0.1", "--port", str(port), "--home", str(home), "--json"]
    server = subprocess.Popen(
        [sys.executable, "-m", "sync.server", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=dict(os.environ, DAIBAN_PASSPHRASE=PASSPHRASE),
    )
    assert server.stdout is not None
    try:
        yield str(json.loads(server.stdout.readline())["url"])
    finally:
        server.terminate()
        server.wait(10)
        server.stdout.close()
