"""What people read in Chinese has full-width marks: a half-width comma or bracket among Han looks like a slip."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture import sources

HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:!?(]|[,;:!?)][\u4e00-\u9fff]|\)[，。；：]")


def sentences(path: Path) -> Iterator[ast.Constant]:
    """Every text of a file that is no docstring."""
    tree = sources.tree(path)
    notes = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes:
            yield node


def test_sentences_have_full_width_marks() -> None:
    assert [
        f"{path}:{node.lineno}"
        for path in sources.product()
        if path.parts[0] in ("app", "sync")
        for node in sentences(path)
        if HALF_WIDTH.search(str(node.value))
    ] == []
