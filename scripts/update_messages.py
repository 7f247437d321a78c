"""Writes the English catalog anew from templates, scripts and labels: `make messages`.

Translations are kept; new messages stand empty in `messages.po` until somebody translates them.
"""

import ast
import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
CATALOG = ROOT / "service" / "web" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
SCRIPT_WORDS = ROOT / "service" / "web" / "static" / "words_en.js"
_KEYWORDS: dict[str, Any] = {"_": None, "gettext": None, "ngettext": (1, 2), "t": None}
_OPTIONS = {"templates/**.html": {"trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true"}}
_LABELS = ("service/labels.py", "service/wording.py", "service/web/page_words.py")


def extract() -> Catalog:
    """Every message of the pages, untranslated."""
    web = ROOT / "service" / "web"
    catalog = Catalog(locale="en", project="dondoc", fuzzy=False)
    methods = [("templates/**.html", "jinja2"), ("static/**.js", "javascript")]
    found = extract_from_dir(web, methods, options_map=_OPTIONS, keywords=_KEYWORDS)
    for name, _, message, _, _ in found:
        catalog.add(message, locations=[(f"service/web/{name}", None)])
    for label in _LABELS:
        with (ROOT / label).open("rb") as file:
            for words in _label_words(file):
                catalog.add(words, locations=[(label, None)])
    return catalog


def script_words(catalog: Catalog) -> str:
    """The module that scripts take their English from."""
    words = {
        message.id: message.string
        for message in catalog
        if message.id and message.string and any(str(place).endswith(".js") for place, _ in message.locations)
    }
    listed = json.dumps(dict(sorted(words.items())), ensure_ascii=False, indent=2)
    return f"// Written by `make messages` from the English catalog.\nexport default {listed};\n"


def compiled(catalog: Catalog) -> bytes:
    """The catalog as the program reads it."""
    file = BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def read_catalog() -> Catalog:
    """The catalog with its translations."""
    with CATALOG.open("rb") as file:
        return read_po(file, locale="en")


def main() -> None:
    """Brings `messages.po`, `messages.mo` and the words of the scripts up to date."""
    catalog = extract()
    if CATALOG.exists():
        known = read_catalog()
        for message in catalog:
            former = known.get(message.id) if message.id else None
            if former is not None:
                message.string = former.string
    with CATALOG.open("wb") as file:
        write_po(file, catalog, width=120, sort_output=True, omit_header=False, include_lineno=False)
    CATALOG.with_suffix(".mo").write_bytes(compiled(catalog))
    SCRIPT_WORDS.write_text(script_words(catalog), encoding="utf-8")


def _label_words(file: IO[bytes]) -> Iterator[str]:
    """Vietnamese texts that a module of labels holds as values: of dictionaries, and as arguments of calls in them."""
    for node in ast.parse(file.read()).body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            yield from _strings(node.value)


def _strings(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str) and node.value:
            yield node.value
    elif isinstance(node, ast.Dict):
        for value in node.values:
            yield from _strings(value)
    elif isinstance(node, ast.Call):
        for argument in node.args:
            yield from _strings(argument)
    elif isinstance(node, ast.Tuple):
        for element in node.elts:
            yield from _strings(element)


if __name__ == "__main__":
    main()
