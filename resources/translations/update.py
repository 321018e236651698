"""Bring new sentences of the window into the catalogue and compile it: python resources/translations/update.py"""

from __future__ import annotations

from resources.translations import catalogue


def main() -> None:
    catalogue.gather(catalogue.CATALOGUE)
    catalogue.compile_to(catalogue.CATALOGUE, catalogue.COMPILED)
    left = catalogue.untranslated(catalogue.CATALOGUE)
    print(f"{len(catalogue.sentences(catalogue.CATALOGUE))} sentences, {len(left)} to translate")
    for context, source in left:
        print(f"  {context}: {source}")


if __name__ == "__main__":
    main()
