"""The window's languages: Chinese is the source, English the second; Qt's own words follow."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app import assets

LANGUAGES = {"zh": "中文", "en": "English"}


def install(app: QCoreApplication, language: str) -> tuple[QTranslator, ...]:
    """Load the translators of ``language`` (zh or en); dates and numbers stay those of zh_CN in Chinese."""
    chinese = language != "en"
    QLocale.setDefault(
        QLocale(QLocale.Language.Chinese, QLocale.Country.China)
        if chinese
        else QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    )
    loaded = []
    if chinese:
        qt_words = QTranslator(app)
        if qt_words.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            loaded.append(qt_words)
    else:
        ours = QTranslator(app)
        if ours.load(str(assets.path("translations", "daiban_en.qm"))):
            loaded.append(ours)
    for translator in loaded:
        app.installTranslator(translator)
    return tuple(loaded)
