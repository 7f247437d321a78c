"""Answers to questions: what is asked, where the documents tell it, and who says so."""

from service.answers.answer_service import AnswerService

__all__ = ["AnswerService"]
