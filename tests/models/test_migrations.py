"""Migrations stand in one row: each is named by its number and follows the one before it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from tests.architecture.sources import ROOT

FOLDER = ROOT / "app" / "models" / "migrations" / "versions"


def migrations() -> list[Path]:
    return sorted(FOLDER.glob("[0-9]*.py"))


def test_each_migration_follows_the_one_before_it() -> None:
    before = None
    for number, place in enumerate(migrations(), start=1):
        module = import_module(f"app.models.migrations.versions.{place.stem}")
        assert (module.revision, module.down_revision) == (f"{number:04}", before), place.name
        assert place.name.startswith(f"{number:04}_"), place.name
        before = module.revision
