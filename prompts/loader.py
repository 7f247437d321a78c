"""Prompts as Markdown files: a header that says what a prompt takes and gives, then its words."""

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from core.errors import ConfigurationError
from core.record import Record

_FILE = re.compile(r"\A---\n(?P<header>.*?)\n---\n(?P<words>.*)\Z", re.DOTALL)
_HOLE = re.compile(r"\{\{(\w+)\}\}")
_FIELDS = ("id", "version", "inputs", "output")


class Prompt(Record):
    """A prompt.

    Attributes:
        id: its file name without `.md`.
        version: raised whenever the words change.
        inputs: names of the holes `{{name}}` in its words, each once.
        output: JSON Schema of the reply that it asks for.
        words: the text with holes.
    """

    id: str
    version: int
    inputs: tuple[str, ...]
    output: dict[str, Any]
    words: str

    def fill(self, values: Mapping[str, str]) -> str:
        """The words with every hole filled; what is filled in is never searched for holes again.

        Raises:
            ConfigurationError: a value is missing or there is no hole for it.
        """
        if set(values) != set(self.inputs):
            raise ConfigurationError(
                f"takes {sorted(self.inputs)}, was given {sorted(values)}", where=f"prompt {self.id}"
            )
        return _HOLE.sub(lambda hole: values[hole.group(1)], self.words)


@cache
def load_prompt(prompt_id: str) -> Prompt:
    """The packaged prompt of that id, checked.

    Raises:
        ConfigurationError: there is none, or its header and words do not agree.
    """
    path = files("prompts").joinpath(f"{prompt_id}.md")
    if not path.is_file():
        raise ConfigurationError("no such prompt", where=prompt_id)
    prompt = read_prompt(path.read_text(encoding="utf-8"), where=prompt_id)
    if prompt.id != prompt_id:
        raise ConfigurationError(f"names itself {prompt.id}", where=prompt_id, advice="give file and id one name")
    return prompt


def read_prompt(text: str, *, where: str) -> Prompt:
    """The prompt written in `text`.

    Raises:
        ConfigurationError: the header is malformed, or its inputs are not the holes of the words.
    """
    match = _FILE.match(text)
    if match is None:
        raise ConfigurationError("has no header between --- lines", where=where)
    header = dict(line.split(": ", 1) for line in match["header"].splitlines() if ": " in line)
    if tuple(header) != _FIELDS:
        raise ConfigurationError(f"header must hold {', '.join(_FIELDS)}", where=where)
    inputs = tuple(name.strip() for name in header["inputs"].split(","))
    words = match["words"].strip()
    if sorted(inputs) != sorted(set(_HOLE.findall(words))):
        raise ConfigurationError("inputs are not the holes of its words", where=where)
    try:
        version, output = int(header["version"]), json.loads(header["output"])
    except ValueError as exc:
        raise ConfigurationError(f"header cannot be read: {exc}", where=where) from exc
    return Prompt(id=header["id"], version=version, inputs=inputs, output=output, words=words)
