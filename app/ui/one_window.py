"""One running window a room: a second start brings the first to the front."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.paths import window_lock

ANSWER_MS = 1500


class OneWindow(QObject):
    """``raise_requested`` comes when somebody started the program again for the same folder."""

    raise_requested = Signal()

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = "daiban-" + hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:24]
        home.mkdir(parents=True, exist_ok=True)
        self._lock = QLockFile(str(window_lock(home)))
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def take(self) -> bool:
        """Whether this start is the first; otherwise the first was asked to come to the front."""
        if not self._lock.tryLock(0):
            self._knock()
            return False
        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_knock)
        self._server.listen(self._name)
        return True

    def give_back(self) -> None:
        """The window is gone."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _knock(self) -> None:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(ANSWER_MS):
            socket.disconnectFromServer()

    def _on_knock(self) -> None:
        if self._server is not None:
            visitor = self._server.nextPendingConnection()
            if visitor is not None:
                visitor.deleteLater()
        self.raise_requested.emit()
