"""The version of a register's shape: reading it cheaply, and bringing an older one up to date."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from app.errors import Refusal

CURRENT = "0015"
"""The newest migration; a test keeps it equal to the head of ``app/models/migrations``."""


_ALONE = 0x6461696261_6E  # "daiban": one lock for all that a database is begun with


def alone(connection: Connection) -> None:
    """Until the transaction ends no other process begins or upgrades this database (one file: nobody can anyway)."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ALONE})


def version_of(connection: Connection) -> str | None:
    """The migration a register stands at; None for an empty file."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def needs_upgrade(connection: Connection) -> bool:
    """Whether migrations are due; Refusal ``newer`` for a register that a newer program wrote."""
    version = version_of(connection)
    if version is not None and version > CURRENT:
        raise Refusal(
            "这份登记簿是用更新版本的程序写的，本版本不敢打开，数据没有改动。请先升级程序。", code="newer"
        )
    return version != CURRENT


def upgrade(connection: Connection) -> None:
    """Run the missing migrations inside the connection's transaction: all or none."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
