"""Fail when the catalogue is stale or a sentence has no English: python resources/translations/check.py"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from resources.translations import catalogue


def complaints() -> list[str]:
    """What must be put right before the catalogue may ship; empty when all is well."""
    with tempfile.TemporaryDirectory() as folder:
        fresh, compiled = Path(folder) / "fresh.ts", Path(folder) / "fresh.qm"
        shutil.copy(catalogue.CATALOGUE, fresh)
        catalogue.gather(fresh)
        catalogue.compile_to(catalogue.CATALOGUE, compiled)
        kept, now = catalogue.sentences(catalogue.CATALOGUE), catalogue.sentences(fresh)
        found = [f"new in the window: {context}: {words}" for context, words in sorted(now - kept)]
        found += [f"no longer in the window: {context}: {words}" for context, words in sorted(kept - now)]
        if compiled.read_bytes() != catalogue.COMPILED.read_bytes():
            found.append("daiban_en.qm is not what daiban_en.ts compiles to")
    left = catalogue.untranslated(catalogue.CATALOGUE)
    return found + [f"without English: {context}: {words}" for context, words in left]


def main() -> int:
    found = complaints()
    for line in found:
        print(line)
    if found:
        print("run: python resources/translations/update.py, then translate in daiban_en.ts")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
