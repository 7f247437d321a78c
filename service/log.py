"""The log on stderr: what happened to which document, never what stands in it."""

import logging

from service.settings import Settings

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_OURS = ("core", "prompts", "ingest", "index", "service", "eval")


def start_log(settings: Settings) -> None:
    """Writes what our packages tell from `settings.log_level` up, and warnings of everyone else."""
    logging.basicConfig(format=_FORMAT, level=logging.WARNING)
    for package in _OURS:
        logging.getLogger(package).setLevel(settings.log_level)
