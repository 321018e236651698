"""Finding the commands that documents show, in code blocks and in the middle of a sentence."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = ("daiban", "daiban-township")
THROUGH_DEV = ("python3", "dev.py", "run")
_FENCE = re.compile(r"^ *```[^\n]*\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_PROMPT = re.compile(r"^ *[$>] +")


@dataclass(frozen=True, slots=True)
class ShownCommand:
    """A command as a document shows it. ``surroundings`` are assignments written before it."""

    document: str
    program: str
    words: tuple[str, ...]
    surroundings: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return f"{self.document}: {shlex.join((self.program, *self.words))}"


def shown_in(document: str, text: str) -> tuple[ShownCommand, ...]:
    """The commands of our two programs in the order shown; what only names a command (``…``) is left out."""
    blocks = [line for block in _FENCE.findall(text) for line in _lines(block)]
    inline = [span for span in _INLINE.findall(_FENCE.sub("", text)) if "…" not in span and "..." not in span]
    found = [_command(document, line) for line in (*blocks, *inline)]
    return tuple(command for command in found if command is not None)


def documents(root: Path) -> tuple[Path, ...]:
    """Where commands are shown to people."""
    inside = [
        path for folder in ("docs", "bench", "installer") for path in sorted((root / folder).rglob("*.md"))
    ]
    return tuple(path for path in (root / "README.md", root / "CONTRIBUTING.md", *inside) if path.exists())


def _lines(block: str) -> list[str]:
    """The block's lines, continued ones joined, prompts taken off."""
    joined = re.sub(r"\\\n *", " ", block)
    return [_PROMPT.sub("", line).strip() for line in joined.splitlines()]


def _command(document: str, line: str) -> ShownCommand | None:
    try:
        words = shlex.split(re.sub(r"\s+#.*$", "", line))
    except ValueError:
        return None  # a quotation mark of prose
    surroundings = []
    while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
        name, _, value = words.pop(0).partition("=")
        surroundings.append((name, value))
    if tuple(words[:3]) == THROUGH_DEV and len(words) > 3:
        words = ["daiban", *words[3:]]
    if not words or words[0] not in PROGRAMS:
        return None
    if {"|", "&&", ";"} & set(words):
        raise ValueError(f"{document} shows more than one command in a line: {line}")
    if ">" in words:
        words = words[: words.index(">")]
    return ShownCommand(document, words[0], tuple(words[1:]), tuple(surroundings))
