"""A private PostgreSQL for tests: its own cluster in a temporary folder, stopped at the end."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import real_parts

OWNER = "daiban"


def _as_server_user(*command: str) -> None:
    """PostgreSQL refuses to run as root; the user its package made takes over then."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*prefix, *command], check=True, capture_output=True, cwd="/")


def _url(folder: Path, database: str) -> str:
    return f"postgresql+psycopg://{OWNER}@/{database}?host={folder}"


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """SQLAlchemy URL of a database on a real server reached over a socket; it commits with fsync as in life.

    Use with ``@pytest.mark.needs("postgres")``. Shared by the session: see ``fresh_postgres_url``.
    """
    with private_cluster() as url:
        yield url


@contextmanager
def private_cluster() -> Iterator[str]:
    """The same for whoever is no test: a cluster of its own, gone with the block."""
    programs = real_parts.postgres_programs()
    assert programs is not None, 'mark the test with @pytest.mark.needs("postgres")'
    folder = Path(tempfile.mkdtemp(prefix="daiban-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    folder.chmod(0o711)
    data = str(folder / "data")
    initdb, pg_ctl = str(programs / "initdb"), str(programs / "pg_ctl")
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c unix_socket_permissions=0777"
    try:
        _as_server_user(
            initdb, "-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"
        )
        _as_server_user(pg_ctl, "-D", data, "-l", str(folder / "server.log"), "-o", options, "-w", "start")
        try:
            _create_database(folder, OWNER)
            yield _url(folder, OWNER)
        finally:
            _as_server_user(pg_ctl, "-D", data, "-m", "fast", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def fresh_postgres_url(postgres_url: str) -> str:
    """A database nobody has used yet, on the session's server; it goes with the server."""
    return another_database(postgres_url)


def another_database(postgres_url: str, like: str = "template1") -> str:
    """The same for a fixture that serves several tests; ``like`` names one to copy, which nobody may be using."""
    folder = Path(postgres_url.partition("?host=")[2])
    name = f"test_{secrets.token_hex(6)}"
    _create_database(folder, name, like)
    return _url(folder, name)


def copy_of(database_url: str) -> str:
    """A database with all that stands in another, which nobody may be using: quicker than any migration."""
    return another_database(database_url, like=database_url.partition("@/")[2].partition("?")[0])


def _create_database(folder: Path, name: str, like: str = "template1") -> None:
    import psycopg

    with psycopg.connect(host=str(folder), user=OWNER, dbname="postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
