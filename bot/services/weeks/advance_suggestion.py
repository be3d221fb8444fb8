"""A suggestion moves on: its history, what is owed, and what has to be said, in one place."""

from collections.abc import Iterator, Sequence

from bot.domain.obligations import Obligation, Subject
from bot.domain.people import Person, Role
from bot.domain.weeks.feedback import TAKE_BACK_FOR
from bot.domain.weeks.suggestion import Suggestion, implied
from bot.domain.weeks.suggestion_follows import FOLLOWS, TIME_IS_UP, SuggestionMoved
from bot.domain.weeks.suggestion_way import SUGGESTION, Event
from bot.services.acting import Acting
from bot.services.people.heads import head_above
from storage.unit import Unit


def head_of(unit: Unit, giver: Person) -> Person | None:
    """Whose it is to answer somebody's suggestion; None where nobody leads them, so that HR does."""
    return head_above(unit, giver.manager_id, below=giver.id)


def answering(unit: Unit, suggestion: Suggestion) -> tuple[Person, ...]:
    """Who answers it now: the head; where there is none everybody of HR but its giver."""
    return who_answers(unit, suggestion.head_id, giver_id=suggestion.giver_id)


def who_answers(unit: Unit, head_id: int | None, *, giver_id: int) -> tuple[Person, ...]:
    """The same of a suggestion that is not made yet."""
    if head_id is None:
        return tuple(person for person in unit.people.holding(Role.HR) if person.id != giver_id)
    head = unit.people.get(head_id)
    return (head,) if head.is_active else ()


def advance(
    unit: Unit, suggestion: Suggestion, event: Event, acting: Acting, *, note: str | None = None
) -> Suggestion:
    """Move a locked one on; returns it as it is now. Raises Refusal("suggestion.not_now")."""
    return _move(unit, suggestion, event, acting, note=note, head_id=suggestion.head_id)


def begin(unit: Unit, suggestion: Suggestion, acting: Acting) -> None:
    """What follows from making it: now, and once it cannot be taken back any more."""
    _follow(unit, suggestion, Event.MAKE, acting, before=())
    over = TIME_IS_UP.notices(
        SuggestionMoved(suggestion=suggestion, answering=()), because=f"{suggestion.id}.time"
    )
    unit.outbox.add(*over, now=acting.now, due_at=suggestion.made_at + TAKE_BACK_FOR)


def look_again(unit: Unit, acting: Acting) -> None:
    """People left, came back or lead others now: whoever is the head answers. Safe to run twice."""
    for suggestion in unit.suggestions.all_under_way():
        head = head_of(unit, unit.people.get(suggestion.giver_id))
        head_id = None if head is None else head.id
        owed = {each.person_id for each in unit.obligations.of(Subject.SUGGESTION, suggestion.id)}
        people = who_answers(unit, head_id, giver_id=suggestion.giver_id)
        if head_id != suggestion.head_id or owed != {person.id for person in people}:
            locked = unit.suggestions.get(suggestion.id)
            _move(unit, locked, Event.HAND_OVER, acting, note=None, head_id=head_id, before=tuple(owed))


def all_implied(unit: Unit, suggestions: Sequence[Suggestion], acting: Acting) -> Iterator[Obligation]:
    """What all of these want, by where they are."""
    for suggestion in suggestions:
        people = answering(unit, suggestion)
        yield from implied(suggestion, people, days=acting.policy.feedback.suggestion_days)


def _move(
    unit: Unit,
    suggestion: Suggestion,
    event: Event,
    acting: Acting,
    *,
    note: str | None,
    head_id: int | None,
    before: tuple[int, ...] = (),
) -> Suggestion:
    moved = unit.suggestions.move(
        suggestion,
        event,
        to=SUGGESTION.after(suggestion.state, event),
        by_id=acting.by_id,
        at=acting.now,
        note=note,
        head_id=head_id,
    )
    _follow(unit, moved, event, acting, before=before)
    return moved


def _follow(
    unit: Unit, suggestion: Suggestion, event: Event, acting: Acting, *, before: tuple[int, ...]
) -> None:
    owed = all_implied(unit, [suggestion], acting)
    unit.obligations.put(Subject.SUGGESTION, suggestion.id, owed, now=acting.now)
    now_asked = [person.id for person in answering(unit, suggestion)]
    moved = SuggestionMoved(suggestion=suggestion, answering=tuple(dict.fromkeys([*before, *now_asked])))
    notices = FOLLOWS[event].notices(moved, because=f"{suggestion.id}.{suggestion.version}")
    unit.outbox.add(*notices, now=acting.now)
