"""The chat model that the settings name: the only part of the program that may call another host."""

from typing import TYPE_CHECKING, Any

from core.errors import ConfigurationError
from service.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_NO_KEY = "no-key"
"""Sent to a server of one's own that asks for no key; the client refuses to start without any."""


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
