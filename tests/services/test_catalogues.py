"""Catalogues at a room: versions, own items, files, and a case that moves to the version in force."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from app.clock import SetClock
from app.domain.cases import CaseKind, Tier
from app.domain.catalogue import Catalogue, MaterialRequirement, ServiceItem, from_document, to_document
from app.errors import Refusal
from app.models.tables import CatalogueVersion, Correction, PowerGrant, ServiceCase
from app.models.verify import verify
from app.services import cases, catalogues, items
from app.services.catalogue_signatures import Standing
from app.services.desk import Desk
from tests.services.requests import accepted

OWN = ServiceItem("CUN-1", "借用桌椅", "公益事业", Tier.VILLAGE, CaseKind.PROMISED, 2, aliases=("板凳",))


def published(desk: Desk, version: str = "2026-1", **change: object) -> Catalogue:
    """A real catalogue in force: the sample with the first item changed."""
    now = items.in_force(desk.register, desk.clock)
    first = replace(now.items[0], **change)  # type: ignore[arg-type]
    made = replace(now, version=version, sample=False, items=(first, *now.items[1:]))
    catalogues.publish(desk, made)
    return made


def item(desk: Desk, code: str) -> ServiceItem:
    found = items.in_force(desk.register, desk.clock).item(code)
    assert found is not None
    return found


def test_a_published_version_is_signed_follows_the_last_and_is_in_force(desk: Desk) -> None:
    published(desk)
    new, old = catalogues.versions(desk.register, desk.clock)
    assert (new.version, new.in_force, new.standing) == ("2026-1", True, Standing.SIGNED)
    assert (old.version, old.in_force, old.standing) == ("sample-2026-2", False, Standing.UNSIGNED)
    assert catalogues.version_named(desk.register, "2026-1").parent_version == "sample-2026-2"
    assert verify(desk.register).ok


def test_the_same_catalogue_again_changes_nothing_and_another_needs_its_own_version(desk: Desk) -> None:
    made = published(desk)
    assert catalogues.publish(desk, made).version == "2026-1"
    assert len(catalogues.versions(desk.register, desk.clock)) == 2
    with pytest.raises(Refusal) as refusal:
        catalogues.publish(desk, replace(made, title="另一份"))
    assert refusal.value.code == "catalogue-version-taken"


def test_a_promise_beyond_the_law_is_not_published(desk: Desk) -> None:
    with pytest.raises(Refusal) as refusal:
        published(desk, statutory_days=1)
    assert refusal.value.code == "catalogue-not-publishable"
    assert items.in_force(desk.register, desk.clock).sample


def test_a_falsely_signed_version_never_comes_into_force(desk: Desk) -> None:
    published(desk)
    with desk.write() as work:
        there = next(row for row in work.session.query(CatalogueVersion) if row.version == "2026-1")
        false = replace(from_document(there.document), version="2026-2")
        work.add(
            CatalogueVersion(
                **{name: getattr(there, name) for name in there.field_names()}
                | {"version": "2026-2", "document": to_document(false), "published_at": desk.clock.now()}
            )
        )
        work.commit()
    assert items.in_force(desk.register, desk.clock).version == "2026-1"
    assert catalogues.versions(desk.register, desk.clock)[0].standing is Standing.FALSE


def test_an_own_item_is_found_accepted_and_kept_with_the_case(desk: Desk) -> None:
    assert catalogues.add_item(desk, OWN).own
    assert items.find(desk.register, "板凳")[0].code == "CUN-1"
    number = accepted(desk, "CUN-1", materials=())
    with desk.register.reading() as session:
        case = session.query(ServiceCase).filter_by(case_no=number).one()
        kept = session.get_one(CatalogueVersion, (case.site_code, case.catalogue_id))
    assert kept.origin == "own" and "借用桌椅" in kept.document
    catalogues.withdraw_item(desk, "CUN-1")
    assert items.in_force(desk.register, desk.clock).item("CUN-1") is None
    assert cases.show(desk.register, number, desk.clock).row.item_name == "借用桌椅"


def test_own_items_of_two_pcs_stand_side_by_side_and_outlive_a_new_version(desk: Desk) -> None:
    catalogues.add_item(desk, OWN)
    catalogues.add_item(desk, replace(OWN, code="CUN-2", name="代收快递"))
    published(desk)
    assert [one.code for one in items.in_force(desk.register, desk.clock).items if one.own] == [
        "CUN-1",
        "CUN-2",
    ]
    assert not any(one.own for one in catalogues.published_now(desk.register, desk.clock).items)


def test_an_own_item_never_takes_a_published_ones_place(desk: Desk) -> None:
    for wrong in (replace(OWN, code="MZ05"), replace(OWN, name=item(desk, "MZ05").name)):
        with pytest.raises(Refusal) as refusal:
            catalogues.add_item(desk, wrong)
        assert refusal.value.code == "own-item-collides"
    with pytest.raises(Refusal):
        catalogues.withdraw_item(desk, "MZ05")


def test_a_power_moved_down_decides_here(desk: Desk) -> None:
    with desk.write() as work:
        work.add(
            PowerGrant(item_code="MZ02", from_tier="township", to_tier="village", from_on=date(2026, 11, 1))
        )
        work.commit()
    assert (item(desk, "MZ02").tier, item(desk, "MZ02").kind) == (Tier.VILLAGE, CaseKind.PROMISED)


@pytest.mark.parametrize("name", ["catalogue.xlsx", "catalogue.json"])
def test_what_was_exported_and_changed_is_taken_in_and_told(desk: Desk, name: str) -> None:
    now = items.in_force(desk.register, desk.clock)
    changed = replace(
        now, version="2026-2", sample=False, items=(replace(now.items[0], days=25), *now.items[1:])
    )
    content = catalogues.export(changed, name)
    looked = catalogues.look_at(desk.register, name, content, desk.clock)
    assert "承诺时限由 30 个工作日改为 25 个工作日" in looked.difference.sentences[1]
    assert items.in_force(desk.register, desk.clock).sample
    done = catalogues.take_in(desk, name, content)
    assert done.version is not None and done.version.in_force
    assert item(desk, "MZ01").days == 25


def test_a_bad_file_changes_nothing(desk: Desk) -> None:
    document = json.loads(catalogues.export(items.in_force(desk.register, desk.clock), "c.json"))
    document["items"][3]["days"] = "三"
    for name, content in (
        ("c.json", json.dumps(document).encode()),
        ("c.json", b"\xff\xfe"),
        ("c.xlsx", b"no workbook"),
        ("c.json", b""),
    ):
        with pytest.raises(Refusal) as refusal:
            catalogues.take_in(desk, name, content)
        assert refusal.value.code.startswith("catalogue-")
    assert len(catalogues.versions(desk.register, desk.clock)) == 1


def test_a_case_keeps_its_version_until_it_is_moved(desk: Desk, clock: SetClock) -> None:
    number = accepted(desk, "MZ01")
    with pytest.raises(Refusal) as refusal:
        catalogues.consequences(desk, number)
    assert refusal.value.code == "same-version"
    papers = (*item(desk, "MZ01").materials[1:], MaterialRequirement("财产申报表"))
    clock.advance(hours=1)
    published(desk, days=20, materials=papers)
    told = catalogues.consequences(desk, number)
    assert (told.old_version, told.new_version) == ("sample-2026-2", "2026-1")
    assert (told.papers_more, told.papers_less) == (("财产申报表",), ("申请书",))
    assert told.binding_on is not None and told.promised_on is not None
    assert told.worked_out_on is not None and told.worked_out_on < told.promised_on
    assert told.binding_on == told.worked_out_on
    assert any("不再要交“申请书”" in sentence for sentence in told.sentences)
    assert cases.show(desk.register, number, clock).row.due_on == told.promised_on


def test_a_moved_case_says_what_was_changed_and_why(desk: Desk, clock: SetClock) -> None:
    number = accepted(desk, "MZ01")
    papers = (*item(desk, "MZ01").materials[1:], MaterialRequirement("财产申报表"))
    clock.advance(hours=1)
    published(desk, days=20, materials=papers, name="农村低保申请")
    with pytest.raises(Refusal) as refusal:
        catalogues.move_case(desk, number, " ")
    assert refusal.value.code == "reason-needed"
    told = catalogues.move_case(desk, number, "新版时限更短")
    shown = cases.show(desk.register, number, clock)
    assert (shown.row.item_name, shown.row.due_on) == ("农村低保申请", told.worked_out_on)
    assert shown.missing == ("财产申报表",)
    assert ("改按新版目录", "新版时限更短") in {(row.title, row.detail) for row in shown.timeline}
    with desk.register.reading() as session:
        written = {(one.field, one.reason, one.by_name) for one in session.query(Correction)}
    assert {("catalogue_id", "新版时限更短", "王芳"), ("promised_on", "新版时限更短", "王芳")} <= written
    assert verify(desk.register).ok


def test_a_longer_limit_of_the_new_version_never_moves_the_printed_promise(
    desk: Desk, clock: SetClock
) -> None:
    number = accepted(desk, "MZ01")
    before = cases.show(desk.register, number, clock).row.due_on
    clock.advance(hours=1)
    published(desk, days=60)
    told = catalogues.move_case(desk, number, "乡镇要求")
    assert told.worked_out_on is not None and before is not None and told.worked_out_on > before
    assert told.binding_on == before == cases.show(desk.register, number, clock).row.due_on


def test_a_case_whose_item_is_gone_or_that_ended_stays(desk: Desk, clock: SetClock) -> None:
    gone, ended = accepted(desk, "MZ01"), accepted(desk, "MZ05")
    cases.record(desk, ended, "withdrawn", reason="不办了")
    clock.advance(hours=1)
    now = items.in_force(desk.register, clock)
    catalogues.publish(desk, replace(now, version="2", sample=False, items=now.items[1:]))
    for number, code in ((gone, "item-gone"), (ended, "case-ended")):
        with pytest.raises(Refusal) as refusal:
            catalogues.move_case(desk, number, "新版")
        assert refusal.value.code == code
