"""Requests of every kind: organisations, representatives, slips, urgency, refusals, and who was asked first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.clock import SetClock
from app.domain.cases import CaseKind, CaseState, ServiceMode
from app.domain.inquiries import InquiryDraft, InquiryOutcome
from app.domain.mandates import MandateDraft, SignedHow
from app.domain.requests import AcceptRequest, Agency, Help, MaterialGiven, Urgency
from app.domain.rows import Actor, CaseFilter
from app.errors import Refusal
from app.models.tables import Appointment, ServiceCase, Tour
from app.models.verify import verify
from app.services import (
    acceptance,
    agents,
    cases,
    inquiries,
    joining,
    mandates,
    organisations,
    reserved_numbers,
    search,
    villagers,
)
from app.services.desk import Desk
from app.services.organisations import OrganisationDraft
from app.services.villagers import VillagerDraft
from tests.services.requests import accepted, id_number, request

CODE = "91330100799655058B"


def record(desk: Desk, case_no: str) -> ServiceCase:
    case_id = cases.show(desk.register, case_no, desk.clock).row.case_id
    with desk.register.reading() as session:
        found = session.get(ServiceCase, (desk.register.site_code, case_id))
        assert found is not None
        return found


def refused(desk: Desk, asked: AcceptRequest) -> Refusal:
    before = cases.page(desk.register, CaseFilter(), desk.clock).total
    with pytest.raises(Refusal) as caught:
        cases.accept(desk, asked)
    assert cases.page(desk.register, CaseFilter(), desk.clock).total == before
    assert caught.value.field in {refusal.field for refusal in cases.preview(desk, asked).errors}
    return caught.value


def colleague(desk: Desk, name: str = "赵强") -> Desk:
    tile = agents.add(desk, name)
    return replace(desk, actor=Actor(tile.agent_id, tile.name))


def of_organisation(desk: Desk, item: str = "ZZ08", **fields: Any) -> AcceptRequest:
    asked = request(desk, item, name="", id_number="", group="")
    typed = {"organisation": "下河清种植合作社", "credit_code": CODE, "contact": "李强"} | fields
    return replace(asked, **typed)


class TestOrganisations:
    def test_an_organisation_applies_is_found_by_name_and_found_again(self, desk: Desk) -> None:
        first = cases.accept(desk, of_organisation(desk))
        assert (first.villager_id, bool(first.organisation_id)) == ("", True)
        row = organisations.get(desk.register, first.organisation_id)
        assert (row.credit_code, row.contact, row.phone, row.open_cases) == (CODE, "李强", "13812345678", 1)
        assert [hit.key for hit in search.everything(desk.register, "种植合作社", desk.clock)] == [
            first.case_no
        ]
        again = cases.accept(desk, of_organisation(desk, "ZZ05", credit_code=""))
        assert again.organisation_id == first.organisation_id
        assert len(organisations.cases_of(desk.register, first.organisation_id, desk.clock)) == 2
        assert verify(desk.register).problems == ()

    def test_a_second_open_case_of_an_organisation_is_named(self, desk: Desk) -> None:
        first = cases.accept(desk, of_organisation(desk))
        with pytest.raises(Refusal, match=first.case_no):
            cases.accept(desk, of_organisation(desk))
        cases.accept(desk, of_organisation(desk, again="另一处大棚"))

    @pytest.mark.parametrize(
        ("fields", "field", "code"),
        [
            ({"name": "张三"}, "organisation", "two-applicants"),
            ({"credit_code": CODE[:-1] + "C"}, "credit_code", "credit-checksum"),
            ({"organisation": "社\u202e"}, "organisation", "text-bidi"),
            ({"organisation_id": "0" * 32}, "organisation_id", "no-such-organisation"),
            ({"contact": "李" * 61}, "contact", "name-too-long"),
        ],
    )
    def test_a_wrong_organisation_is_refused(
        self, desk: Desk, fields: dict[str, Any], field: str, code: str
    ) -> None:
        refusal = refused(desk, of_organisation(desk, **fields))
        assert (refusal.field, refusal.code) == (field, code)

    def test_one_code_with_two_names_is_left_to_a_person(self, desk: Desk) -> None:
        cases.accept(desk, of_organisation(desk))
        assert refused(desk, of_organisation(desk, organisation="另一家")).code == "same-code-other-name"
        with pytest.raises(Refusal) as caught:
            organisations.save(desk, OrganisationDraft("另一家", CODE))
        assert caught.value.code == "organisation-known"

    def test_an_organisation_is_changed_and_searched(self, desk: Desk) -> None:
        made = organisations.save(desk, OrganisationDraft("合作社", CODE, "王强"))
        changed = organisations.save(
            desk, OrganisationDraft("种植合作社", CODE, "李强", organisation_id=made.organisation_id)
        )
        assert organisations.find(desk.register, "种植 李强") == (changed,)
        assert organisations.page(desk.register, "没有").total == 0


class TestRepresentatives:
    def draft(self, desk: Desk, villager_id: str) -> MandateDraft:
        return MandateDraft(
            "李小军",
            date(2026, 11, 1),
            date(2026, 12, 31),
            villager_id,
            relation="父子",
            powers="代为申请、签收",
        )

    def test_a_valid_mandate_is_linked_and_names_the_representative(self, desk: Desk) -> None:
        first = cases.accept(desk, request(desk, "YB01"))
        given = mandates.give(desk, self.draft(desk, first.villager_id))
        assert mandates.valid(desk.register, date(2026, 11, 23), first.villager_id) == (given,)
        kept = record(desk, accepted(desk, "ZZ08", mandate_id=given.mandate_id))
        assert (kept.mandate_id, kept.representative, kept.representative_relation) == (
            given.mandate_id,
            "李小军",
            "父子",
        )
        named = record(desk, accepted(desk, "ZZ05", representative="李小军"))
        assert named.mandate_id == given.mandate_id

    def test_an_expired_or_revoked_mandate_is_refused_with_its_day(self, desk: Desk, clock: SetClock) -> None:
        person = villagers.save(desk, VillagerDraft("张秀兰", id_number())).villager_id
        given = mandates.give(desk, self.draft(desk, person))
        clock.advance(days=60)
        refusal = refused(desk, request(desk, "ZZ08", mandate_id=given.mandate_id))
        assert (refusal.field, refusal.code) == ("mandate_id", "mandate-over")
        assert "2026-12-31 已到期" in refusal.sentence
        clock.advance(days=-30)
        mandates.revoke(desk, given.mandate_id, "本人回来了")
        assert "已撤销" in refused(desk, request(desk, "ZZ08", mandate_id=given.mandate_id)).sentence
        with pytest.raises(Refusal, match="已经撤销"):
            mandates.revoke(desk, given.mandate_id, "再撤")

    def test_a_representative_without_a_mandate_is_a_warning_and_another_ones_mandate_is_refused(
        self, desk: Desk
    ) -> None:
        other = villagers.save(desk, VillagerDraft("王五", id_number(order=55))).villager_id
        given = mandates.give(desk, self.draft(desk, other))
        asked = request(desk, "ZZ08", representative="李小军")
        assert any("委托" in words for words in cases.preview(desk, asked).warnings)
        assert refused(desk, replace(asked, mandate_id=given.mandate_id)).code == "mandate-of-another"

    def test_a_thumbprint_needs_a_witness_and_days_in_order(self, desk: Desk) -> None:
        person = villagers.save(desk, VillagerDraft("张秀兰", id_number())).villager_id
        draft = self.draft(desk, person)
        for wrong, field in (
            (replace(draft, signed_how=SignedHow.THUMBPRINT), "witness"),
            (replace(draft, to_on=date(2026, 10, 1)), "to_on"),
            (replace(draft, villager_id="0" * 32), "villager_id"),
            (replace(draft, representative=" "), "representative"),
        ):
            with pytest.raises(Refusal) as caught:
                mandates.give(desk, wrong)
            assert caught.value.field == field
        assert mandates.rows(desk.register, person) == ()


class TestHowItIsServed:
    def test_everything_said_of_a_request_is_kept(self, desk: Desk) -> None:
        number = accepted(
            desk,
            "ZZ08",
            mode=ServiceMode.HOME,
            agency=Agency.VOICE,
            help=Help.WITH,
            urgency=Urgency.URGENT,
            urgency_reason="明天住院",
            urgency_approver="站长王芳",
            external_no="GS20261123001",
            project_name="蔬菜大棚",
            lead_department="农业农村局",
            case_manager="王芳",
        )
        kept = record(desk, number)
        assert (kept.mode, kept.agency, kept.help, kept.urgency, kept.place) == (
            "home",
            "voice",
            "with",
            "urgent",
            "三组",
        )
        assert (kept.urgency_reason, kept.urgency_approver, kept.external_no) == (
            "明天住院",
            "站长王芳",
            "GS20261123001",
        )
        assert (kept.project_name, kept.case_manager) == ("蔬菜大棚", desk.actor.agent_id)

    @pytest.mark.parametrize(
        ("fields", "field", "code"),
        [
            ({"urgency": "urgent", "urgency_approver": "王"}, "urgency_reason", "urgency-reason-empty"),
            ({"urgency": "special", "urgency_reason": "急"}, "urgency_approver", "urgency-approver-empty"),
            ({"urgency": "soon"}, "urgency", "urgency-unknown"),
            ({"agency": "all"}, "agency", "agency-unknown"),
            ({"help": "none"}, "help", "help-unknown"),
            ({"mode": "tour", "group": ""}, "tour_id", "place-missing"),
            ({"mode": "tour", "tour_id": "0" * 32}, "tour_id", "no-such-tour"),
            ({"appointment_id": "0" * 32}, "appointment_id", "no-such-appointment"),
            ({"case_manager": "没有"}, "case_manager", "no-agent"),
            ({"accepted_by": "没有"}, "accepted_by", "no-agent"),
            ({"inquiry_id": "0" * 32}, "inquiry_id", "no-such-inquiry"),
            ({"kind": CaseKind.SUPPLEMENT}, "kind", "kind-not-allowed"),
            ({"kind": CaseKind.IMMEDIATE}, "kind_reason", "kind-reason-empty"),
            (
                {"materials": (MaterialGiven("身份证", undertaken=True),)},
                "materials",
                "undertaking-not-allowed",
            ),
        ],
    )
    def test_what_a_request_lacks_is_named(
        self, desk: Desk, fields: dict[str, Any], field: str, code: str
    ) -> None:
        refusal = refused(desk, request(desk, "ZZ08", **fields))
        assert (refusal.field, refusal.code) == (field, code)

    def test_a_changed_kind_is_kept_with_its_reason(self, desk: Desk) -> None:
        seen = cases.preview(desk, request(desk, "ZZ08"))
        assert seen.proposed is CaseKind.PROMISED and CaseKind.IMMEDIATE in seen.kinds
        fact = cases.accept(
            desk, request(desk, "ZZ08", kind=CaseKind.IMMEDIATE, kind_reason="双方已当场和解")
        )
        assert (fact.kind, fact.due_on) == (CaseKind.IMMEDIATE, date(2026, 11, 23))
        assert "双方已当场和解" in record(desk, fact.case_no).kind_reason

    def test_a_tour_and_an_appointment_learn_of_their_case(self, desk: Desk) -> None:
        with desk.write() as work:
            tour = work.add(Tour(name="东山巡回", on_day=date(2026, 11, 23), stops="东山小学"))
            booked = work.add(Appointment(name="张秀兰", on_day=date(2026, 11, 23)))
            work.commit()
        asked = request(desk, "ZZ08", mode=ServiceMode.TOUR, tour_id=tour.id, appointment_id=booked.id)
        assert any("公告" in words for words in cases.preview(desk, asked).warnings)
        kept = record(desk, cases.accept(desk, asked).case_no)
        assert (kept.tour_id, kept.place) == (tour.id, "东山小学")
        with desk.register.reading() as session:
            told = session.get(Appointment, (desk.register.site_code, booked.id))
            assert told is not None and (told.status, told.case_id) == ("kept", kept.id)
        assert refused(desk, replace(asked, again="再办")).code == "appointment-over"

    def test_somebody_who_walks_badly_is_served_at_home_by_default(self, desk: Desk) -> None:
        villagers.save(desk, VillagerDraft("张秀兰", id_number(), tags=("低保", "行动不便")))
        assert cases.preview(desk, request(desk, "ZZ08")).usual_mode is ServiceMode.HOME
        other = request(desk, "ZZ08", name="李强", id_number=id_number(order=33))
        assert cases.preview(desk, other).usual_mode is None


class TestSlips:
    def test_a_slip_is_entered_under_its_number_at_its_day_by_whoever_took_it(
        self, desk: Desk, clock: SetClock
    ) -> None:
        (number,) = reserved_numbers.reserve(desk, 1, "home")
        clock.advance(days=2)
        other = colleague(desk)
        asked = request(desk, "ZZ08", paper_no=number, paper_on=date(2026, 11, 24), accepted_by="王芳")
        fact = cases.accept(other, asked)
        kept = record(desk, fact.case_no)
        assert (fact.case_no, kept.origin, kept.accepted_on) == (number, "reserved_slip", date(2026, 11, 24))
        assert (kept.accepted_by, kept.entered_by) == (desk.actor.agent_id, other.actor.agent_id)
        assert kept.first_asked == kept.handler == desk.actor.agent_id
        assert fact.due_on == date(2026, 12, 1)
        (entered,) = cases.show(desk.register, number, desk.clock).timeline
        assert entered.at == clock.now()
        assert [row.state for row in reserved_numbers.rows(desk.register)] == ["used"]
        assert refused(other, replace(asked, again="再录")).code == "number-used"
        assert verify(desk.register).problems == ()

    def test_a_wrong_slip_is_named(self, desk: Desk, clock: SetClock) -> None:
        clock.advance(days=1)
        number, spoiled = reserved_numbers.reserve(desk, 2)
        reserved_numbers.spoil(desk, spoiled, "雨淋湿了")
        on = date(2026, 11, 24)
        used = accepted(desk, "YB01")
        for paper_no, paper_on, field, code in (
            (number, None, "paper_on", "paper-date-missing"),
            (number, date(2026, 11, 25), "paper_on", "paper-date-future"),
            (number, date(2026, 11, 23), "paper_on", "paper-date-before"),
            (spoiled, on, "paper_no", "number-spoiled"),
            (used, on, "paper_no", "number-not-reserved"),
            ("101202-261122-A1-0014", on, "paper_no", "case-no-check"),
            ("123", on, "paper_no", "case-no-form"),
        ):
            refusal = refused(desk, request(desk, "ZZ08", paper_no=paper_no, paper_on=paper_on))
            assert (refusal.field, refusal.code) == (field, code)

    def test_a_slip_of_another_room_goes_to_that_room(self, desk: Desk) -> None:
        from app.domain import case_numbers

        other = str(case_numbers.next_number("620902101202", date(2026, 11, 23), "A1", 0))
        asked = request(desk, "ZZ08", paper_no=other, paper_on=date(2026, 11, 23))
        assert refused(desk, asked).code == "number-elsewhere"


class TestDeclinedAndAsked:
    def test_a_declined_request_is_a_numbered_case_with_its_ground(self, desk: Desk) -> None:
        asked = request(desk, "ZZ08", materials=())
        fact = acceptance.decline(desk, asked, "不属于本村（社区）受理地域", "村规第三条", "请到西大村")
        case = cases.show(desk.register, fact.case_no, desk.clock)
        assert (fact.ground, case.row.state, case.row.due_on) == ("not_resident", CaseState.DECLINED, None)
        assert case.said == {case.timeline[0].event: case.said[case.timeline[0].event]}  # type: ignore[index]
        assert verify(desk.register).problems == ()

    def test_missing_papers_are_never_a_ground(self, desk: Desk) -> None:
        for ground, code in (("材料不齐", "decline-for-papers"), ("", "event-field-missing")):
            with pytest.raises(Refusal) as caught:
                acceptance.decline(desk, request(desk, "ZZ08"), ground)
            assert (caught.value.field, caught.value.code) == ("ground", code)
        assert cases.page(desk.register, CaseFilter(), desk.clock).total == 0

    def test_who_was_asked_first_stays_first_whoever_accepts(self, desk: Desk, clock: SetClock) -> None:
        asked = inquiries.ask(desk, InquiryDraft("能不能办残疾证", name="张秀兰", is_request=True))
        clock.advance(days=1)
        other = colleague(desk)
        fact = inquiries.become_case(other, asked.inquiry_id, request(desk, "ZZ08"))
        kept = record(desk, fact.case_no)
        assert (kept.first_asked, kept.first_handler) == (desk.actor.agent_id, other.actor.agent_id)
        row = inquiries.get(desk.register, asked.inquiry_id)
        assert (row.outcome, row.case_no, row.first_asked) == (InquiryOutcome.CASE, fact.case_no, "王芳")
        assert refused(other, request(desk, "ZZ05", inquiry_id=asked.inquiry_id)).code == "inquiry-over"

    def test_an_inquiry_is_answered_referred_withdrawn_or_declined_and_then_over(self, desk: Desk) -> None:
        ids = [inquiries.ask(desk, InquiryDraft(f"问题{n}")).inquiry_id for n in range(4)]
        assert inquiries.answer(desk, ids[0], "每年 9 月缴").outcome is InquiryOutcome.ANSWERED
        assert inquiries.answer(desk, ids[0], "每年 9 月到 12 月缴").answer.endswith("12 月缴")
        referred = inquiries.refer(desk, ids[1], "镇派出所户籍窗口")
        assert (referred.in_scope, referred.referred_to) == (False, "镇派出所户籍窗口")
        inquiries.withdraw(desk, ids[2])
        declined = inquiries.decline(desk, ids[3], "not_in_scope", where_to_go="市公积金中心")
        assert (declined.ground, declined.is_request) == ("not_in_scope", True)
        for over in ids[2:]:
            with pytest.raises(Refusal, match="没有改动"):
                inquiries.answer(desk, over, "又答")
        assert len(inquiries.rows(desk.register)) == 4
        assert inquiries.rows(desk.register, (InquiryOutcome.OPEN,)) == ()

    @pytest.mark.parametrize(
        ("draft", "field"),
        [
            (InquiryDraft(""), "topic"),
            (InquiryDraft("问", phone="1"), "phone"),
            (InquiryDraft("问", item="没有"), "item"),
            (InquiryDraft("问", villager_id="0" * 32), "villager_id"),
            (InquiryDraft("问", first_asked="没有"), "first_asked"),
        ],
    )
    def test_a_wrong_inquiry_is_named(self, desk: Desk, draft: InquiryDraft, field: str) -> None:
        with pytest.raises(Refusal) as caught:
            inquiries.ask(desk, draft)
        assert caught.value.field == field
        assert inquiries.rows(desk.register) == ()


class TestTime:
    def test_a_clock_that_jumped_back_is_said_and_the_case_marked(self, desk: Desk, clock: SetClock) -> None:
        accepted(desk, "YB01")
        clock.advance(hours=-3)
        seen = cases.preview(desk, request(desk, "ZZ08"))
        assert any("还早" in words for words in seen.warnings)
        fact = cases.accept(desk, request(desk, "ZZ08"))
        assert fact.warnings and record(desk, fact.case_no).clock_suspect
        clock.advance(hours=4)
        assert not record(desk, accepted(desk, "ZZ05")).clock_suspect

    def test_nothing_is_accepted_before_its_applicant_was_born(self, desk: Desk, clock: SetClock) -> None:
        (number,) = reserved_numbers.reserve(desk, 1)
        clock.advance(days=5)
        born = villagers.save(desk, VillagerDraft("张小宝", id_number("20261125"))).villager_id
        asked = request(
            desk,
            "ZZ08",
            name="",
            id_number="",
            villager_id=born,
            paper_no=number,
            paper_on=date(2026, 11, 24),
        )
        refusal = refused(desk, asked)
        assert (refusal.field, refusal.code) == ("paper_on", "before-birth")

    def test_a_request_of_somebody_who_died_is_accepted_with_a_sentence(self, desk: Desk) -> None:
        villagers.save(desk, VillagerDraft("张秀兰", id_number(), deceased_on=date(2026, 11, 1)))
        fact = cases.accept(desk, request(desk, "ZZ08"))
        assert any("去世" in words for words in fact.warnings)


def test_a_new_person_of_a_known_name_is_said_before_saving(desk: Desk) -> None:
    known = request(desk, id_number="", id_missing_reason="证件丢失", phone="13900000001")
    cases.accept(desk, known)
    asked = request(desk, id_number="", id_missing_reason="未带证件", phone="13900000002")
    (told,) = [words for words in cases.preview(desk, asked).warnings if "同名" in words]
    assert "三组，电话尾号0001" in told
    with_number = request(desk, phone="13900000002")
    assert any("同名" in words for words in cases.accept(desk, with_number).warnings)
    other = request(desk, id_number=id_number(order=43), phone="13900000003")
    seen = cases.preview(desk, other).warnings
    assert not any("尾号0002" in words for words in seen), "two numbers are two people"


def test_a_duplicate_is_found_across_joined_records(desk: Desk) -> None:
    first = accepted(desk, "MZ05", id_number="", id_missing_reason="证件丢失", phone="13900000001")
    kept = villagers.save(desk, VillagerDraft("张秀兰", id_number())).villager_id
    other = cases.show(desk.register, first, desk.clock).villager_id
    cases.preview(desk, request(desk, "MZ05"))
    joining.join(desk, kept, other, "本人带身份证来，是同一个人")
    with pytest.raises(Refusal, match=first):
        cases.accept(desk, request(desk, "MZ05"))
