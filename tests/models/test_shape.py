"""Models and migrations build the same tables, on SQLite and on PostgreSQL, and a batch folds on both."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import sync.server.console_tables
import sync.server.tables  # noqa: F401  the server's own tables stand in the same metadata
from app.clock import SetClock
from app.models import search_index, shape
from app.models.application import apply_received
from app.models.base import metadata
from app.models.register import Register
from app.models.verify import verify
from tests.models.rooms import TOWNSHIP, VILLAGE, line, new_register
from tests.models.test_feed import receive, records

STORES_OF_SEARCH = ("case_fts", "villager_fts", "ix_search_entry_tokens")


def differences(register: Register) -> list[str]:
    with register.reading() as session:
        found = compare_metadata(MigrationContext.configure(session.connection()), metadata)
    return [str(one) for one in found if not any(name in str(one) for name in STORES_OF_SEARCH)]


def test_the_newest_migration_is_the_one_the_program_knows() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(shape.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == shape.CURRENT


def test_models_and_migrations_agree_on_sqlite(tmp_path: Path) -> None:
    register = new_register(tmp_path)
    assert differences(register) == []
    register.close()


@pytest.mark.needs("postgres")
def test_models_and_migrations_agree_on_postgresql(tmp_path: Path, fresh_postgres_url: str) -> None:
    register = new_register(tmp_path, TOWNSHIP, url=fresh_postgres_url)
    assert differences(register) == []
    register.close()


@pytest.mark.needs("postgres")
def test_a_batch_folds_on_postgresql_as_on_sqlite(
    tmp_path: Path, fresh_postgres_url: str, clock: SetClock
) -> None:
    registers = [
        new_register(tmp_path / "lite", TOWNSHIP),
        new_register(tmp_path / "pg", TOWNSHIP, url=fresh_postgres_url),
    ]
    raws = [
        line(1, "1" * 32, "villager", {"name": "单秀兰", "phone": "13812345678"}),
        line(2, "1" * 32, "villager", {"phone": "13800000000"}),
        line(3, "2" * 32, "villager", {"name": 5}),
        line(4, "3" * 32, "villager", {"name": "欧阳𬸣"}),
    ]
    from app.models.tables import Villager

    for register in registers:
        receive(register, "ab" * 16, raws)
        apply_received(register, VILLAGE, clock)
        assert verify(register).ok
        with register.reading() as session:
            for words in ("秀兰", "sxl", "0000", "𬸣"):
                assert len(search_index.find(session, search_index.VILLAGER, words, 9)) == 1, words
    assert records(registers[0], Villager) == records(registers[1], Villager)
    for register in registers:
        register.close()
