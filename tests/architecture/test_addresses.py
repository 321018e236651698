"""Committed files name no package registry and no place on somebody's machine."""

from __future__ import annotations

import re

from tests.architecture import sources

REGISTRY = re.compile(
    r"https?://\S+/"
    + r"simple\b|files\.python"
    + r"hosted|pypi\."
    + r"org|registry\.npm"
    + r"js|npm"
    + r"mirror"
)
SOMEBODYS_PLACE = re.compile(r"(?<![\w.~/\-])/(?:work|home/\w+|Users/\w+)/\w")
BINARY = (".ttf", ".png", ".ico", ".db", ".pdf", ".xlsx", ".qm", ".zip", ".pyc", ".gz", ".zst")


def matching(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path}:{number}: {line.strip()[:80]}"
        for path in sources.files()
        if not path.name.endswith(BINARY)
        for number, line in enumerate((sources.ROOT / path).read_text("utf-8", "replace").splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_names_a_package_registry() -> None:
    assert matching(REGISTRY) == []


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    assert matching(SOMEBODYS_PLACE) == []
