"""What only some requests say: asked for by their kind, or by the company."""

from dataclasses import dataclass

from bot.domain.intake.triage import Reach

Answers = tuple[tuple[str, str], ...]
"""To the company's own fields: the label, in the requester's language at that time, and the answer."""


@dataclass(frozen=True, kw_only=True)
class Details:
    """`device`: on what it was seen. `for_whom` and `wished_by` are a project's."""

    device: str = ""
    reach: Reach | None = None
    for_whom: str = ""
    wished_by: str = ""
    extra: Answers = ()


NO_DETAILS = Details()
