"""Who of a file is known already: by ID number and name, or by name, telephone and group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.identity_numbers import IdentityNumber
from app.errors import Refusal
from app.models.queries.imports import KnownPerson


@dataclass(frozen=True, slots=True)
class Asked:
    """A person as a row says it."""

    row: int
    name: str
    identity: IdentityNumber | None
    phone: str
    group: str


class People:
    """Everybody in the register and in the rows read so far."""

    def __init__(self, known: Iterable[KnownPerson]) -> None:
        self._by_number: dict[str, list[KnownPerson]] = defaultdict(list)
        self._by_name: dict[str, list[KnownPerson]] = defaultdict(list)
        self._rows: dict[str, int] = {}
        for person in known:
            self._keep(person)

    def add(self, villager_id: str, asked: Asked) -> None:
        """The person of a row stands in the register from now on."""
        number = asked.identity.number if asked.identity else ""
        names = frozenset({asked.name})
        self._keep(KnownPerson(villager_id, asked.name, names, number, asked.phone, asked.group))
        self._rows[villager_id] = asked.row

    def find(self, asked: Asked) -> KnownPerson | None:
        """The same person, None for somebody new; Refusal ``same-number-other-name``: a person decides."""
        if asked.identity is None:
            return self._without_number(asked)
        same = self._by_number.get(asked.identity.number, [])
        for person in same:
            if asked.name in person.names:
                return person
        if same:
            raise self._other_name(asked.identity.number, same[0])
        return None

    def difference(self, asked: Asked, known: KnownPerson) -> tuple[str, str]:
        """(field, sentence) of what the row says otherwise; nothing of it is changed. ("", "") for nothing."""
        if known.villager_id in self._rows:
            first = self._rows[known.villager_id]
            return "name", f"与第 {first} 行是同一个人，只算一次。"
        if asked.phone and asked.phone != known.phone:
            there = f"登记的是 {known.phone}" if known.phone else "登记里没有电话"
            return "phone", f"表里的电话是 {asked.phone}，{there}，没有改动。要改请在群众页里改。"
        if asked.group and known.group and asked.group != known.group:
            return (
                "group",
                f"表里的小组是“{asked.group}”，登记的是“{known.group}”，没有改动。要改请在群众页里改。",
            )
        return "", ""

    def _keep(self, person: KnownPerson) -> None:
        if person.id_number:
            self._by_number[person.id_number].append(person)
        for name in person.names:
            self._by_name[name].append(person)

    def _without_number(self, asked: Asked) -> KnownPerson | None:
        """The telephone decides; without one, name and group where exactly one person fits."""
        same_name = self._by_name.get(asked.name, [])
        if asked.phone:
            for person in same_name:
                if person.phone == asked.phone:
                    return person
        fitting = [
            person
            for person in same_name
            if not (asked.phone and person.phone)
            and person.group == asked.group
            and (asked.group or not person.id_number)
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _other_name(self, number: str, there: KnownPerson) -> Refusal:
        row = self._rows.get(there.villager_id)
        where = f"第 {row} 行的" if row else "已登记给"
        return Refusal(
            f"身份证号尾号 {number[-4:]} {where}“{there.name}”，姓名与这一行不同。"
            "请对照证件：号码写错了就改正；确是两人同号，请在群众页说明原因另行登记。",
            field="id_number",
            code="same-number-other-name",
        )
