"""The English catalog has every message of the pages, translated, and its compiled forms are those of its text."""

import runpy
from pathlib import Path

from babel.messages.catalog import Catalog

ROOT = Path(__file__).parents[3]
TOOL = runpy.run_path(str(ROOT / "scripts" / "update_messages.py"))


def test_every_message_is_in_the_catalog_and_translated() -> None:
    found: Catalog = TOOL["extract"]()
    kept: Catalog = TOOL["read_catalog"]()
    wanted = {message.id for message in found if message.id}
    translated = {message.id for message in kept if message.id and message.string}
    assert sorted(map(str, wanted - translated)) == []
    assert sorted(map(str, {message.id for message in kept if message.id} - wanted)) == []


def test_placeholders_are_the_same_in_both_languages() -> None:
    kept: Catalog = TOOL["read_catalog"]()
    wrong = [str(one.id) for one in kept if one.id and list(one.check(kept))]
    assert wrong == []


def test_compiled_forms_are_up_to_date() -> None:
    kept: Catalog = TOOL["read_catalog"]()
    assert TOOL["CATALOG"].with_suffix(".mo").read_bytes() == TOOL["compiled"](kept)
    assert TOOL["SCRIPT_WORDS"].read_text(encoding="utf-8") == TOOL["script_words"](kept)
