"""The log on stderr: what happened to which document, never what stands in it."""

import json
import logging
from datetime import UTC, datetime

from service.settings import LogFormat, Settings

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_OURS = ("core", "prompts", "ingest", "index", "service", "eval")
_PLAIN = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonLines(logging.Formatter):
    """A record a line, as JSON: time, level, name, message, what else the record was given, and the error's trace."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "name": record.name,
            "message": record.getMessage(),
            **{name: value for name, value in vars(record).items() if name not in _PLAIN},
        }
        if record.exc_info:
            told["error"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False, default=str)


def start_log(settings: Settings) -> None:
    """Writes what our packages tell from `settings.log_level` up, and warnings of everyone else."""
    logging.basicConfig(format=_FORMAT, level=logging.WARNING)
    if settings.log_format is LogFormat.JSON:
        for handler in logging.getLogger().handlers:
            handler.setFormatter(JsonLines())
    for package in _OURS:
        logging.getLogger(package).setLevel(settings.log_level)
