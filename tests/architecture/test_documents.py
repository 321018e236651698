"""Documents: every link leads somewhere, and nothing is told twice."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from urllib.parse import unquote

from tests.architecture import sources

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
WORD = re.compile(r"[A-Za-z0-9]+|[\u3400-\u9fff]")
TOLD_ONCE_WORDS = 40


def documents() -> list[tuple[Path, str]]:
    return [(path, (sources.ROOT / path).read_text("utf-8")) for path in sources.files(".md")]


def headings(text: str) -> set[str]:
    """Anchors as code forges make them: lower case, spaces to hyphens, punctuation gone."""
    titles = re.findall(r"^#+\s+(.*?)\s*$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_every_relative_link_leads_somewhere() -> None:
    broken = []
    for path, text in documents():
        for target in LINK.findall(text):
            if re.match(r"[a-z]+:", target):
                continue
            name, _, anchor = unquote(target).partition("#")
            file = (sources.ROOT / path).parent / name if name else sources.ROOT / path
            if not file.exists():
                broken.append(f"{path}: {target}")
            elif anchor and file.suffix == ".md" and anchor not in headings(file.read_text("utf-8")):
                broken.append(f"{path}: {target} has no such heading")
    assert broken == []


def test_no_paragraph_is_told_twice() -> None:
    told: dict[str, list[str]] = defaultdict(list)
    for path, text in documents():
        for paragraph in re.split(r"\n\s*\n", text):
            words = WORD.findall(paragraph)
            if len(words) > TOLD_ONCE_WORDS:
                told[" ".join(words).lower()].append(str(path))
    assert {words[:80]: where for words, where in told.items() if len(where) > 1} == {}


def test_everything_that_ships_says_where_it_comes_from_and_under_which_licence() -> None:
    told = (sources.ROOT / "resources" / "README.md").read_text("utf-8")
    folders = {
        path.parts[1] for path in sources.files() if path.parts[0] == "resources" and len(path.parts) > 2
    }
    assert [folder for folder in sorted(folders) if f"`{folder}/" not in told] == []
