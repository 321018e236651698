"""The catalogue as it holds at one room on one day: what was published, the room's own items, powers moved down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from app.domain.cases import CaseKind, Tier
from app.domain.catalogue.items import Catalogue, ServiceItem, plain
from app.errors import Refusal


@dataclass(frozen=True, slots=True)
class Grant:
    """权限下放 of one item: decided by ``to_tier`` from ``from_on`` to ``to_on`` (None: until revoked)."""

    item_code: str
    to_tier: Tier
    from_on: date
    to_on: date | None = None
    form: str = ""
    document_no: str = ""

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


def with_own(published: Catalogue, own: Iterable[ServiceItem]) -> Catalogue:
    """The published items first, then the room's own; an own item never covers a published one.

    ``own`` in the order in which they were added: of one code the last counts, a withdrawn one is left out.
    """
    taken = {plain(name) for item in published.items for name in (item.code, item.name)}
    last = {item.code: item for item in own}
    added: list[ServiceItem] = []
    for item in last.values():
        if not item.withdrawn and plain(item.code) not in taken and plain(item.name) not in taken:
            added.append(replace(item, own=True))
            taken |= {plain(item.code), plain(item.name)}
    return replace(published, items=(*published.items, *added)) if added else published


def with_grants(catalogue: Catalogue, grants: Iterable[Grant], day: date) -> Catalogue:
    """The deciding tiers of ``day``: an item that may be decided in the room itself is no longer forwarded."""
    tiers = {grant.item_code: grant.to_tier for grant in grants if grant.holds_on(day)}
    if not tiers:
        return catalogue
    items = tuple(
        _granted(item, tiers[item.code]) if item.code in tiers else item for item in catalogue.items
    )
    return replace(catalogue, items=items)


def _granted(item: ServiceItem, tier: Tier) -> ServiceItem:
    here = tier is Tier.VILLAGE and item.kind is CaseKind.ESCALATED
    return replace(item, tier=tier, kind=CaseKind.PROMISED if here else item.kind)


def check_own(item: ServiceItem, published: Catalogue) -> None:
    """Refusal where a village's own item would stand in a published one's place; field ``code`` or ``name``."""
    for name, field, words in ((item.code, "code", "编码"), (item.name, "name", "名称")):
        there = next((i for i in published.items if plain(name) in (plain(i.code), plain(i.name))), None)
        if there is not None:
            raise Refusal(
                f"{words}“{name}”已是上级公布的事项（{there.code} {there.name}），本村事项请另取{words}。没有保存。",
                field=field,
                code="own-item-collides",
            )
    if item.tier is not Tier.VILLAGE:
        raise Refusal(
            "本村自己的事项只能由本村（社区）决定；要上级办的事项请乡镇公布。没有保存。",
            field="tier",
            code="own-item-tier",
        )
