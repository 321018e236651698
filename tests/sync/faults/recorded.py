"""Power cuts without a kernel module: what a program told its disk, and every disk a cut could have left of it.

strace writes down each system call that changes a file below one folder. ``Disk`` replays them and knows at each
moment what is certain. The model is ext4's with ordered data, and harder on the program where that costs nothing:

* written bytes are certain once that file was fsync'ed; until then any subset of the 512-byte sectors may be there;
* new names, renames and removals are certain in the order in which they were made: those up to a certain one, and
  any number of the next; one is certain once its folder, or the file that it names, was fsync'ed.

What this does not show: disks that lie about flushing, NTFS.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

SECTOR = 512
KNOWN = (
    "pwrite64,write,ftruncate,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,openat,mkdir,rmdir"
)
UNKNOWN = (
    "pwritev,pwritev2,writev,sendfile,copy_file_range,splice,fallocate,link,linkat,symlink,truncate,mkdirat"
)
"""Nothing of ours calls these on a file of ours; if something does, the model must learn it first."""

_CALL = re.compile(r"^(\d+) +(\w+)\((.*)\) += (-?\d+)")
_BEGUN = re.compile(r"^(\d+) +(\w+\(.*) <unfinished \.\.\.>$")
_ENDED = re.compile(r"^(\d+) +<\.\.\. \w+ resumed>(.*)$")
_DESCRIPTOR = re.compile(r"^(-?\d+|AT_FDCWD)<([^>]*)>(?:\(deleted\))?(?:, )?")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


class Kind(StrEnum):
    SAID = "said"  # a line on standard output
    WRITE = "write"
    TRUNCATE = "truncate"
    SYNC = "sync"
    CREATE = "create"
    FOLDER = "folder"
    RENAME = "rename"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the disk was told, or one line that a person was. Paths are below the watched folder."""

    kind: Kind
    path: str = ""
    to: str = ""
    at: int | None = None
    data: bytes = b""
    empties: bool = False


def record(command: Sequence[str], root: Path, trace: Path, environment: Mapping[str, str]) -> list[Step]:
    """Run ``command`` to its end and give what it did below ``root`` and said; raises where it failed."""
    watched = ["strace", "-f", "-y", "-xx", "-s", "20000000", "-qq", "-o", str(trace)]
    watched += ["-e", f"trace={KNOWN},{UNKNOWN}", "-e", "signal=none", *command]
    done = subprocess.run(watched, capture_output=True, env=dict(environment), timeout=600, check=False)
    if done.returncode:
        raise AssertionError(f"{command} failed: {done.stderr.decode()[-2000:]}")
    return list(_steps(trace, root))


def _steps(trace: Path, root: Path) -> Iterator[Step]:
    begun: dict[str, str] = {}
    with trace.open(encoding="ascii", errors="replace") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if half := _BEGUN.match(line):
                begun[half[1]] = half[2]
                continue
            if rest := _ENDED.match(line):
                line = f"{rest[1]} {begun.pop(rest[1])}{rest[2]}"
            call = _CALL.match(line)
            if call and int(call[4]) >= 0:
                yield from _understood(call[2], call[3], int(call[4]), root)


def _understood(name: str, arguments: str, result: int, root: Path) -> Iterator[Step]:
    texts = [bytes.fromhex(found.replace("\\x", "")) for found in _TEXT.findall(arguments)]
    handle = _DESCRIPTOR.match(arguments)
    place = (
        _below(root, bytes.fromhex(handle[2].replace("\\x", "")).decode(errors="replace")) if handle else None
    )
    named = [_below(root, os.fsdecode(text)) for text in texts]
    if name in UNKNOWN.split(","):
        if place is not None or any(one is not None for one in named):
            raise AssertionError(f"{name} is not in the model: {arguments[:200]}")
    elif name == "write" and handle and handle[1] == "1" and place is None:
        yield from (Step(Kind.SAID, path=line) for line in texts[0].decode().splitlines())
    elif name in ("write", "pwrite64") and place is not None:
        at = int(arguments.rsplit(", ", 1)[1]) if name == "pwrite64" else None
        yield Step(Kind.WRITE, place, at=at, data=texts[0][:result])
    elif name == "ftruncate" and place is not None:
        yield Step(Kind.TRUNCATE, place, at=int(arguments.rsplit(", ", 1)[1]))
    elif name in ("fsync", "fdatasync") and place is not None:
        yield Step(Kind.SYNC, place)
    elif named and named[0] is not None:
        yield from _of_names(name, arguments, named)


def _of_names(name: str, arguments: str, named: Sequence[str | None]) -> Iterator[Step]:
    first = named[0]
    assert first is not None
    if name.startswith("rename"):
        if named[1] is None:
            raise AssertionError("a file was moved out of the watched folder")
        yield Step(Kind.RENAME, first, named[1])
    elif name in ("unlink", "unlinkat", "rmdir"):
        yield Step(Kind.REMOVE, first)
    elif name == "mkdir":
        yield Step(Kind.FOLDER, first)
    elif name == "openat" and "O_CREAT" in arguments:
        yield Step(Kind.CREATE, first, empties="O_TRUNC" in arguments)


