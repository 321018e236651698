"""Imports point down only, and each wall of pyproject.toml is shown to stand."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture import sources

PACKAGES = (
    *(
        "app",
        "app/ui",
        "app/ui/pages",
        "app/cli",
        "app/services",
        "app/printing",
        "app/reports",
        "app/models",
    ),
    *("app/domain", "app/terminal", "app/keystore", "sync", "sync/server", "sync/client", "sync/protocol"),
)
MODULES = {
    **{f"app/{name}.py": "" for name in ("__main__", "clock", "ids", "errors", "paths", "assets", "logs")},
    "app/fault_report.py": "",
    "app/ui/frame.py": "import PySide6, shiboken6",
    "app/ui/pages/today.py": "",
    "app/ui/pages/accept.py": "",
    "app/models/engine.py": "import sqlalchemy, alembic, sqlcipher3",
    "app/models/tables.py": "",
    "app/printing/sheet.py": "import reportlab",
    "app/reports/month.py": "import openpyxl, xlsxwriter",
    "app/keystore/wraps.py": "import keyring",
    "sync/server/site.py": "import fastapi, starlette, uvicorn",
    "sync/client/wire.py": "import http.client",
}
PLANTED = {
    "Imports point down only": {"sync/protocol/up.py": "import sync.client.wire"},
    "Every module of app has its place": {"app/stray.py": ""},
    "Every module of sync has its place": {"sync/stray.py": ""},
    "Screens never import each other": {"app/ui/pages/accept.py": "import app.ui.pages.today"},
    "No cycles at any depth": {
        "app/models/engine.py": "import sqlalchemy, alembic, sqlcipher3, app.models.tables",
        "app/models/tables.py": "import app.models.engine",
    },
    "Domain is standard library only": {"app/domain/codes.py": "import msgspec"},
    "Qt only in the window": {"app/printing/preview.py": "from PySide6 import QtGui"},
    "SQL only in the register and the server's own store": {"app/services/rooms.py": "import sqlalchemy"},
    "Web server only in the township": {"sync/client/answer.py": "import fastapi"},
    "Web client only where a register talks to its township": {"app/services/wire.py": "import http.client"},
    "Paper is drawn in one place": {"app/services/paper.py": "from reportlab.pdfgen import canvas"},
    "Workbooks are written and read in one place": {
        "app/services/book.py": "def make():\n    import openpyxl"
    },
    "The credential store has one door": {"app/models/key.py": "import keyring"},
}


def outcome(folder: Path) -> tuple[dict[str, str], str]:
    """Contract name → KEPT or BROKEN, and everything that was said."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    surroundings = {**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200", "PYTHONUTF8": "1"}
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", cwd=folder, env=surroundings, check=False
    )
    said = done.stdout + done.stderr
    return dict(re.findall(r"^(.+?) (KEPT|BROKEN)", said, re.MULTILINE)), said


def skeleton(folder: Path, changes: dict[str, str]) -> Path:
    """A project of the final shape with empty modules, under our own pyproject.toml."""
    files = {f"{package}/__init__.py": "" for package in PACKAGES} | MODULES | changes
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "pyproject.toml").write_bytes((sources.ROOT / "pyproject.toml").read_bytes())
    return folder


def test_every_wall_of_the_project_stands() -> None:
    contracts, said = outcome(sources.ROOT)
    assert contracts, said
    assert "BROKEN" not in contracts.values(), said


def test_a_project_of_the_right_shape_breaks_no_wall(tmp_path: Path) -> None:
    contracts, said = outcome(skeleton(tmp_path, {}))
    assert contracts == dict.fromkeys(PLANTED, "KEPT"), said


@pytest.mark.parametrize("contract", PLANTED)
def test_each_wall_notices_what_was_planted_behind_it(tmp_path: Path, contract: str) -> None:
    contracts, said = outcome(skeleton(tmp_path, PLANTED[contract]))
    assert contracts.get(contract) == "BROKEN", said
