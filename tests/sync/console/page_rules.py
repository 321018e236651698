"""What every page of the console must keep in a real browser: nothing clipped, all reached by Tab, all named."""

from __future__ import annotations

from pathlib import Path

from tests.sync.console.chromium import WIDTH, Browser

CONTROLS = (
    "[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]"
    ".filter(e => e.checkVisibility() && !e.disabled && e.tabIndex >= 0)"
)
UNNAMED = (
    f"{CONTROLS}.filter(e => !(e.labels?.length || e.getAttribute('aria-label') || e.innerText?.trim()))"
    ".map(e => e.outerHTML)"
)
CLIPPED = (
    "[...document.querySelectorAll('h1, h2, p, th, td, button, .badge, .button, label, dd, dt, summary, li')]"
    ".filter(e => e.checkVisibility() && e.clientWidth && !e.matches('.skip')"
    " && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 4)"
    " && getComputedStyle(e).overflow !== 'visible')"
    ".concat([...document.querySelectorAll('main *')].filter(e => e.checkVisibility()"
    f" && e.getBoundingClientRect().right > {WIDTH} + 1))"
    ".map(e => e.outerHTML.slice(0, 200))"
)
HERE = (
    "(e => e === document.body ? null : [e.dataset.n ?? '', getComputedStyle(e).outlineStyle])"
    "(document.activeElement)"
)
GROUPED = "e.type === 'radio' && document.querySelector(`input[name=\"${e.name}\"]`) !== e"
STOPS_OF_A_DATE = 5


def seen(browser: Browser, place: Path) -> str:
    """Picture the page, hold it to the rules, and return its text."""
    browser.picture(place)
    assert browser.complaints() == []
    assert browser.run("document.documentElement.scrollWidth") <= WIDTH
    assert browser.run(UNNAMED) == []
    assert browser.run(CLIPPED) == []
    assert browser.run("getComputedStyle(document.body).fontSize") >= "17px"
    assert browser.run("document.querySelectorAll('[tabindex]:not([tabindex=\"-1\"])').length") == 0
    assert browser.run("document.querySelectorAll('h1').length") == 1
    return browser.text()


def reached_by_tab(browser: Browser) -> None:
    """Tab comes to every control of the page, in reading order, and shows where it is."""
    there = browser.run(
        f"(c => {{ c.forEach((e, n) => e.dataset.n = n); return c.filter(e => !({GROUPED})).map(e => e.dataset.n); }})"
        f"({CONTROLS})"
    )
    browser.run("document.activeElement.blur(); window.getSelection().removeAllRanges(); scrollTo(0, 0)")
    browser.run(
        "document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')"
    )
    met: list[str] = []
    for _ in range(len(there) * STOPS_OF_A_DATE):
        browser.press("Tab")
        here = browser.run(HERE)
        if here is None:
            break
        assert here[1] != "none", f"no visible focus on control {here[0]}"
        if here[0] not in met:
            met.append(here[0])
        if len(met) == len(there):
            break
    assert met == there
