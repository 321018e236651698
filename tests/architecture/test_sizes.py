"""Size guides: what grows longer becomes a folder or is cut in two."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.architecture import sources

MODULE_LINES = 400
FUNCTION_LINES = 40
CLASS_LINES = 200
CONSTRUCTOR_PARAMETERS = 7
EXEMPT = "app/models/migrations/versions/"  # a migration is written once and describes whole tables

Function = ast.FunctionDef | ast.AsyncFunctionDef


def measured() -> list[Path]:
    return [path for path in sources.product() if not path.as_posix().startswith(EXEMPT)]


def lines(node: Function | ast.ClassDef) -> int:
    """Lines from the first to the last, decorators and docstring not counted."""
    assert node.end_lineno is not None
    first = node.body[0]
    said = 0
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and first.end_lineno:
        said = first.end_lineno - first.lineno + 1
    return node.end_lineno - node.lineno + 1 - said


def test_modules_have_at_most_400_lines() -> None:
    counts = {str(path): len((sources.ROOT / path).read_text("utf-8").splitlines()) for path in measured()}
    assert {name: count for name, count in counts.items() if count > MODULE_LINES} == {}


def test_functions_have_at_most_40_lines() -> None:
    assert [
        f"{path}:{node.lineno} {node.name}: {lines(node)}"
        for path in measured()
        for node in ast.walk(sources.tree(path))
        if isinstance(node, Function) and lines(node) > FUNCTION_LINES
    ] == []


def test_classes_have_at_most_200_lines() -> None:
    assert [
        f"{path}:{node.lineno} {node.name}: {lines(node)}"
        for path in measured()
        for node in ast.walk(sources.tree(path))
        if isinstance(node, ast.ClassDef) and lines(node) > CLASS_LINES
    ] == []


def test_constructors_take_at_most_7_parameters() -> None:
    """A dataclass is a record and may have as many fields as the thing it describes."""
    assert [
        f"{path}:{node.lineno}: {count}"
        for path in measured()
        for node in ast.walk(sources.tree(path))
        if isinstance(node, ast.FunctionDef) and node.name == "__init__"
        for count in [len(node.args.posonlyargs) + len(node.args.args) + len(node.args.kwonlyargs) - 1]
        if count > CONSTRUCTOR_PARAMETERS
    ] == []
