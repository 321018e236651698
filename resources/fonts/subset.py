"""Makes the two shipped fonts from the full Noto Sans SC files; run by hand, once per font release."""

from __future__ import annotations

import argparse
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

RANGES: tuple[tuple[int, int], ...] = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x024F),  # Latin with accents: tone marks of pinyin, foreign names
    (0x02B0, 0x02FF),  # tone and modifier letters
    (0x0370, 0x045F),  # Greek and Cyrillic, as on printed forms
    (0x2000, 0x206F),  # punctuation: dashes, quotation marks, ellipsis
    (0x20A0, 0x22FF),  # currency, letter-like signs, number forms, arrows, mathematics
    (0x2460, 0x27BF),  # circled numbers, boxes, check marks, dingbats
    (0x2E80, 0x33FF),  # radicals, CJK symbols, kana, bopomofo, squared units
    (0x4E00, 0x9FFF),  # CJK unified ideographs
    (0xF900, 0xFAFF),  # compatibility ideographs
    (0xFE10, 0xFE6F),  # vertical and small forms
    (0xFF00, 0xFFEF),  # full-width forms
    (0x1F100, 0x1F2FF),  # enclosed letters and ideographs
    (0x20000, 0x3FFFF),  # every rarer ideograph the source has; 196 of the 8,105 standard ones live here
)
"""Kept in both faces. With Extension A this holds all 8,105 characters of 通用规范汉字表 (2013)."""

EXTENSION_A = tuple(range(0x3400, 0x4DC0))

STANDARD_OF_EXTENSION_A = tuple(
    map(
        ord,
        "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䁖䂮"
        "䃅䃎䅟䌹䎃䎖䏝䏡䏲䐃䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮",
    )
)
"""The 77 characters of 通用规范汉字表 in Extension A (Unihan kTGH); bold keeps these only, 2 MB less."""

FACES = (
    ("NotoSansSC-Regular.ttf", "NotoSansSC_400Regular.ttf", EXTENSION_A),
    ("NotoSansSC-Bold.ttf", "NotoSansSC_700Bold.ttf", STANDARD_OF_EXTENSION_A),
)


def make(source: Path, target: Path, extension_a: tuple[int, ...]) -> int:
    """Writes the reduced font to ``target`` and returns how many characters it covers."""
    options = subset.Options(
        hinting=False,  # screens of today and print both do without
        layout_features=["kern", "mark", "mkmk", "ccmp"],
        name_IDs=["*"],
        name_languages=["*"],
        notdef_outline=True,
        glyph_names=False,
        recalc_timestamp=False,
    )
    font = TTFont(source, recalcTimestamp=False)
    worker = subset.Subsetter(options)
    worker.populate(unicodes=[*extension_a, *(p for first, last in RANGES for p in range(first, last + 1))])
    worker.subset(font)
    font.save(target)
    return len(font.getBestCmap())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "package", type=Path, help="folder of the unpacked npm package @expo-google-fonts/noto-sans-sc"
    )
    package: Path = parser.parse_args().package
    here = Path(__file__).parent
    for shipped, original, extension_a in FACES:
        covered = make(next(package.rglob(original)), here / shipped, extension_a)
        size_mb = (here / shipped).stat().st_size / 1e6
        print(f"{shipped}: {covered} characters, {size_mb:.1f} MB")


if __name__ == "__main__":
    main()
