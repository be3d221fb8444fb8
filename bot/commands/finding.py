"""One line of what `steward doctor` says."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Finding:
    """`mend` says what to do where `is_well` is not so."""

    is_well: bool
    what: str
    mend: str = ""
