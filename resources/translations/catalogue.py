"""Where the translation catalogue lies, and the Qt tools that make it."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import PySide6

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CATALOGUE = HERE / "daiban_en.ts"
COMPILED = HERE / "daiban_en.qm"


def gather(into: Path) -> None:
    """Bring every sentence of the window into the catalogue ``into``; what was translated stays."""
    sources = sorted(str(file.relative_to(ROOT)) for file in (ROOT / "app" / "ui").rglob("*.py"))
    options = ["-no-obsolete", "-locations", "none", "-source-language", "zh_CN", "-target-language", "en_GB"]
    _run("lupdate", [*sources, *options, "-ts", str(into)])


def compile_to(catalogue: Path, into: Path) -> None:
    """Make the file that the program loads."""
    _run("lrelease", ["-silent", str(catalogue), "-qm", str(into)])


def sentences(catalogue: Path) -> set[tuple[str, str]]:
    """Every (context, sentence) in the catalogue."""
    return {(context, source) for context, source, _translation, _kind in _messages(catalogue)}


def untranslated(catalogue: Path) -> list[tuple[str, str]]:
    """What has no finished English words, or English words that lost a ``{0}``."""
    return [
        (context, source)
        for context, source, translation, kind in _messages(catalogue)
        if kind == "unfinished" or not translation.strip() or _places(source) != _places(translation)
    ]


def _places(words: str) -> set[str]:
    return {f"{{{number}}}" for number in range(10) if f"{{{number}}}" in words}


def _messages(catalogue: Path) -> list[tuple[str, str, str, str]]:
    found = []
    for context in ElementTree.parse(catalogue).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            words = "" if translation is None else translation.text or ""
            kind = "" if translation is None else translation.get("type", "")
            found.append((name, message.findtext("source", ""), words, kind))
    return found


def _run(tool: str, arguments: list[str]) -> None:
    program = Path(PySide6.__file__).parent / (f"{tool}.exe" if sys.platform == "win32" else tool)
    done = subprocess.run([str(program), *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{tool} failed: {done.stderr.strip() or done.stdout.strip()}")
