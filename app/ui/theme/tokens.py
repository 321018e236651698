"""The named colours of the three looks; every colour on screen comes from here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Theme(StrEnum):
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours as ``#rrggbb``. One accent, one danger; good and warn only for the lights of a case."""

    ground: str  # behind everything
    surface: str  # pages, cards, inputs
    sunken: str  # left and bottom edge, table heads
    text: str
    muted: str  # second-rank words; still AA on ground, surface and sunken
    border: str  # quiet separators
    edge: str  # outlines of inputs: at least 3:1
    accent: str
    on_accent: str
    accent_soft: str  # selected row, hovered button
    danger: str
    on_danger: str
    danger_soft: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str


TOKENS = {
    Theme.LIGHT: Tokens(
        ground="#f4f6f8",
        surface="#ffffff",
        sunken="#e9edf1",
        text="#1a1f26",
        muted="#525c69",
        border="#d3d9e0",
        edge="#7b8591",
        accent="#1a5fa8",
        on_accent="#ffffff",
        accent_soft="#dfebf8",
        danger="#b3261e",
        on_danger="#ffffff",
        danger_soft="#fae6e4",
        good="#1c6e33",
        good_soft="#e0f1e4",
        warn="#7a5200",
        warn_soft="#fbeecd",
    ),
    Theme.DARK: Tokens(
        ground="#15181c",
        surface="#1e2227",
        sunken="#101316",
        text="#e9ecf0",
        muted="#aab3be",
        border="#343b44",
        edge="#7d8895",
        accent="#86b9f2",
        on_accent="#0b1c2e",
        accent_soft="#22374d",
        danger="#ff9d92",
        on_danger="#2c0a06",
        danger_soft="#432523",
        good="#86d39a",
        good_soft="#1f3626",
        warn="#f0c766",
        warn_soft="#3b301a",
    ),
    Theme.CONTRAST: Tokens(
        ground="#000000",
        surface="#000000",
        sunken="#000000",
        text="#ffffff",
        muted="#ffffff",
        border="#ffffff",
        edge="#ffffff",
        accent="#ffe14d",
        on_accent="#000000",
        accent_soft="#3a3300",
        danger="#ffa59b",
        on_danger="#000000",
        danger_soft="#3d0d08",
        good="#8df5a6",
        good_soft="#06310f",
        warn="#ffe14d",
        warn_soft="#3a3300",
    ),
}


def contrast_ratio(one: str, other: str) -> float:
    """WCAG 2.1 contrast ratio of two ``#rrggbb`` colours, 1.0 to 21.0."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