def _below(root: Path, path: str) -> str | None:
    prefix = f"{root}/"
    if path == str(root):
        return ""
    return path[len(prefix) :] if path.startswith(prefix) else None


@dataclass(slots=True)
class _File:
    """``certain`` survives every cut; ``pending`` may, piece by piece: (place, bytes), or (length, None)."""

    certain: bytearray = field(default_factory=bytearray)
    live: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)


class Left(StrEnum):
    """How much of what was not certain a cut leaves."""

    NOTHING = "nothing"
    ALL = "all"
    PREFIX = "prefix"
    TORN = "torn"


class Disk:
    """What is on the disk while steps are replayed; ``files`` are there, certain, before the first."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = [_File(bytearray(data), bytearray(data)) for data in files.values()]
        self._certain = dict(zip(files, range(len(files)), strict=True))
        self._names = dict(self._certain)
        self._moves: list[tuple[str, str | None, int | None]] = []
        """(old name, new name, file) not certain yet, in order: (x, None, _) removes, ("", x, f) makes."""

    def replay(self, step: Step) -> None:
        if step.kind is Kind.CREATE:
            self._create(step)
        elif step.kind is Kind.RENAME:
            self._rename(step)
        elif step.kind is Kind.REMOVE and step.path in self._names:
            self._moves.append((step.path, None, self._names.pop(step.path)))
        elif step.kind is Kind.SYNC:
            self._sync(step.path)
        elif step.kind in (Kind.WRITE, Kind.TRUNCATE) and step.path in self._names:
            file = self._files[self._names[step.path]]
            if step.kind is Kind.TRUNCATE:
                assert step.at is not None
                file.pending.append((step.at, None))
            else:
                file.pending.append((len(file.live) if step.at is None else step.at, step.data))
            _put(file.live, *file.pending[-1])

    def _create(self, step: Step) -> None:
        if step.path not in self._names:
            self._files.append(_File())
            self._names[step.path] = len(self._files) - 1
            self._moves.append(("", step.path, len(self._files) - 1))
        elif step.empties:
            file = self._files[self._names[step.path]]
            file.pending.append((0, None))
            _put(file.live, 0, None)

    def _rename(self, step: Step) -> None:
        """A file, or a folder with all that is in it."""
        moved = [name for name in self._names if name == step.path or name.startswith(f"{step.path}/")]
        for name in moved:
            to = step.to + name[len(step.path) :]
            self._names[to] = self._names.pop(name)
            self._moves.append((name, to, self._names[to]))

    def _sync(self, path: str) -> None:
        number = self._names.get(path)
        if number is not None:
            file = self._files[number]
            file.certain, file.pending = bytearray(file.live), []
        last = -1
        for i, (old, new, moved) in enumerate(self._moves):
            is_in_folder = any(
                name is not None and name.rpartition("/")[0] == path for name in (old or None, new)
            )
            if is_in_folder or (number is not None and moved == number and new is not None):
                last = i
        self._certain = _moved(self._certain, self._moves[: last + 1])
        del self._moves[: last + 1]

    def left_by_a_cut(self, how: Left, dice: random.Random) -> dict[str, bytes]:
        """One disk that a cut here could leave: path → content."""
        count = {Left.NOTHING: 0, Left.ALL: len(self._moves)}.get(how, dice.randrange(len(self._moves) + 1))
        names = _moved(self._certain, self._moves[:count])
        return {name: _left_of(self._files[number], how, dice) for name, number in names.items()}

    def live(self, name: str) -> bytes:
        """A file as the program itself sees it."""
        return bytes(self._files[self._names[name]].live)

    def is_certain(self, name: str) -> bool:
        """Whether no cut can take anything of the content of a file, or of the files in a folder."""
        of = [number for one, number in self._names.items() if one == name or one.startswith(f"{name}/")]
        return not any(self._files[number].pending for number in of)


def _moved(names: Mapping[str, int], moves: Sequence[tuple[str, str | None, int | None]]) -> dict[str, int]:
    after = dict(names)
    for old, new, number in moves:
        after.pop(old, None)
        if new is not None and number is not None:
            after[new] = number
    return after


def _left_of(file: _File, how: Left, dice: random.Random) -> bytes:
    left = bytearray(file.certain)
    if how is Left.NOTHING:
        return bytes(left)
    count = dice.randrange(len(file.pending) + 1) if how is Left.PREFIX else len(file.pending)
    for place, data in file.pending[:count]:
        if how is not Left.TORN or (data is None and dice.random() < 0.5):
            _put(left, place, data)
        elif data is not None:
            for i in range(0, len(data), SECTOR):
                if dice.random() < 0.5:
                    _put(left, place + i, data[i : i + SECTOR])
    return bytes(left)


def _put(content: bytearray, place: int, data: bytes | None) -> None:
    """Bytes at a place, zeros up to it; or, without bytes, the length."""
    if data is None and len(content) > place:
        del content[place:]
    if len(content) < place:
        content.extend(bytes(place - len(content)))
    if data is not None:
        content[place : place + len(data)] = data
