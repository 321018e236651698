"""The rules of the page of what is served: found by keys, read whole, compared, edited by the village only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.catalogue import ServiceItem
from app.services import catalogues, items
from app.services.desk import Desk
from app.ui.pages.items.own_form import OwnItemForm
from app.ui.pages.items.page import ItemsPage
from tests.ui.pages.conftest import Keys

Opener = Callable[[type[ItemsPage]], ItemsPage]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(open_page: Opener) -> ItemsPage:
    return open_page(ItemsPage)


def shown(page: ItemsPage) -> ServiceItem:
    assert page.view.item is not None
    return page.view.item


def edited(desk: Desk, folder: Path, name: str, days: int = 25) -> Path:
    """A file of the catalogue in force with one promise changed."""
    now = items.in_force(desk.register, desk.clock)
    first = replace(now.items[0], days=days)
    changed = replace(now, version="2026-2", sample=False, items=(first, *now.items[1:]))
    file = folder / name
    file.write_bytes(catalogues.export(changed, name))
    return file


def test_letters_find_an_item_and_show_everything_of_it(page: ItemsPage, keys: Keys) -> None:
    keys.type("gljt")
    assert shown(page).code == "MZ05"
    words = page.view.words.toPlainText()
    assert "身份证（必要" in words and "承诺 10 个工作日" in words


def test_the_arrows_walk_through_the_items_while_one_types(page: ItemsPage, keys: Keys) -> None:
    first = shown(page).code
    keys.press(Qt.Key.Key_Down)
    assert shown(page).code != first
    keys.press(Qt.Key.Key_Up)
    assert shown(page).code == first


def test_a_category_keeps_to_its_items(page: ItemsPage, keys: Keys) -> None:
    page.list.category.setCurrentIndex(page.list.category.findData("税务"))
    keys.settle()
    assert page.list.list.count() == 4
    assert shown(page).category == "税务"


def test_nothing_found_names_what_was_searched(page: ItemsPage, keys: Keys) -> None:
    keys.type("qqqq")
    assert "qqqq" in page.list.words.words


def test_a_file_is_seen_before_it_is_agreed_to(
    page: ItemsPage, keys: Keys, desk: Desk, tmp_path: Path
) -> None:
    page.files.look_at_file(str(edited(desk, tmp_path, "new.xlsx")))
    keys.settle()
    assert "承诺时限由 30 个工作日改为 25 个工作日" in page.changes.words.toPlainText()
    assert items.in_force(desk.register, desk.clock).sample
    keys.press(Qt.Key.Key_Return)  # the button has the focus
    keys.settle()
    assert items.in_force(desk.register, desk.clock).version == "2026-2"
    assert "2026-2" in page.bar.sentence


def test_a_bad_file_is_said_and_changes_nothing(
    page: ItemsPage, keys: Keys, desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "bad.xlsx"
    file.write_bytes(b"no workbook")
    page.files.look_at_file(str(file))
    keys.settle()
    assert "没有导入" in page.bar.sentence
    page.files.look_at_file(str(tmp_path / "nowhere.xlsx"))
    keys.settle()
    assert "打不开" in page.bar.sentence


def test_two_versions_are_compared_in_plain_words(
    page: ItemsPage, keys: Keys, desk: Desk, tmp_path: Path
) -> None:
    file = edited(desk, tmp_path, "new.json")
    catalogues.take_in(desk, file.name, file.read_bytes())
    page.compare()
    keys.settle()
    assert "MZ01" in page.changes.words.toPlainText()
    page.changes.old.setCurrentIndex(page.changes.new.currentIndex())
    keys.settle()
    assert "一样" in page.changes.words.toPlainText()
    page.changes.shut.click()
    assert page.right.currentWidget() is page.view


def test_an_own_item_is_added_changed_and_ended(
    page: ItemsPage, keys: Keys, desk: Desk, qtbot: QtBot
) -> None:
    page.new.click()
    keys.type("cun-1")
    keys.press(Qt.Key.Key_Tab)
    keys.type("zhuoyi")
    page.form.days.setValue(3)
    page.form.category.setCurrentText("公益事业")
    page.form.materials.setPlainText("身份证\n申请书\n")
    keys.press(Qt.Key.Key_Return, CTRL)
    keys.settle()
    assert (shown(page).code, shown(page).own, shown(page).days) == ("CUN-1", True, 3)
    assert [paper.name for paper in shown(page).materials] == ["身份证", "申请书"]
    page.view.edit.click()
    page.form.days.setValue(0)
    page.form.save_button.click()
    keys.settle()
    assert shown(page).days == 0
    page._end("CUN-1")
    keys.settle()
    assert items.in_force(desk.register, desk.clock).item("CUN-1") is None


def test_what_is_wrong_with_an_own_item_stands_beside_its_field(page: ItemsPage, keys: Keys) -> None:
    def told(form: OwnItemForm) -> dict[str, str]:
        return {name: row.told for name, row in form.rows.items() if row.editor.property("refused")}

    page.new.click()
    page.form.save_button.click()
    keys.settle()
    assert set(told(page.form)) == {"code"}
    keys.type("MZ05")
    page.form.rows["name"].setFocus()
    keys.type("a new one")
    page.form.category.setCurrentText("民政")
    page.form.save_button.click()
    keys.settle()
    assert "已是上级公布的事项" in told(page.form)["code"]


def test_a_published_item_is_not_the_villages_to_change(page: ItemsPage) -> None:
    assert page.view.edit.isHidden() and page.view.end.isHidden()


def test_the_catalogue_goes_out_as_a_workbook(page: ItemsPage, keys: Keys, tmp_path: Path) -> None:
    file = tmp_path / "out.xlsx"
    page.files.export(str(file))
    keys.settle()
    assert catalogues.read_file(file.name, file.read_bytes()).version == "sample-2026-2"
    page.files.export(str(tmp_path / "missing" / "out.xlsx"))
    keys.settle()
    assert "写不进去" in page.bar.sentence


def test_an_item_is_opened_by_its_code(page: ItemsPage, keys: Keys) -> None:
    page.open("LD02")
    page.shown()
    keys.settle()
    assert shown(page).code == "LD02"


def test_the_guide_of_an_item_is_shown_before_it_is_printed(
    page: ItemsPage, keys: Keys, qtbot: QtBot
) -> None:
    page.open("MZ05")
    page.shown()
    keys.settle()
    page.view.guide.click()
    preview = page.preview
    assert preview is not None
    with qtbot.waitSignal(preview.shown_paper) as shown_paper:
        keys.settle()
    assert shown_paper.args == ["service-guide"]
    preview.close()
