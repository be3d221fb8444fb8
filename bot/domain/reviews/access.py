"""Who may be shown what of a review."""

from bot.domain.people import Person
from bot.domain.reviews.facts import ReviewFacts
from bot.domain.reviews.states import State


def may_see_scores(person: Person, facts: ReviewFacts) -> bool:
    """The employee's own scores and cases: the employee and their manager, nobody else.

    The second look joins them when it is built. Source: issue 2, story 2; conversation.md.
    """
    return person.id in {facts.employee.id, facts.manager.id}


def may_see_result(person: Person, facts: ReviewFacts) -> bool:
    """What the manager gave: the manager always, the employee once it is approved."""
    if person.id == facts.manager.id:
        return True
    return person.id == facts.employee.id and facts.state is State.SCORED
