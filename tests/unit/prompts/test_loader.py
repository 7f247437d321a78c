"""Prompts are checked when they are loaded, and filled once."""

import pytest

from core.errors import ConfigurationError
from prompts.loader import load_prompt, read_prompt

HEADER = "---\nid: greet\nversion: 1\ninputs: name\noutput: {}\n---\n"


def test_the_packaged_prompt_is_sound() -> None:
    prompt = load_prompt("write_answer")
    assert prompt.version >= 1
    filled = prompt.fill({"question": "Hạn?", "fence": "==x", "passages": "{{question}}"})
    assert "Câu hỏi: Hạn?" in filled
    assert filled.rstrip().endswith("{{question}}")


def test_a_prompt_that_is_not_there_is_named() -> None:
    with pytest.raises(ConfigurationError, match="nothing_here"):
        load_prompt("nothing_here")


@pytest.mark.parametrize(
    "text",
    [
        "no header {{name}}",
        HEADER + "no hole",
        HEADER + "{{name}} {{other}}",
        HEADER.replace("version: 1", "version: one") + "{{name}}",
        HEADER.replace("output: {}", "output: {") + "{{name}}",
        HEADER.replace("inputs: name\n", "") + "{{name}}",
    ],
)
def test_a_malformed_prompt_is_refused(text: str) -> None:
    with pytest.raises(ConfigurationError):
        read_prompt(text, where="greet")


@pytest.mark.parametrize("values", [{}, {"name": "a", "more": "b"}])
def test_values_must_fit_the_holes(values: dict[str, str]) -> None:
    prompt = read_prompt(HEADER + "Chào {{name}}", where="greet")
    assert prompt.fill({"name": "Mai"}) == "Chào Mai"
    with pytest.raises(ConfigurationError, match="greet"):
        prompt.fill(values)
