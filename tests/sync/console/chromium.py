"""A real headless Chromium, driven over its DevTools pipe: no driver program and no further package."""

from __future__ import annotations

import base64
import itertools
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

WIDTH, HEIGHT = 1366, 768


class Browser:
    """One tab at 1366 × 768. Every call waits for Chromium's own answer or event, never for a time."""

    def __init__(self, to_chromium: int, from_chromium: int) -> None:
        self._out = os.fdopen(to_chromium, "wb", buffering=0)
        self._in = os.fdopen(from_chromium, "rb", buffering=0)
        self._numbers = itertools.count(1)
        self._rest = b""
        self._events: list[dict[str, Any]] = []
        self._session = ""
        made = self.call("Target.createTarget", url="about:blank")
        attached = self.call("Target.attachToTarget", targetId=made["targetId"], flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.call(f"{domain}.enable")
        self.call("Security.setIgnoreCertificateErrors", ignore=True)
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=WIDTH,
            height=HEIGHT,
            deviceScaleFactor=1,
            mobile=False,
        )

    def call(self, method: str, **params: object) -> dict[str, Any]:
        number = next(self._numbers)
        asked = {"id": number, "method": method, "params": params}
        if self._session:
            asked["sessionId"] = self._session
        self._out.write(json.dumps(asked).encode() + b"\0")
        while True:
            said = self._next()
            if said.get("id") == number:
                assert "error" not in said, said
                return dict(said["result"])
            self._events.append(said)

    def open(self, url: str) -> None:
        self.call("Page.navigate", url=url)
        self._events.clear()  # the answer comes when the new page begins: what is older speaks of the last one
        self._wait_for_load()

    def run(self, script: str) -> Any:
        """What a script says; an exception of it fails the test."""
        said = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in said, said["exceptionDetails"]
        return said["result"].get("value")

    def text(self, selector: str = "main") -> str:
        return str(self.run(f"document.querySelector({json.dumps(selector)})?.innerText ?? ''"))

    def type(self, selector: str, words: str) -> None:
        """Put words into a field as a keyboard would, with the events that htmx listens to."""
        self.run(f"document.querySelector({json.dumps(selector)}).focus()")
        self.run(f"document.querySelector({json.dumps(selector)}).select?.()")
        self.call("Input.insertText", text=words)

    def choose(self, selector: str, value: str) -> None:
        script = (
            f"{{ const e = document.querySelector({json.dumps(selector)}); e.value = {json.dumps(value)};"
            " e.dispatchEvent(new Event('change', {bubbles: true})); }"
        )
        self.run(script)

    def pick(self, selector: str, *files: Path) -> None:
        """Choose files as the file window would."""
        found = self.call("Runtime.evaluate", expression=f"document.querySelector({json.dumps(selector)})")
        self.call(
            "DOM.setFileInputFiles", files=[str(file) for file in files], objectId=found["result"]["objectId"]
        )

    def press(self, key: str, *, leaves: bool = False) -> None:
        """A key; ``leaves``: it leads to another page, which is waited for."""
        self._events.clear()
        codes = {"Enter": 13, "Tab": 9, " ": 32}
        text = {"Enter": "\r", " ": " "}.get(key, "")
        common = {"key": key, "windowsVirtualKeyCode": codes[key], "code": {" ": "Space"}.get(key, key)}
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **common)
        self.call("Input.dispatchKeyEvent", type="keyUp", **common)
        if leaves:
            self._wait_for_load()

    def send(self, selector: str) -> None:
        """Click what leads to another page, and wait until that is there."""
        self._events.clear()
        self.run(f"setTimeout(() => document.querySelector({json.dumps(selector)}).click())")
        self._wait_for_load()

    def until(self, condition: str) -> None:
        """Wait in the page itself, frame by frame, until a script says true."""
        waiting = (
            "new Promise((done, no) => { let n = 0; const look = () => { if ("
            f"{condition}) done(true); else if (n++ > 1200) no('never: ' + {json.dumps(condition)});"
            " else requestAnimationFrame(look); }; look(); })"
        )
        assert self.run(waiting) is True

    def picture(self, place: Path, *, whole: bool = False) -> None:
        self.run("document.fonts.ready.then(() => true)")
        taken = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(base64.b64decode(taken["data"]))

    def complaints(self) -> list[str]:
        """What Chromium said against the page since the last one was opened: scripts, styles, policies."""
        return [
            json.dumps(said["params"], ensure_ascii=False)
            for said in self._events
            if said.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded")
            and said["params"].get("entry", {}).get("level") != "info"
            and "status of 422" not in json.dumps(said)
        ]

    def dialogs(self) -> int:
        """How many windows a script of the page has opened since the last one was opened."""
        return sum(said.get("method") == "Page.javascriptDialogOpening" for said in self._events)

    def close(self) -> None:
        self._session = ""
        self._out.write(json.dumps({"id": next(self._numbers), "method": "Browser.close"}).encode() + b"\0")
        self._out.close()
        self._in.close()

    def _wait_for_load(self) -> None:
        while not any(said.get("method") == "Page.loadEventFired" for said in self._events):
            self._events.append(self._next())

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            read = self._in.read(1 << 16)
            assert read, "Chromium has gone"
            self._rest += read
        said, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(said))


@contextmanager
def chromium() -> Iterator[Browser]:
    """Starts Chromium with a profile of its own and ends it."""
    to_read, to_write = os.pipe()
    from_read, from_write = os.pipe()
    profile = tempfile.mkdtemp(prefix="daiban-chromium-")
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]
    flags += ["--remote-debugging-pipe", f"--user-data-dir={profile}", "--lang=zh-CN", "--mute-audio"]
    flags += [
        "--disable-background-networking",
        "--disable-component-update",
        f"--window-size={WIDTH},{HEIGHT}",
    ]
    moved = f'exec "$@" 3<&{to_read} 4>&{from_write}'
    started = subprocess.Popen(
        ["bash", "-c", moved, "bash", "chromium", *flags],
        pass_fds=(to_read, from_write),
        stderr=subprocess.DEVNULL,
        env={
            **os.environ,
            "HOME": profile,
            "XDG_CONFIG_HOME": profile,
            "XDG_CACHE_HOME": profile,
            "LANGUAGE": "zh_CN",
        },
    )
    os.close(to_read)
    os.close(from_write)
    browser = Browser(to_write, from_read)
    try:
        yield browser
    finally:
        browser.close()
        started.wait(20)
        shutil.rmtree(profile, ignore_errors=True)
