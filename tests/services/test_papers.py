"""Papers of a case: what they say, how a second print differs, and that a failed print counts nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pypdfium2
import pytest

from app.domain.cases import CaseEventKind
from app.errors import Refusal
from app.services import cases, papers, preferences, slip_codes, villagers
from app.services.desk import Desk
from tests.services.requests import accepted

NAMES = ("receipt", "card", "slip")


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def print_once(desk: Desk, case_no: str, paper: str, folder: Path) -> str:
    """Save the paper and return what it says."""
    target = folder / f"{paper}.pdf"
    papers.save(desk, case_no, paper, target)
    return text_of(target.read_bytes())


@pytest.mark.parametrize("paper", NAMES)
def test_every_paper_names_the_case_the_person_and_the_promise(desk: Desk, paper: str) -> None:
    case_no = accepted(desk, name="欧阳㛃𬸣")
    said = text_of(papers.make(desk, case_no, paper).pdf)
    for words in (case_no, "欧阳㛃𬸣", "高龄津贴申领", "2026年12月7日", "示例目录"):
        assert words in said.replace("\r\n", ""), words


@pytest.mark.parametrize("paper", NAMES)
def test_a_paper_of_the_practice_room_says_that_it_proves_nothing(desk: Desk, paper: str) -> None:
    case_no = accepted(desk)
    assert "练习" not in text_of(papers.make(desk, case_no, paper).pdf)
    preferences.put(desk.register, "demo", True)
    assert "练习，不作凭据" in text_of(papers.make(desk, case_no, paper).pdf)


def test_making_a_paper_records_nothing(desk: Desk) -> None:
    case_no = accepted(desk)
    papers.make(desk, case_no, "receipt")
    assert cases.show(desk.register, case_no, desk.clock).papers_printed == {}


def test_a_second_print_reproduces_the_first_and_says_so(desk: Desk, tmp_path: Path) -> None:
    case_no = accepted(desk)
    first = print_once(desk, case_no, "receipt", tmp_path)
    desk.clock.advance(hours=3)  # type: ignore[attr-defined]
    second = print_once(desk, case_no, "receipt", tmp_path)
    assert "补打" not in first
    assert "补打（第2次）" in second
    assert "09:00" in second, "the instant of the first print stands"
    third = print_once(desk, case_no, "receipt", tmp_path)
    assert "补打（第3次）" in third
    assert cases.show(desk.register, case_no, desk.clock).papers_printed == {"receipt": 3}


def test_a_paper_of_a_case_that_went_on_is_a_new_paper_not_a_copy(desk: Desk, tmp_path: Path) -> None:
    case_no = accepted(desk)
    print_once(desk, case_no, "slip", tmp_path)
    cases.record(desk, case_no, CaseEventKind.ESCALATED, data={"to": "镇民政办"})
    said = print_once(desk, case_no, "slip", tmp_path)
    assert "镇民政办" in said
    assert "补打" not in said
    assert "更正" not in said


@pytest.mark.parametrize("paper", ["receipt", "card", "slip"])
def test_a_voided_case_prints_no_paper_that_could_pass_for_valid(
    desk: Desk, tmp_path: Path, paper: str
) -> None:
    case_no = accepted(desk)
    assert "作废" not in print_once(desk, case_no, paper, tmp_path)
    cases.record(desk, case_no, CaseEventKind.VOIDED, reason="同一件录了两遍")
    assert "作废" in print_once(desk, case_no, paper, tmp_path)
    assert "作废" in print_once(desk, case_no, paper, tmp_path)


@pytest.mark.parametrize(
    ("event", "data", "words"),
    [
        (CaseEventKind.WITHDRAWN, {"reason": "不想办了"}, "撤回：不想办了"),
        (CaseEventKind.DECLINED, {"ground": "not_resident"}, "不予受理：不属于本村（社区）受理地域"),
        (CaseEventKind.VOIDED, {"reason": "同一件录了两遍"}, "作废：同一件录了两遍"),
    ],
)
def test_a_case_that_ended_without_a_result_says_how_on_the_slip(
    desk: Desk, event: CaseEventKind, data: dict[str, object], words: str
) -> None:
    case_no = accepted(desk)
    cases.record(desk, case_no, event, data=data)
    assert text_of(papers.make(desk, case_no, "slip").pdf).replace("\r\n", "").count(words) == 3


def test_a_corrected_name_makes_a_paper_marked_as_corrected(desk: Desk, tmp_path: Path) -> None:
    case_no = accepted(desk)
    print_once(desk, case_no, "receipt", tmp_path)
    case = cases.show(desk.register, case_no, desk.clock)
    villager = villagers.get(desk.register, case.villager_id)
    villagers.save(
        desk,
        villagers.VillagerDraft(
            name=villager.name,
            id_number="620902194902030045",
            phone=villager.phone,
            group=villager.group,
            villager_id=villager.villager_id,
        ),
    )
    assert "更正" in print_once(desk, case_no, "receipt", tmp_path)


def test_a_sensitive_matter_is_not_named_on_the_card_that_others_see(desk: Desk) -> None:
    case_no = accepted(desk, "MZ01")
    assert "最低生活保障" not in text_of(papers.make(desk, case_no, "card").pdf)
    assert "最低生活保障" in text_of(papers.make(desk, case_no, "slip").pdf)


def test_the_filed_parts_hold_the_whole_number_and_the_applicants_part_the_masked_one(desk: Desk) -> None:
    case_no = accepted(desk)
    whole = cases.show(desk.register, case_no, desk.clock).id_number
    said = text_of(papers.make(desk, case_no, "slip").pdf)
    assert said.count(whole) == 2
    assert said.count(f"{whole[:6]}********{whole[-4:]}") == 1
    assert whole not in text_of(papers.make(desk, case_no, "receipt").pdf)


def test_a_woman_is_called_so_and_the_visit_stands_on_the_card(desk: Desk) -> None:
    case_no = accepted(desk, "ZZ01")
    assert "female" not in text_of(papers.make(desk, case_no, "slip").pdf)
    cases.record(desk, case_no, CaseEventKind.VERIFIED, data={"place": "三组家中", "findings": "情况属实"})
    said = text_of(papers.make(desk, case_no, "card").pdf)
    assert "三组家中" in said
    assert "情况属实" in said


def test_a_slips_code_is_proved_true_and_a_changed_one_false(desk: Desk) -> None:
    case_no = accepted(desk)
    code = slip_codes.code_text(desk.register.keys, case_no)
    assert slip_codes.check(desk.register, code) == slip_codes.SlipChecked(case_no, known=True)
    last = code[-1]
    for false in (
        code.replace(case_no, "101201-261122-A1-003G"),
        code[:-5] + ("A" if last != "A" else "B") * 5,
    ):
        with pytest.raises(Refusal) as refused:
            slip_codes.check(desk.register, false)
        assert refused.value.code in {"false-slip", "not-a-slip"}


@pytest.mark.parametrize(
    "text", ["", "6901234567892", "DB1*x", "DB9*101201-261122-A1-001K*00000000*AAAA", "😀"]
)
def test_another_kind_of_code_is_said_to_be_none_of_ours(desk: Desk, text: str) -> None:
    with pytest.raises(Refusal) as refused:
        slip_codes.check(desk.register, text)
    assert refused.value.code == "not-a-slip"


def test_a_slip_of_an_unknown_room_cannot_be_vouched_for(desk: Desk) -> None:
    case_no = accepted(desk)
    code = slip_codes.code_text(desk.register.keys, case_no).split("*")
    code[2] = "FFFFFFFF"
    with pytest.raises(Refusal) as refused:
        slip_codes.check(desk.register, "*".join(code))
    assert refused.value.code == "unknown-key"


@pytest.mark.parametrize(("paper", "number", "code"), [("poster", "", "no-such-paper"), ("card", "x", "")])
def test_an_unknown_paper_or_case_is_said(desk: Desk, paper: str, number: str, code: str) -> None:
    case_no = number or accepted(desk)
    with pytest.raises(Refusal) as refused:
        papers.make(desk, case_no, paper)
    assert not code or refused.value.code == code


@pytest.mark.needs("unix")
def test_a_paper_that_could_not_be_saved_is_not_counted(desk: Desk, tmp_path: Path) -> None:
    case_no = accepted(desk)
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    with pytest.raises(Refusal):
        papers.save(desk, case_no, "receipt", in_the_way / "receipt.pdf")
    assert cases.show(desk.register, case_no, desk.clock).papers_printed == {}
    assert os.listdir(tmp_path).count("receipt.pdf") == 0


def test_the_preview_shows_every_page_of_the_very_bytes(desk: Desk) -> None:
    case_no = accepted(desk)
    file = papers.make(desk, case_no, "slip")
    (page,) = papers.pictures(file.pdf, 50)
    assert (page.width_px, page.height_px) == (414, 585)  # A4 at 50 dots per inch
    assert len(page.rgb) == page.width_px * page.height_px * 3
