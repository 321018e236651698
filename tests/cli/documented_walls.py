"""What the documented commands of postings and forms speak of: a poster that hangs, a form in a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.documented_world import DocumentedWorld


def posting(world: DocumentedWorld, words: list[str]) -> list[str]:
    """A poster that hangs, to be taken down."""
    if words[1] != "down":
        return words
    made = world.ask("posting", "add", "--paper", "duty-poster", "--place", "门口")
    return ["posting", "down", str(made["id"]), *words[3:]]


def form(world: DocumentedWorld, words: list[str]) -> list[str]:
    """The file with a county's own receipt."""
    document = {"format": "daiban-form", "format_version": 1, "paper": "receipt", "title": "材料凭单"}
    (world.folder / "form.json").write_text(json.dumps(document), encoding="utf-8")
    return words
