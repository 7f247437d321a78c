"""The connection to Chroma: files in a folder, or a server."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from core.errors import ConfigurationError, IndexDamaged

_ADVICE = "rebuild the search index from the database: dondoc doctor"
_HTTP_PORT, _HTTPS_PORT = 80, 443


class Chroma:
    """Opens Chroma when it is first needed, without telemetry; all collections of a place share one connection.

    Args:
        place: folder of the files, made when missing; or the address of a server (`http://127.0.0.1:8001`).

    Attributes:
        epoch: counts how often the files were thrown away; what was opened in an earlier epoch is gone.

    Raises:
        ConfigurationError: an address that is none.
    """

    def __init__(self, place: Path | str) -> None:
        self._folder = place if isinstance(place, Path) else None
        self._server = None if isinstance(place, Path) else _address(place)
        self._opening = threading.RLock()
        self._client: Any = None
        self.epoch = 0

    @property
    def where(self) -> str:
        """What to call it in a message."""
        if self._server is None:
            return self._folder.name if self._folder is not None else ""
        return f"{self._server[0]}:{self._server[1]}"

    @property
    def is_server(self) -> bool:
        """It is reached over the network."""
        return self._server is not None

    def client(self) -> Any:
        with self._opening:
            if self._client is None:
                self._client = self._connected()
            return self._client

    def start_afresh(self) -> None:
        """Throws the files away, and with them the half-open engine that Chroma keeps for them; a server keeps its."""
        from chromadb.api.shared_system_client import SharedSystemClient

        with self._opening:
            SharedSystemClient.clear_system_cache()
            self._client = None
            self.epoch += 1
            if self._folder is not None:
                shutil.rmtree(self._folder, ignore_errors=True)

    def _connected(self) -> Any:
        import chromadb
        from chromadb.config import Settings

        options = Settings(anonymized_telemetry=False, allow_reset=False)
        if self._folder is not None:
            self._folder.mkdir(parents=True, exist_ok=True)
            return chromadb.PersistentClient(path=str(self._folder), settings=options)
        host, port, is_secure = self._server or ("", 0, False)
        return chromadb.HttpClient(host=host, port=port, ssl=is_secure, settings=options)

    @contextmanager
    def damage_told(self) -> Iterator[None]:
        """Turns whatever Chroma raises into `IndexDamaged`; on damaged files some of its failures are plain slips."""
        import httpx
        from chromadb.errors import ChromaError

        try:
            yield
        except (ChromaError, httpx.HTTPError, OSError, RuntimeError, ValueError, KeyError, AttributeError) as exc:
            raise IndexDamaged(f"the vector index failed: {exc}", where=self.where, advice=_ADVICE) from exc


def _address(url: str) -> tuple[str, int, bool]:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ConfigurationError(
            "this is no address of a Chroma server", where=url, advice="write it like http://127.0.0.1:8001"
        )
    is_secure = parts.scheme == "https"
    return parts.hostname, parts.port or (_HTTPS_PORT if is_secure else _HTTP_PORT), is_secure
