"""Compliance reports: drafted from records, written in the official format, and the format checked."""

from service.reports.docx_writer import write_docx
from service.reports.draft import draft_report
from service.reports.profile import BodyType, UnitProfile, profile_for

__all__ = ["BodyType", "UnitProfile", "draft_report", "profile_for", "write_docx"]
