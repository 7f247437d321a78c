"""Compliance reports: drafted from records, written in the official format, and the format checked."""

from service.reports.draft import draft_report
from service.reports.profile import BodyType, UnitProfile, profile_for

__all__ = ["BodyType", "UnitProfile", "draft_report", "profile_for"]
