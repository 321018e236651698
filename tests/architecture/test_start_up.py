"""The window is shown first; heavy libraries come with the first work that needs them."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.architecture import sources

HEAVY = (
    *("sqlalchemy", "alembic", "sqlcipher3", "reportlab", "openpyxl", "xlsxwriter", "keyring", "httpx"),
    *("fastapi", "starlette", "uvicorn", "pypinyin", "escpos", "cryptography", "psycopg"),
)
PROBE = """
import importlib, json, sys
module, heavy = sys.argv[1], sys.argv[2].split()
importlib.import_module(module)
print(json.dumps(sorted(name for name in heavy if name in sys.modules)))
"""


def window_modules() -> list[str]:
    paths = [path for path in sources.product() if path.parts[:2] == ("app", "ui")]
    names = [".".join(path.with_suffix("").parts).removesuffix(".__init__") for path in paths]
    return names + ["app.__main__"] * (sources.ROOT / "app" / "__main__.py").exists()


def pulled_in(module: str, heavy: tuple[str, ...] = HEAVY) -> list[str]:
    """Which of ``heavy`` a fresh interpreter has loaded after importing ``module`` alone."""
    command = [sys.executable, "-c", PROBE, module, " ".join(heavy)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=sources.ROOT, check=False)
    assert done.returncode == 0, done.stderr
    loaded: list[str] = json.loads(done.stdout)
    return loaded


def test_no_module_of_the_window_loads_a_heavy_library() -> None:
    """All of them together first; only when that fails each alone, to name the one to blame."""
    program = (
        "import importlib, sys\nfor name in sys.argv[3].split(): importlib.import_module(name)\n" + PROBE
    )
    command = [sys.executable, "-c", program, "json", " ".join(HEAVY), " ".join(window_modules())]
    done = subprocess.run(command, capture_output=True, text=True, cwd=sources.ROOT, check=False)
    assert done.returncode == 0, done.stderr
    if json.loads(done.stdout):
        blame = {module: loaded for module in window_modules() if (loaded := pulled_in(module))}
        pytest.fail(f"loaded at start-up: {blame}")


def test_the_rules_of_the_domain_need_nothing_but_python() -> None:
    domain = [path for path in sources.product() if path.parts[:2] == ("app", "domain")]
    outside = {
        f"{path}: {name}"
        for path in domain
        for name, _line in sources.uses(path)
        if name.partition(".")[0] not in {*sys.stdlib_module_names, "app"}
    }
    assert outside == set()
