"""The rules of taking in rosters and old ledgers: as people keep them, whole or not at all, and back again."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from app.clock import SetClock
from app.domain.rows import CaseFilter
from app.errors import Refusal
from app.services import backups, cases, imports, villagers
from app.services.desk import Desk
from app.services.imports import ImportChoice, ImportKind, ImportOutcome
from app.services.villagers import VillagerDraft
from tests.reports.imports import workbooks
from tests.reports.imports.workbooks import PEOPLE
from tests.services.requests import id_number

ROSTER, LEDGER = ImportKind.VILLAGERS, ImportKind.LEDGER
HEADER = ("姓名", "身份证号", "电话", "村民小组")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "花名册.xlsx"


def taken(desk: Desk, file: Path, content: bytes, kind: ImportKind = ROSTER, **more: object) -> ImportOutcome:
    file.write_bytes(content)
    return imports.run(desk, file, kind, **more)  # type: ignore[arg-type]


def people(desk: Desk) -> list[str]:
    return [row.name for row in villagers.page(desk.register, limit=1000).rows]


def refused(desk: Desk, file: Path, content: bytes, kind: ImportKind = ROSTER) -> Refusal:
    file.write_bytes(content)
    with pytest.raises(Refusal) as refusal:
        imports.run(desk, file, kind)
    assert people(desk) == []
    assert imports.runs(desk.register) == ()
    assert refusal.value.sentence.endswith("。")
    return refusal.value


def test_a_roster_as_people_keep_it_is_taken_in_and_bad_rows_are_named(desk: Desk, file: Path) -> None:
    outcome = taken(desk, file, workbooks.messy_roster())
    assert (outcome.rows, outcome.new, outcome.unchanged) == (7, 4, 0)
    assert [(bad.row, bad.field) for bad in outcome.bad] == [
        (12, "id_number"),
        (13, "id_number"),
        (14, "id_number"),
    ]
    lost, wrong, short = (bad.error for bad in outcome.bad)
    assert "存成了数字" in lost and "最后一位对不上" in wrong and "11 位" in short and "身份证号" in short
    found = villagers.page(desk.register).rows
    assert {(row.name, row.id_number, row.phone, row.group) for row in found} == {
        (name.replace("\u3000", ""), number, phone, group) for name, number, phone, group in PEOPLE
    }
    assert outcome.columns == {"name": "B", "id_number": "D", "phone": "E", "group": "F"}
    assert backups.verify(desk.register).ok


def test_the_same_file_again_changes_nothing(desk: Desk, file: Path) -> None:
    content = workbooks.messy_roster()
    first = taken(desk, file, content)
    lines = backups.verify(desk.register).entries
    again = taken(desk, file, content)
    assert (again.new, again.unchanged, len(again.bad)) == (0, 4, 3)
    assert again.import_id == first.import_id
    assert backups.verify(desk.register).entries == lines
    assert len(imports.runs(desk.register)) == 1


def test_a_dry_run_says_what_would_be_and_writes_nothing(desk: Desk, file: Path) -> None:
    file.write_bytes(workbooks.messy_roster())
    lines = backups.verify(desk.register).entries
    tried = imports.dry_run(desk, file, ROSTER)
    assert (tried.import_id, tried.new, len(tried.bad)) == ("", 4, 3)
    assert backups.verify(desk.register).entries == lines
    done = imports.run(desk, file, ROSTER)
    assert (done.new, done.unchanged, done.bad) == (tried.new, tried.unchanged, tried.bad)


def test_nobody_known_is_changed_by_an_import(desk: Desk, file: Path) -> None:
    villagers.save(desk, VillagerDraft("张秀兰", PEOPLE[0][1], "13999999999", "九组"))
    outcome = taken(desk, file, workbooks.messy_roster())
    assert (outcome.new, outcome.unchanged) == (3, 1)
    assert [(one.row, one.field) for one in outcome.differs] == [(5, "phone")]
    assert villagers.same_number(desk.register, PEOPLE[0][1])[0].phone == "13999999999"


def test_a_number_that_stands_under_another_name_is_left_to_a_person(desk: Desk, file: Path) -> None:
    villagers.save(desk, VillagerDraft("张秀南", PEOPLE[0][1]))
    outcome = taken(desk, file, workbooks.workbook([HEADER, *PEOPLE, ("李某", *PEOPLE[1][1:])]))
    assert [(bad.row, bad.field) for bad in outcome.bad] == [(2, "id_number"), (6, "id_number")]
    assert "张秀南" in outcome.bad[0].error and "第 3 行" in outcome.bad[1].error


def test_somebody_listed_twice_is_one_person(desk: Desk, file: Path) -> None:
    outcome = taken(desk, file, workbooks.workbook([HEADER, PEOPLE[0], PEOPLE[0]]))
    assert (outcome.new, outcome.unchanged) == (1, 1)
    assert "第 2 行" in outcome.differs[0].error


def test_people_without_a_number_need_a_reason_and_are_known_again(desk: Desk, file: Path) -> None:
    rows = [
        (*HEADER, "无证原因"),
        ("张小宝", None, None, "一组", "新生儿未上户"),
        ("李小宝", "无", None, "一组", None),
    ]
    outcome = taken(desk, file, workbooks.workbook(rows))
    assert (outcome.new, [bad.row for bad in outcome.bad]) == (1, [3])
    assert taken(desk, file, workbooks.workbook([*rows, ("王小宝", None, None, "", "待办")])).unchanged == 1


def test_columns_can_be_told_where_the_header_says_nothing(desk: Desk, file: Path) -> None:
    file.write_bytes(workbooks.workbook([("甲", "乙", "丙"), ("张秀兰", "一组", PEOPLE[0][1])]))
    seen = imports.look(file, ROSTER)
    assert seen.missing == ("姓名",)
    with pytest.raises(Refusal) as refusal:
        imports.run(desk, file, ROSTER)
    assert (refusal.value.field, refusal.value.code) == ("columns", "header")
    choice = ImportChoice(header_row=1, columns={"name": "甲", "id_number": "C", "group": "B"})
    assert imports.run(desk, file, ROSTER, choice).new == 1


def test_a_wrong_guess_can_be_corrected(desk: Desk, file: Path) -> None:
    rows = [("姓名", "身份证号", "电话", "备用电话"), ("张秀兰", PEOPLE[0][1], "不", "13812345601")]
    file.write_bytes(workbooks.workbook(rows))
    assert imports.look(file, ROSTER).columns["phone"] == "C"
    assert imports.run(desk, file, ROSTER, ImportChoice(columns={"phone": "备用电话"})).new == 1


@pytest.mark.parametrize(
    "columns",
    [
        [],
        {"colour": "A"},
        {"name": 3},
        {"name": "ZZ"},
        {"name": "A", "phone": "A"},
        {"sheet": "没有"},
        {"header_row": -1},
    ],
    ids=str,
)
def test_a_wrong_choice_of_columns_is_refused(desk: Desk, file: Path, columns: object) -> None:
    file.write_bytes(workbooks.workbook([HEADER, *PEOPLE]))
    with pytest.raises(Refusal) as refusal:
        imports.run(desk, file, ROSTER, imports.choice_of(ROSTER, columns))
    assert refusal.value.field == "columns"
    assert people(desk) == []


def test_of_several_sheets_the_one_like_a_roster_is_read_and_others_are_named(desk: Desk, file: Path) -> None:
    sheets = {"说明": [["请认真填写"]], "一组": [HEADER, *PEOPLE[:2]], "二组": [HEADER, *PEOPLE[2:]]}
    file.write_bytes(workbooks.book(sheets))  # type: ignore[arg-type]
    seen = imports.look(file, ROSTER)
    assert (seen.sheet, seen.sheets) == ("一组", ("说明", "一组", "二组"))
    assert any("二组" in note for note in seen.notes)
    assert imports.run(desk, file, ROSTER, ImportChoice(sheet="二组")).new == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_files_are_read_in_the_encodings_of_offices(desk: Desk, tmp_path: Path, encoding: str) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([HEADER, *PEOPLE, ("㛃䶮𬸣", id_number("19700101", 5), "", "三组")])
    file = tmp_path / "花名册.csv"
    file.write_bytes(text.getvalue().encode(encoding))
    assert imports.run(desk, file, ROSTER).new == 5
    assert "㛃䶮𬸣" in people(desk)


@pytest.mark.needs("soffice")
@pytest.mark.parametrize("to", ["xls", "xlsx", "csv:Text - txt - csv (StarCalc):44,34,0,1"])
def test_what_another_program_saved_is_read_alike(desk: Desk, tmp_path: Path, to: str) -> None:
    file = tmp_path / "roster.xlsx"
    file.write_bytes(workbooks.messy_roster())
    outcome = imports.run(desk, workbooks.converted(file, to), ROSTER)
    assert (outcome.new, [bad.row for bad in outcome.bad]) == (4, [12, 13, 14])


@pytest.mark.needs("soffice")
def test_an_old_binary_ledger_keeps_its_days(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "ledger.xlsx"
    file.write_bytes(workbooks.messy_ledger())
    outcome = imports.run(desk, workbooks.converted(file, "xls"), LEDGER)
    assert (outcome.new, [bad.row for bad in outcome.bad]) == (4, [7, 8, 9, 10])


def test_the_old_book_becomes_finished_cases_outside_every_rate(
    desk: Desk, file: Path, clock: SetClock
) -> None:
    outcome = taken(desk, file, workbooks.messy_ledger(), LEDGER)
    assert (outcome.rows, outcome.new) == (8, 4)
    assert [(bad.row, bad.field) for bad in outcome.bad] == [
        (7, "accepted_on"),
        (8, "completed_on"),
        (9, "completed_on"),
        (10, "accepted_on"),
    ]
    rows = {row.item_name: row for row in cases.page(desk.register, CaseFilter(), clock).rows}
    first = cases.show(desk.register, rows["户口迁移"].case_no, clock)
    assert (str(first.row.accepted_at.date()), str(first.completed_on), first.result) == (
        "2019-03-07",
        "2019-03-09",
        "已迁",
    )
    assert first.id_number == PEOPLE[0][1] and "老支书" in first.note
    second = cases.show(desk.register, rows["医保缴费"].case_no, clock)
    assert str(second.completed_on) == "2019-03-09"  # a spreadsheet's own number of days
    assert sorted(people(desk)) == ["张秀兰", "王芳"]
    assert backups.verify(desk.register).ok


def test_the_same_ledger_again_changes_nothing(desk: Desk, file: Path) -> None:
    taken(desk, file, workbooks.messy_ledger(), LEDGER)
    again = taken(desk, file, workbooks.messy_ledger(), LEDGER)
    assert (again.new, again.unchanged, len(again.bad)) == (0, 4, 4)


def test_a_ledger_with_one_day_only_says_so(desk: Desk, file: Path) -> None:
    rows = [("日期", "姓名", "事项"), ("2020.1.5", "张秀兰", "办证")]
    outcome = taken(desk, file, workbooks.workbook(rows), LEDGER)
    assert outcome.new == 1 and any("办结日期" in note for note in outcome.notes)


def test_a_whole_import_is_taken_back_while_nothing_depends_on_it(desk: Desk, file: Path) -> None:
    done = taken(desk, file, workbooks.messy_roster())
    undone = imports.undo(desk, done.import_id)
    assert (undone.villagers, undone.cases) == (4, 0)
    assert people(desk) == []
    assert villagers.find(desk.register, "张秀兰") == ()
    assert villagers.same_number(desk.register, PEOPLE[0][1]) == ()
    assert backups.verify(desk.register).ok
    with pytest.raises(Refusal, match="已经撤销"):
        imports.undo(desk, done.import_id)
    assert taken(desk, file, workbooks.messy_roster()).new == 4


def test_an_undone_ledger_is_voided_and_can_be_taken_in_again(
    desk: Desk, file: Path, clock: SetClock
) -> None:
    done = taken(desk, file, workbooks.messy_ledger(), LEDGER)
    assert imports.undo(desk, done.import_id).cases == 4
    assert {row.state.value for row in cases.page(desk.register, CaseFilter(), clock).rows} == {"voided"}
    assert people(desk) == []
    assert taken(desk, file, workbooks.messy_ledger(), LEDGER).new == 4


def test_an_import_that_is_in_use_stays(desk: Desk, file: Path) -> None:
    roster = taken(desk, file, workbooks.messy_roster())
    taken(desk, file, workbooks.messy_ledger(), LEDGER)
    with pytest.raises(Refusal) as refusal:
        imports.undo(desk, roster.import_id)
    assert refusal.value.code == "import-in-use" and "办件 2" in refusal.value.sentence
    assert len(people(desk)) == 4


def test_an_import_whose_people_were_changed_since_stays(desk: Desk, file: Path) -> None:
    roster = taken(desk, file, workbooks.messy_roster())
    row = villagers.find(desk.register, "张秀兰")[0]
    villagers.save(desk, VillagerDraft(row.name, row.id_number, "13700000000", villager_id=row.villager_id))
    with pytest.raises(Refusal) as refusal:
        imports.undo(desk, roster.import_id)
    assert refusal.value.code == "import-in-use"


def test_an_import_nobody_made_cannot_be_undone(desk: Desk) -> None:
    with pytest.raises(Refusal) as refusal:
        imports.undo(desk, "0" * 32)
    assert refusal.value.code == "no-such-import"


def test_an_import_that_is_stopped_keeps_nothing(desk: Desk, file: Path) -> None:
    file.write_bytes(workbooks.messy_roster())

    class Stopped(Exception):
        pass

    for stop_at in ("核对", "登记", "存盘"):

        def progress(_step: int, _steps: int, words: str, stop_at: str = stop_at) -> None:
            if stop_at in words:
                raise Stopped

        with pytest.raises(Stopped):
            imports.run(desk, file, ROSTER, progress=progress)
        assert people(desk) == []


def test_a_locked_workbook_opens_with_its_password_only(desk: Desk, file: Path) -> None:
    content = workbooks.locked(workbooks.messy_roster(), "1234")
    assert "请先去掉密码" in refused(desk, file, content).sentence
    with pytest.raises(Refusal) as refusal:
        imports.run(desk, file, ROSTER, password="4321")
    assert refusal.value.code == "wrong-password"
    assert imports.run(desk, file, ROSTER, password="1234").new == 4


def test_macros_are_not_run_and_it_is_said(desk: Desk, file: Path) -> None:
    content = workbooks.with_part(workbooks.messy_roster(), "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0macro")
    outcome = taken(desk, file, content)
    assert outcome.new == 4 and any("宏" in note for note in outcome.notes)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (workbooks.workbook([]), "empty"),
        (workbooks.messy_roster()[:3000], "damaged"),
        (b"PK\x03\x04" + b"\x00" * 500, "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000, "damaged"),
        (
            workbooks.with_part(workbooks.messy_roster(), "xl/worksheets/sheet1.xml", b"<worksheet><sheet"),
            "damaged",
        ),
        (workbooks.with_stray_cell("B1048577"), "too-many-rows"),
        (workbooks.with_stray_cell("XFD3"), "too-many-columns"),
        (b"\n".join([b"name,id"] * 100_001), "too-many-rows"),
        (("姓名," * 300).encode(), "too-many-columns"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "web-page"),
        (b"%PDF-1.7", "format"),
        (b"\xff\xff\x00\x81\x81", "encoding"),
        (workbooks.workbook([("品名", "数量"), ("化肥", 3)]), "header"),
    ],
    ids=lambda value: value if isinstance(value, str) else "file",
)
def test_a_bad_file_is_refused_with_a_sentence_and_nothing_is_kept(
    desk: Desk, file: Path, content: bytes, code: str
) -> None:
    assert refused(desk, file, content).code == code


def test_a_zip_bomb_is_never_opened(desk: Desk, file: Path) -> None:
    assert refused(desk, file, workbooks.bomb()).code == "too-big"


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x")', "@SUM(1)", "+cmd|' /C calc'!A0", "-cmd", "＝1+1"])
def test_a_cell_that_would_run_is_named_and_its_row_left_out(desk: Desk, tmp_path: Path, text: str) -> None:
    rows = [(*HEADER, "备注"), (*PEOPLE[0], text), PEOPLE[1]]
    file = tmp_path / "花名册.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    outcome = imports.run(desk, file, ROSTER)
    assert outcome.new == 1
    assert [(bad.row, bad.field) for bad in outcome.bad] == [(2, "note")]
    assert "公式" in outcome.bad[0].error


def test_a_ledger_is_not_read_as_a_roster_nor_a_roster_as_a_ledger(desk: Desk, file: Path) -> None:
    assert refused(desk, file, workbooks.messy_roster(), LEDGER).code == "header"
