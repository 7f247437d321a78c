"""The base of every record that crosses a package."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """An immutable record: unknown fields are refused, equal fields make equal records."""

    model_config = ConfigDict(frozen=True, extra="forbid")
