"""Who needs a start link on a server without accounts."""

from enum import StrEnum


class StartLinkUse(StrEnum):
    """Other users of the machine only, or also the one who runs the server."""

    OTHERS = "others"
    EVERYONE = "everyone"
