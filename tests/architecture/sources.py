"""Reading our own source: which files there are and what each one uses, by syntax tree."""

from __future__ import annotations

import ast
import os
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOT_OURS = {".git", ".venv", "__pycache__", ".hypothesis", "demo-out", "dist", "build", "node_modules"}
PRODUCT = ("app", "sync", "resources")


@cache
def files(*endings: str) -> tuple[Path, ...]:
    """Every file of the repository with one of ``endings`` (all without), relative to its root."""
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [
            name for name in folders if name not in NOT_OURS and not name.endswith(("_cache", ".egg-info"))
        ]
        found += [Path(folder, name) for name in names if not endings or name.endswith(endings)]
    return tuple(sorted(path.relative_to(ROOT) for path in found))


def product() -> tuple[Path, ...]:
    """The Python files that ship: app, sync, resources; and dev.py."""
    return tuple(path for path in files(".py") if path.parts[0] in PRODUCT or path == Path("dev.py"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), str(path))


def uses(path: Path) -> list[tuple[str, int]]:
    """``uses_of`` one of our files."""
    return uses_of(tree(path))


def uses_of(module: ast.Module) -> list[tuple[str, int]]:
    """Dotted names that a module imports or reaches through its imports, each with its line.

    ``from datetime import date; date.today()`` gives ``datetime.date`` and ``datetime.date.today``.
    """
    local: dict[str, str] = {}
    found: list[tuple[str, int]] = []
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            for alias in node.names:
                local[alias.asname or alias.name.partition(".")[0]] = (
                    alias.name if alias.asname else alias.name.partition(".")[0]
                )
                found.append((alias.name, node.lineno))
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                local[alias.asname or alias.name] = f"{node.module}.{alias.name}"
                found.append((f"{node.module}.{alias.name}", node.lineno))
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and (dotted := _dotted(node, local)):
            found.append((dotted, node.lineno))
    return found


def _dotted(node: ast.expr, local: dict[str, str]) -> str:
    if isinstance(node, ast.Name):
        return local.get(node.id, "")
    if isinstance(node, ast.Attribute) and (head := _dotted(node.value, local)):
        return f"{head}.{node.attr}"
    return ""
