"""Compliance reports: drafted from records, written in the official format, and the format checked."""

from service.reports.deviation import Deviation
from service.reports.docx_writer import write_docx
from service.reports.draft import draft_report
from service.reports.format_check import check_format
from service.reports.profile import BodyType, UnitProfile, profile_for

__all__ = ["BodyType", "Deviation", "UnitProfile", "check_format", "draft_report", "profile_for", "write_docx"]
