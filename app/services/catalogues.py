"""Everything that can be done with catalogues, for screens and commands."""

from __future__ import annotations

from app.services.catalogue_files import (
    CatalogueImport,
    checked_item,
    export,
    item_from_document,
    look_at,
    published_now,
    read_file,
    take_in,
)
from app.services.catalogue_moves import Consequences, consequences, move_case
from app.services.catalogue_publishing import (
    VersionRow,
    add_item,
    publish,
    version_named,
    versions,
    withdraw_item,
)

__all__ = [
    "CatalogueImport",
    "Consequences",
    "VersionRow",
    "add_item",
    "checked_item",
    "consequences",
    "export",
    "item_from_document",
    "look_at",
    "move_case",
    "publish",
    "published_now",
    "read_file",
    "take_in",
    "version_named",
    "versions",
    "withdraw_item",
]
