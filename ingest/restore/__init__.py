"""Restores Vietnamese text that was read by a foreign OCR model or typed without accents."""

from ingest.restore.restored import RestoredText, RestoredWord
from ingest.restore.restorer import Restorer

__all__ = ["RestoredText", "RestoredWord", "Restorer"]
