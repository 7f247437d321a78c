"""The documents must not name what is gone."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_PATH = re.compile(r"`((?:core|prompts|ingest|index|service|eval|tests|docs|samples)/[\w./-]*)`")


@pytest.mark.parametrize(
    "page", ["docs/architecture.md", "README.md", "docs/glossary.md", "docs/threat-model.md", "SECURITY.md"]
)
def test_every_path_that_a_page_names_exists(page: str):
    named = _PATH.findall((ROOT / page).read_text(encoding="utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_type_in_the_table_exists_in_its_file():
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[^|]+) \| `(core/\w+\.py)` \|", text, flags=re.MULTILINE)
    assert len(rows) > 5
    for names, file in rows:
        source = (ROOT / file).read_text(encoding="utf-8")
        for name in re.findall(r"`(\w+)`", names):
            assert f"class {name}(" in source, f"{name} is not in {file}"


def test_the_lock_files_hold_every_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = {line.split("==")[0] for line in (ROOT / "requirements.lock").read_text().splitlines()}
    named = {re.split(r"[<>=!~\[ ]", text)[0].lower() for text in project["dependencies"]}
    assert named - locked == set()


def test_no_file_or_function_outgrows_the_house():
    long_files = [
        f"{path.relative_to(ROOT)}: {count} lines"
        for package in ("core", "prompts", "ingest", "index", "service", "eval")
        for path in (ROOT / package).rglob("*.py")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 500
    ]
    assert long_files == []
