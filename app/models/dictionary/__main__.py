"""Prints the data dictionary: ``python -m app.models.dictionary > docs/data-dictionary.md``."""

from __future__ import annotations

import sys

from app.models.dictionary import page

sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
sys.stdout.write(page())
