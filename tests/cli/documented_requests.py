"""What the commands of asking, batches, tasks and joined records speak of, made for each shown command."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.cli.program import request
from tests.services.requests import id_number

Ask = Callable[..., Any]
"""Runs one of our commands with ``--json`` and gives its answer."""

CASE_NO = re.compile(r"\d{6}-\d{6}-[A-Z]\d-\d{3}[0-9A-Z]")


class RequestThings:
    """Inquiries, mandates, batches and the like, a new one for each command that names one."""

    def __init__(self, folder: Path, ask: Ask, order: Callable[[], int]) -> None:
        self._folder = folder
        self._ask = ask
        self._order = order

    def put(self, words: list[str]) -> list[str]:
        """The words with real ids and files in place of what stands for them."""
        made = {
            "INQUIRY": self._inquiry,
            "VILLAGER": self._villager,
            "OTHER": self._other,
            "MANDATE": self._mandate,
            "JOINING": self._joining,
            "RESERVED": self._reserved,
            "BATCH": self._batch,
            "PERSON": self._person,
            "TASK": self._task,
        }
        for word in words:
            if word.endswith((".jsonl", ".txt")):
                self._file(word)
        words = [self._number() if CASE_NO.fullmatch(word) else word for word in words]
        return [made[word]() if word in made else word for word in words]

    def _file(self, name: str) -> None:
        order = self._order()
        person = {"name": f"周{order}", "id_number": id_number(order=order)}
        if name == "people.txt":
            said = self._villager()
        elif name == "ids.txt":
            said = f"{person['id_number']} {person['name']}"
        elif name == "book.jsonl":
            book = {"book_no": "旧1", "page_no": str(order), "item": "旧事", "accepted_on": "2025-03-04"}
            said = json.dumps(person | book)
        else:
            said = json.dumps(request("QT09", **person))
        (self._folder / name).write_text(said, encoding="utf-8")

    def _inquiry(self) -> str:
        return str(self._ask("inquiry", "ask", "怎么办")["inquiry_id"])

    def _number(self) -> str:
        """A case of an item that several departments decide."""
        return str(self._case(item="MZ01")["case_no"])

    def _case(self, **fields: object) -> dict[str, Any]:
        order = self._order()
        file = self._folder / f"asked-{order}.jsonl"
        said = request("QT09", name=f"吴{order}", id_number=id_number(order=order)) | fields
        file.write_text(json.dumps(said), encoding="utf-8")
        accepted = self._ask("accept", file.name)
        return dict(self._ask("show", accepted["case_no"]))

    def _villager(self) -> str:
        return str(self._case()["villager_id"])

    def _other(self) -> str:
        """Somebody without a number, who may be the same person."""
        fields = {"id_number": "", "id_missing_reason": "证件丢失", "phone": "13900000009"}
        return str(self._case(**fields)["villager_id"])

    def _mandate(self) -> str:
        return str(self._ask("mandate", "give", self._villager(), "李小军")["mandate_id"])

    def _joining(self) -> str:
        done = self._ask("join", self._villager(), self._other(), "--reason", "同一人")
        return str(done["joining_id"])

    def _reserved(self) -> str:
        return str(self._ask("reserve", "take", "1")["numbers"][0])

    def _batch(self) -> str:
        self._file("people.txt")
        return str(self._ask("batch", "open", "YB01", "缴费", "--people", "people.txt")["batch_id"])

    def _person(self) -> str:
        return str(self._ask("batch", "people", self._batch())[0]["person_id"])

    def _task(self) -> str:
        number = str(self._case()["case_no"])
        return str(self._ask("tasks", "add", number, "评估", "--days", "3")[0]["task_id"])
