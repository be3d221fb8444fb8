"""What follows from an event of a suggestion."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.domain.follows import Follows, Where
from bot.domain.notices import Notice
from bot.domain.weeks.cards import suggestion_card
from bot.domain.weeks.notices import SuggestionAnswered
from bot.domain.weeks.suggestion import Suggestion
from bot.domain.weeks.suggestion_way import Event


@dataclass(frozen=True, kw_only=True)
class SuggestionMoved:
    """A suggestion that moved on. `answering`: whoever answers it, and who did before this event."""

    suggestion: Suggestion
    answering: tuple[int, ...]


def heads(moved: SuggestionMoved) -> Iterator[Where]:
    """The cards of whoever answers it, or did."""
    for person in moved.answering:
        yield person, suggestion_card(moved.suggestion.id, person)


def givers(moved: SuggestionMoved) -> Iterator[Where]:
    """Their own copy of whoever made it."""
    yield moved.suggestion.giver_id, suggestion_card(moved.suggestion.id, moved.suggestion.giver_id)


def answered(moved: SuggestionMoved) -> Iterator[Notice]:
    yield SuggestionAnswered(to=moved.suggestion.giver_id, suggestion_id=moved.suggestion.id)


FOLLOWS: Mapping[Event, Follows[SuggestionMoved]] = {
    Event.MAKE: Follows(stale=(heads, givers)),
    Event.ADOPT: Follows(stale=(heads, givers), news=(answered,)),
    Event.PUT_OFF: Follows(stale=(heads, givers), news=(answered,)),
    Event.DECLINE: Follows(stale=(heads, givers), news=(answered,)),
    Event.TAKE_BACK: Follows(stale=(heads, givers)),
    Event.HAND_OVER: Follows(stale=(heads, givers)),
}

TIME_IS_UP: Follows[SuggestionMoved] = Follows(stale=(givers,))
"""It cannot be taken back any more."""
