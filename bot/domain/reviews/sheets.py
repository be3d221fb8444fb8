"""KPI sheets: versions, each a draft until both sides agreed on it."""

from enum import StrEnum


class SheetState(StrEnum):
    """How far a version of a sheet is. Only an agreed one is scored."""

    DRAFT = "draft"
    AGREED = "agreed"


class SheetOrigin(StrEnum):
    """Where a sheet comes from: the organisation file, or both sides' signatures in Slack."""

    FILE = "file"
    SIGNED = "signed"
