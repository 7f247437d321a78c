"""The hash of a version: two versions have the same one exactly when they say the same."""

import hashlib
import json

from core.report import Report


def report_hash(report: Report) -> str:
    """SHA-256 (hex) over the report's JSON with sorted keys, no spaces, UTF-8."""
    canonical = json.dumps(
        report.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()
    return hashlib.sha256(canonical).hexdigest()
