"""An opened register: its file, its keys, one writing connection and two reading ones."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app import keystore, paths
from app.clock import Clock
from app.domain.divisions import is_above_township, is_above_village
from app.errors import Refusal
from app.models import digests, shape
from app.models.copies import copy_before_upgrade
from app.models.engine import (
    FORGETTABLE,
    READ_CACHE_KB,
    SERVER_WRITE_CACHE_KB,
    WRITE_CACHE_KB,
    advising,
    connector,
    learn,
    make_engine,
    refusal_of,
    server_engine,
)
from app.models.unit_of_work import UnitOfWork


class Register:
    """A register is a register: the village's holds one site, the township's all of its villages.

    Made by ``create`` or ``open``; ``close`` gives the connections back. Safe to use from several threads.
    """

    def __init__(self, home: Path, keys: keystore.Keys, writing: Engine, reading: Engine) -> None:
        self.home = home
        self.keys = keys
        self._writing = writing
        self._noting = writing.execution_options(**FORGETTABLE)
        self._reading = reading

    @classmethod
    def create(cls, home: Path, keys: keystore.Keys, *, url: str = "") -> Self:
        """A new, empty register in ``home`` (or at a PostgreSQL ``url``), brought to the current shape."""
        register = cls._connected(home, keys, url)
        with register.writing() as session:
            shape.upgrade(session.connection())
            session.commit()
        return register

    @classmethod
    def open(cls, home: Path, keys: keystore.Keys, *, url: str = "") -> Self:
        """The register in ``home``; an older shape is brought up to date after the file was copied aside.

        Refusals: ``no-register``, ``unlock-failed``, ``damaged``, ``newer``, ``locked``, ``disk``.
        """
        if not url and not paths.register_file(home).is_file():
            raise Refusal("这里还没有登记簿。请先完成初始设置，或选择正确的文件夹。", code="no-register")
        register = cls._connected(home, keys, url)
        try:
            register._bring_up_to_date(url)
        except BaseException:
            register.close()
            raise
        return register

    @classmethod
    def _connected(cls, home: Path, keys: keystore.Keys, url: str) -> Self:
        if url:
            engine = server_engine(url)
            return cls(home, keys, engine, engine)
        file = paths.register_file(home)
        is_server = is_above_village(keys.identity.site_code)
        write_cache_kb = SERVER_WRITE_CACHE_KB if is_server else WRITE_CACHE_KB
        writing = connector(file, keys.register_key, write_cache_kb)
        reading = connector(file, keys.register_key, READ_CACHE_KB, query_only=True)
        return cls(
            home,
            keys,
            make_engine(writing, writing=True, connections=1),
            make_engine(reading, writing=False, connections=2),
        )

    def _bring_up_to_date(self, url: str) -> None:
        with self.reading() as session:
            due = shape.needs_upgrade(session.connection())
        if not due:
            return
        if not url:
            with advising():
                copy_before_upgrade(self.home, self.keys.register_key)
        with self.writing() as session:
            shape.alone(session.connection())
            if shape.needs_upgrade(session.connection()):
                shape.upgrade(session.connection())
                digests.forget_all(session)  # a record has other fields now
            session.commit()

    @property
    def identity(self) -> keystore.Identity:
        return self.keys.identity

    @property
    def site_code(self) -> str:
        return self.keys.identity.site_code

    @property
    def keeps_feed(self) -> bool:
        """Whether this is a township's or district's register, where a site's feed is its journal."""
        return is_above_village(self.site_code)

    def numbers(self, site_code: str) -> bool:
        """Whether the site's lines get their order here; a district follows its townships' order."""
        return self.keeps_feed and (site_code == self.site_code or not is_above_township(self.site_code))

    def write(self, actor_id: str, clock: Clock, *, offset_ms: int = 0) -> UnitOfWork:
        """The first door: a unit of work for what ``actor_id`` does now."""
        return UnitOfWork(self._writing, self.identity, actor_id, clock, offset_ms)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A plain write transaction for the logs, local tables and intake; rolled back unless committed."""
        with _translated(), Session(self._writing, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def noting(self) -> Iterator[Session]:
        """A write transaction for what a power cut may take: when somebody was heard last. Never for a line or a mark.

        It does not wait for the disk; what was written before and behind it does, as ever.
        """
        with _translated(), Session(self._noting, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A read transaction: one steady picture of the register, writing refused."""
        with _translated(), Session(self._reading, expire_on_commit=False) as session:
            yield session

    def close(self) -> None:
        """Give the connections back; what was learned of the data helps the next queries find their index."""
        if self._writing.dialect.name == "sqlite":
            learn(self._writing)
        self._writing.dispose()
        self._reading.dispose()


@contextmanager
def _translated() -> Iterator[None]:
    """Storage errors of the world leave as advice."""
    try:
        yield
    except DBAPIError as error:
        raise refusal_of(error.orig or error) from error
