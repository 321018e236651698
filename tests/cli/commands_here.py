"""Running one of our programs as its process would run, without starting one: its folder, its surroundings, its words."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from app import __main__ as room_program
from sync.server import __main__ as township_program
from tests.architecture.sources import ROOT

MAINS: dict[str, Callable[[Sequence[str]], int]] = {
    "daiban": room_program.main,
    "daiban-township": township_program.main,
}
MODULES = {"daiban": "app", "daiban-township": "sync.server"}
TIMEOUT_S = 180

Done = subprocess.CompletedProcess[str]


def here(program: str, words: Sequence[str], folder: Path, surroundings: Mapping[str, str]) -> Done:
    """The program's own ``main`` in this process: a tenth of the time of a process of its own."""
    out, err = _stream(), _stream()
    with _standing_in(folder, surroundings), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = MAINS[program](list(words))
    return subprocess.CompletedProcess(list(words), status, _said(out), _said(err))


def apart(program: str, words: Sequence[str], folder: Path, surroundings: Mapping[str, str]) -> Done:
    """The program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", MODULES[program], *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        cwd=folder,
        env=dict(os.environ, PYTHONPATH=str(ROOT)) | dict(surroundings),
        timeout=TIMEOUT_S,
        check=False,
    )


@contextlib.contextmanager
def _standing_in(folder: Path, surroundings: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    given, nothing = sys.stdin, open(os.devnull, encoding="utf-8")  # noqa: SIM115 - closed below
    os.environ.update(surroundings)
    sys.stdin = nothing
    try:
        with contextlib.chdir(folder):
            yield
    finally:
        sys.stdin = given
        nothing.close()
        os.environ.clear()
        os.environ.update(before)


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)


def _said(stream: io.TextIOWrapper) -> str:
    stream.flush()
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode()
