"""The three ways open data is written; each takes tables one after the other and keeps nothing in memory."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from app.reports.cell_text import could_run, tidy

TOGETHER = 1_000


class ExportFormat(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"
    SQLITE = "sqlite"


Record = dict[str, object]


class Writer(Protocol):
    """``add`` is called once a table; ``close`` when everything was said."""

    def add(self, table: str, fields: Sequence[str], records: Iterable[Record]) -> int: ...

    def close(self) -> None: ...


def writer_of(format_: ExportFormat, place: Path) -> Writer:
    """A writer that makes ``place``, which must not exist: a file, for .csv a folder."""
    writers: dict[ExportFormat, type[JsonLines | CsvFolder | SqliteFile]] = {
        ExportFormat.JSONL: JsonLines,
        ExportFormat.CSV: CsvFolder,
        ExportFormat.SQLITE: SqliteFile,
    }
    return writers[format_](place)


class JsonLines:
    """One record a line, its type in ``record``."""

    def __init__(self, place: Path) -> None:
        self._stream = place.open("x", encoding="utf-8", newline="\n")

    def add(self, table: str, fields: Sequence[str], records: Iterable[Record]) -> int:
        count = 0
        for record in records:
            self._stream.write(json.dumps({"record": table, **record}, ensure_ascii=False) + "\n")
            count += 1
        return count

    def close(self) -> None:
        self._stream.close()


class CsvFolder:
    """One file a table, UTF-8 with the mark that spreadsheets want; cells that might run are defused."""

    def __init__(self, place: Path) -> None:
        self._place = place
        place.mkdir()

    def add(self, table: str, fields: Sequence[str], records: Iterable[Record]) -> int:
        count = 0
        with (self._place / f"{table}.csv").open("x", encoding="utf-8-sig", newline="") as stream:
            rows = csv.writer(stream)
            rows.writerow(fields)
            for record in records:
                rows.writerow([_cell(record[name]) for name in fields])
                count += 1
        return count

    def close(self) -> None:
        """Every file is closed with its table."""


class SqliteFile:
    """One plain database; days and instants as text, true and false as 1 and 0, json as text."""

    def __init__(self, place: Path) -> None:
        self._base = sqlite3.connect(place)
        self._base.execute("PRAGMA journal_mode = OFF")

    def add(self, table: str, fields: Sequence[str], records: Iterable[Record]) -> int:
        columns = ", ".join(_quoted(name) for name in fields)
        self._base.execute(f"CREATE TABLE {_quoted(table)} ({columns})")
        marks = ", ".join("?" for _ in fields)
        command = f"INSERT INTO {_quoted(table)} VALUES ({marks})"
        count = 0
        waiting: list[list[object]] = []
        for record in records:
            waiting.append([_plain(record[name]) for name in fields])
            if len(waiting) == TOGETHER:
                self._base.executemany(command, waiting)
                count += len(waiting)
                waiting.clear()
        self._base.executemany(command, waiting)
        return count + len(waiting)

    def close(self) -> None:
        self._base.commit()
        self._base.close()


def _cell(value: object) -> str:
    plain = _plain(value)
    if plain is None:
        return ""
    text = tidy(str(plain))
    return f"'{text}" if isinstance(value, str) and could_run(text) else text


def _plain(value: object) -> object:
    if isinstance(value, bool):
        return int(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def _quoted(name: str) -> str:
    return f'"{name}"'
