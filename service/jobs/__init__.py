"""Reading documents as durable jobs: one workflow a document, one checkpointed step a page."""

from service.jobs.runner import JobRunner

__all__ = ["JobRunner"]
