"""Things with one door: everybody else asks that module."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

import pytest

from tests.architecture import sources


@dataclass(frozen=True)
class Door:
    """What may be used only behind one door; ``exceptions`` maps a path to its reason."""

    name: str
    pattern: str
    door: str
    exceptions: tuple[tuple[str, str], ...] = ()


DOORS = (
    Door(
        "what time it is",
        r"datetime\.datetime\.(now|utcnow|today)|datetime\.date\.today"
        r"|time\.(time|time_ns|localtime|gmtime)|PySide6\.QtCore\.QDate(Time)?\.current\w+",
        "app/clock.py",
        (
            ("dev.py", "measures its own steps, before the project is installed"),
            ("resources/", "tools run by hand"),
        ),
    ),
    Door("making identifiers", r"uuid(\..*)?|uuid_utils(\..*)?", "app/ids.py"),
    Door(
        "threads",
        r"threading\.(Thread|Timer)|_thread(\..*)?|multiprocessing(\..*)?|asyncio\.to_thread"
        r"|concurrent\.futures\.\w*Executor|concurrent\.futures\.\w+\.\w*Executor"
        r"|PySide6\.QtCore\.(QThread|QThreadPool|QRunnable)|PySide6\.QtConcurrent(\..*)?",
        "app/ui/tasks.py",
        (("sync/server/", "a server answers several rooms at once"),),
    ),
    Door("message boxes", r"PySide6\.QtWidgets\.(QMessageBox|QErrorMessage)", "app/ui/messages.py"),
    Door(
        "packaged files",
        r"importlib\.resources(\..*)?|importlib_resources(\..*)?|pkgutil\.get_data|resources(\..*)?",
        "app/assets.py",
        (("resources/", "itself"),),
    ),
    Door("the credential store", r"keyring(\..*)?", "app/keystore/"),
)


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_one_door(door: Door) -> None:
    pattern = re.compile(door.pattern)
    allowed = (door.door, *(path for path, _reason in door.exceptions))
    strays = [
        f"{path}:{line} uses {name}"
        for path in sources.product()
        if not path.as_posix().startswith(allowed)
        for name, line in sources.uses(path)
        if pattern.fullmatch(name)
    ]
    assert not strays, f"only {door.door} may do this: {strays}"


def test_nobody_else_spells_the_path_of_a_packaged_file() -> None:
    strays = [
        f"{path}:{node.lineno}"
        for path in sources.product()
        if path.parts[0] in ("app", "sync") and path.as_posix() != "app/assets.py"
        for node in ast.walk(sources.tree(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"resources(/.*)?", node.value)
    ]
    assert not strays


def test_uses_are_found_whichever_way_they_were_imported() -> None:
    for text, name in (
        ("import datetime as d\nd.datetime.now()", "datetime.datetime.now"),
        ("from datetime import date\ndate.today()", "datetime.date.today"),
        ("from PySide6 import QtCore\nclass T(QtCore.QThread): ...", "PySide6.QtCore.QThread"),
        ("def late():\n    from threading import Thread as T", "threading.Thread"),
    ):
        assert name in [found for found, _line in sources.uses_of(ast.parse(text))]
