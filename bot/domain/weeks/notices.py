"""What is said once about feedback, suggestions and evidence. Each is one message to one person."""

from dataclasses import dataclass

from bot.domain.notices import ToPerson


@dataclass(frozen=True, kw_only=True)
class FeedbackTold(ToPerson):
    """To whoever gave it and had it kept, under their own copy: their colleague's manager has told it."""

    feedback_id: int


@dataclass(frozen=True, kw_only=True)
class FeedbackAnswered(ToPerson):
    """To whoever gave it, under their own copy: what was answered."""

    feedback_id: int


@dataclass(frozen=True, kw_only=True)
class FeedbackUndelivered(ToPerson):
    """To whoever gave it: whoever it is about has left before it reached them.

    `number`: the step of the history.
    """

    feedback_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class SuggestionAnswered(ToPerson):
    """To whoever made it, under their own copy: what came of it."""

    suggestion_id: int


@dataclass(frozen=True, kw_only=True)
class KeptFileWanted(ToPerson):
    """To whoever keeps it: a copy of a file in their pocket. `asked`: the window in which they asked."""

    case_id: int
    position: int
    asked: str
