"""The HTTP API under /api/v1: the same use cases and JSON shapes as the command line."""

from service.api.router import build_api_router

__all__ = ["build_api_router"]
