"""Names say what a thing is; every module says in one sentence what it is for."""

from __future__ import annotations

import ast
import re

from tests.architecture import sources

EMPTY_WORDS = re.compile(
    r"(^|_)(utils?|helpers?|common|misc|managers?|controllers?|handlers?|tools?|stuff)(_|$)"
)


def test_file_names_are_nouns_and_not_drawers() -> None:
    everywhere = sources.files(".py")
    assert [
        str(path) for path in everywhere if any(EMPTY_WORDS.search(p) for p in path.with_suffix("").parts)
    ] == []


def test_class_names_are_not_drawers_either() -> None:
    assert [
        f"{path}:{node.lineno} {node.name}"
        for path in sources.product()
        for node in ast.walk(sources.tree(path))
        if isinstance(node, ast.ClassDef)
        and re.search(r"(Utils?|Helper|Manager|Controller|Handler)$", node.name)
    ] == []


def test_every_module_opens_with_one_sentence() -> None:
    silent = [
        str(path)
        for path in sources.files(".py")
        if sources.tree(path).body and not (ast.get_docstring(sources.tree(path)) or "").strip()
    ]
    assert silent == []


def test_nothing_is_left_to_do() -> None:
    marks = re.compile(r"#.*\b(" + "TO" + r"DO|FIX" + r"ME|X" + r"XX|HA" + r"CK)\b")
    assert [
        f"{path}:{number}"
        for path in sources.files(".py")
        for number, line in enumerate((sources.ROOT / path).read_text("utf-8").splitlines(), 1)
        if marks.search(line)
    ] == []
