"""The chat model that the settings name: the only part of the program that may call another host."""

import json
import logging
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

from core.errors import ConfigurationError
from service.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_log = logging.getLogger(__name__)
_NO_KEY = "no-key"
"""Sent to a server of one's own that asks for no key; the client refuses to start without any."""


class ChatModel(Protocol):
    """The part of a LangChain chat model that is used."""

    def invoke(self, input: str, /) -> Any:
        """A message whose `content` is the reply."""

    def stream(self, input: str, /) -> Iterator[Any]:
        """Messages whose `content` are the reply, piece by piece."""


def name_of(chat_model: ChatModel) -> str:
    """The model's own name, or that of its class."""
    for attribute in ("model_name", "model", "name"):
        value = getattr(chat_model, attribute, None)
        if isinstance(value, str) and value:
            return value
    return type(chat_model).__name__


def ask_chat_model(chat_model: ChatModel, prompt: str) -> str | None:
    """The reply to `prompt`; None when the model cannot be reached or refuses, which is logged."""
    try:
        content = chat_model.invoke(prompt).content
    except _failures() as exc:
        _log.warning("the chat model failed, going on without it: %s", exc)
        return None
    return content if isinstance(content, str) else json.dumps(content)


def stream_chat_model(chat_model: ChatModel, prompt: str) -> Iterator[str]:
    """The reply to `prompt` as it comes; it breaks off when the model cannot be reached or fails, which is logged."""
    try:
        for piece in chat_model.stream(prompt):
            if isinstance(piece.content, str):
                yield piece.content
    except _failures() as exc:
        _log.warning("the chat model failed, going on without it: %s", exc)


def _failures() -> tuple[type[Exception], ...]:
    """What the clients that are in use raise when a server cannot be reached or refuses."""
    names = (("openai", "OpenAIError"), ("ollama", "ResponseError"), ("ollama", "RequestError"), ("httpx", "HTTPError"))
    loaded = [getattr(sys.modules[module], name, None) for module, name in names if module in sys.modules]
    return (OSError, RuntimeError, ValueError, *(kind for kind in loaded if kind is not None))


def connect_chat_model(settings: Settings) -> "BaseChatModel | None":
    """The LangChain chat model of `DONDOC_CHAT_MODEL`, or None when there is none.

    Raises:
        ConfigurationError: no such kind of model, or it lacks its key.
    """
    if settings.chat_model is None:
        return None
    from langchain.chat_models import init_chat_model

    options: dict[str, Any] = {"temperature": 0.0}
    if settings.chat_base_url:
        options["base_url"] = settings.chat_base_url
    if settings.chat_api_key:
        options["api_key"] = settings.chat_api_key.get_secret_value()
    if settings.chat_model.startswith("openai:"):
        options["timeout"] = settings.chat_seconds
        options["max_retries"] = 0
        if settings.chat_base_url:
            options.setdefault("api_key", _NO_KEY)
    else:
        options["client_kwargs"] = {"timeout": settings.chat_seconds}
    try:
        model: BaseChatModel = init_chat_model(settings.chat_model, **options)
    except (ImportError, ValueError, TypeError, OSError) as exc:
        raise ConfigurationError(
            f"không dựng được mô hình ngôn ngữ: {exc}",
            where="DONDOC_CHAT_MODEL",
            advice="viết openai:TÊN hoặc ollama:TÊN",
        ) from exc
    return model
