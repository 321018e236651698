"""Every shortcut of the window in one list: id, words, key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:

    def QT_TRANSLATE_NOOP(context: str, words: str) -> str:  # Qt's own is typed as giving back an object
        ...
else:
    from PySide6.QtCore import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class Action:
    """``where``: "window" works on every page; else the page (or dialog) that listens for it."""

    action_id: str
    words: str
    key: str
    where: str = "window"


ACTIONS = (
    Action("page-today", QT_TRANSLATE_NOOP("Actions", "今日"), "Ctrl+1"),
    Action("page-accept", QT_TRANSLATE_NOOP("Actions", "受理"), "Ctrl+2"),
    Action("page-register", QT_TRANSLATE_NOOP("Actions", "登记簿"), "Ctrl+3"),
    Action("page-villagers", QT_TRANSLATE_NOOP("Actions", "群众"), "Ctrl+4"),
    Action("page-duty", QT_TRANSLATE_NOOP("Actions", "值班"), "Ctrl+D"),
    Action("page-transfers", QT_TRANSLATE_NOOP("Actions", "去镇上"), "Ctrl+T"),
    Action("page-ratings", QT_TRANSLATE_NOOP("Actions", "评价投诉"), "Ctrl+R"),
    Action("page-sync", QT_TRANSLATE_NOOP("Actions", "同步"), "Ctrl+5"),
    Action("page-settings", QT_TRANSLATE_NOOP("Actions", "设置"), "Ctrl+6"),
    Action("page-items", QT_TRANSLATE_NOOP("Actions", "事项"), "Ctrl+7"),
    Action("page-inquiries", QT_TRANSLATE_NOOP("Actions", "咨询"), "Ctrl+8"),
    Action("page-batches", QT_TRANSLATE_NOOP("Actions", "集中办"), "Ctrl+B"),
    Action("page-reports", QT_TRANSLATE_NOOP("Actions", "报表"), "Ctrl+9"),
    Action("page-postings", QT_TRANSLATE_NOOP("Actions", "公示"), "Ctrl+0"),
    Action("accept-new", QT_TRANSLATE_NOOP("Actions", "受理新件"), "Ctrl+N"),
    Action("search", QT_TRANSLATE_NOOP("Actions", "查找"), "Ctrl+K"),
    Action("back", QT_TRANSLATE_NOOP("Actions", "返回上一页"), "Alt+Left"),
    Action("reload", QT_TRANSLATE_NOOP("Actions", "重新读取"), "F5"),
    Action("sync-now", QT_TRANSLATE_NOOP("Actions", "立即同步"), "F9"),
    Action("blank", QT_TRANSLATE_NOOP("Actions", "遮屏"), "F10"),
    Action("lock", QT_TRANSLATE_NOOP("Actions", "锁屏"), "Ctrl+L"),
    Action("switch-agent", QT_TRANSLATE_NOOP("Actions", "换人"), "F12"),
    Action("save", QT_TRANSLATE_NOOP("Actions", "保存"), "Ctrl+Return", "accept"),
    Action("clear-draft", QT_TRANSLATE_NOOP("Actions", "清空重填"), "Ctrl+Backspace", "accept"),
    Action("more-papers", QT_TRANSLATE_NOOP("Actions", "给原件补交材料"), "F6", "accept"),
    Action("go-on", QT_TRANSLATE_NOOP("Actions", "接着办原件"), "F7", "accept"),
    Action("again", QT_TRANSLATE_NOOP("Actions", "另立新件"), "F8", "accept"),
    Action("rare", QT_TRANSLATE_NOOP("Actions", "更多填写项"), "F4", "accept"),
    Action("organisation", QT_TRANSLATE_NOOP("Actions", "个人或单位"), "F3", "accept"),
    Action("print-receipt", QT_TRANSLATE_NOOP("Actions", "打印材料接收单"), "Ctrl+P", "case"),
    Action("print-card", QT_TRANSLATE_NOOP("Actions", "打印代办联系卡"), "Ctrl+Shift+P", "case"),
    Action("print-slip", QT_TRANSLATE_NOOP("Actions", "打印登记本（三联）"), "Ctrl+Alt+P", "case"),
    Action("case-facts", QT_TRANSLATE_NOOP("Actions", "情况"), "Alt+Q", "case"),
    Action("case-materials", QT_TRANSLATE_NOOP("Actions", "材料"), "Alt+C", "case"),
    Action("case-attachments", QT_TRANSLATE_NOOP("Actions", "附件"), "Alt+F", "case"),
    Action("case-deadline", QT_TRANSLATE_NOOP("Actions", "期限"), "Alt+X", "case"),
    Action("case-tasks", QT_TRANSLATE_NOOP("Actions", "联办"), "Alt+L", "case"),
    Action("case-money", QT_TRANSLATE_NOOP("Actions", "用章收费"), "Alt+Y", "case"),
    Action("case-platform", QT_TRANSLATE_NOOP("Actions", "省平台"), "Alt+S", "case"),
    Action("case-papers", QT_TRANSLATE_NOOP("Actions", "单据"), "Alt+D", "case"),
    Action("case-correct", QT_TRANSLATE_NOOP("Actions", "更正"), "Alt+G", "case"),
    Action("case-move", QT_TRANSLATE_NOOP("Actions", "按新版办理"), "Alt+N", "case"),
    Action("case-backup", QT_TRANSLATE_NOOP("Actions", "B岗顶岗"), "Alt+B", "case"),
    Action("case-rate", QT_TRANSLATE_NOOP("Actions", "请群众评价"), "Alt+P", "case"),
)


def action(action_id: str) -> Action:
    """The action of that id; KeyError for one that is not listed."""
    return {each.action_id: each for each in ACTIONS}[action_id]


def words(action_id: str) -> str:
    """What the action is called on screen."""
    return QCoreApplication.translate("Actions", action(action_id).words)


def key_words(action_id: str) -> str:
    """The key as it is written on this machine, e.g. Ctrl+K."""
    return QKeySequence(action(action_id).key).toString(QKeySequence.SequenceFormat.NativeText)


def on_key(widget: QWidget, action_id: str, call: Callable[[], object]) -> QShortcut:
    """Call ``call`` when the action's key is pressed inside ``widget`` (its window for window actions)."""
    listed = action(action_id)
    shortcut = QShortcut(QKeySequence(listed.key), widget)
    if listed.where != "window":
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    if listed.key == "Ctrl+Return":
        shortcut.setKeys([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
    shortcut.activated.connect(call)
    return shortcut
