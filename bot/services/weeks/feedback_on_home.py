"""What the Home tab shows of feedback and suggestions: the newest few, and how many more."""

from bot.domain.people import Person, Role
from bot.domain.weeks.feedback import MOST_SHOWN
from bot.domain.weeks.feedback_record import FeedbackOnHome, TeamFeedback
from bot.services.acting import Acting
from bot.services.weeks.feedback_facts import facts_of
from bot.services.weeks.suggestion_facts import facts_of as suggestions_of
from storage.unit import Unit


def feedback_on_home(unit: Unit, person: Person, acting: Acting) -> FeedbackOnHome:
    """In a fixed number of queries; whoever shows it checks that it is this person's Home."""
    received, all_received = unit.feedback.received(person.id, limit=MOST_SHOWN)
    given, all_given = unit.feedback.given(person.id, limit=MOST_SHOWN)
    facts = facts_of(unit, [*received, *given], person, now=acting.now)
    suggested, all_suggested = unit.suggestions.made(person.id, limit=MOST_SHOWN)
    return FeedbackOnHome(
        received=facts[: len(received)],
        more_received=all_received - len(received),
        given=facts[len(received) :],
        more_given=all_given - len(given),
        suggested=suggestions_of(unit, suggested, person, now=acting.now, policy=acting.policy),
        more_suggested=all_suggested - len(suggested),
        waiting=unit.suggestions.waiting_for(person.id),
    )


def team_feedback_on_home(unit: Unit, person: Person) -> TeamFeedback | None:
    """About the people of a manager; HR may look at everybody's. None for anybody else."""
    people, given, kept = unit.feedback.summed_up(person.id)
    may_choose = person.has(Role.HR)
    if not people and not may_choose:
        return None
    return TeamFeedback(people=people, given=given, kept=kept, may_choose=may_choose)
