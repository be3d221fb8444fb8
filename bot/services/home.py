"""What one person's Home tab shows now."""

from collections import Counter

from bot.domain.home import CycleOverview, Desk, HomeFacts, MyRequest, MyReview
from bot.domain.people import Person, Role
from bot.domain.reviews.approval import MARKS, Mark, TeamProgress
from bot.services.acting import Acting
from bot.services.owed import owed_by
from bot.services.reviews.approval_reading import team_progress
from storage.unit import Unit

REQUESTS_SHOWN = 10


def home_facts(acting: Acting) -> HomeFacts:
    """Everything that is this person's, and what their roles let them see; never anybody's score."""
    person = acting.person
    with acting.store.read() as unit:
        row = unit.people.get(person.id)
        requests = unit.overview.open_requests(person.id, limit=REQUESTS_SHOWN)
        open_requests = sum(unit.overview.request_counts(requester_id=person.id).values())
        is_desk = person.has(Role.PRODUCT_MANAGER)
        return HomeFacts(
            person=person,
            owed=owed_by(unit, person, policy=acting.policy, now=acting.now),
            review=_review(unit, person),
            requests=tuple(
                MyRequest(
                    number=request.id,
                    title=request.happened.partition("\n")[0].strip(),
                    state=request.state,
                    owner=owner,
                )
                for request, owner in requests
            ),
            more_requests=open_requests - len(requests),
            team=_team(unit, person),
            desk=Desk(counts=unit.overview.request_counts()) if is_desk else None,
            cycle=_cycle(unit) if person.has(Role.HR) else None,
            open_to_pings=row.open_to_pings if person.has(Role.DEVELOPER) else None,
        )


def _review(unit: Unit, person: Person) -> MyReview | None:
    found = unit.overview.latest_review(person.id)
    if found is None:
        return None
    review, cycle, manager = found
    return MyReview(
        review_id=review.id,
        period=cycle.name,
        state=review.state,
        manager=manager,
        self_score_due=cycle.self_score_due,
        self_score_closes=cycle.self_score_closes,
        approval_due=cycle.approval_due,
    )


def _team(unit: Unit, person: Person) -> TeamProgress | None:
    cycle_id = unit.overview.latest_cycle_of_manager(person.id)
    return team_progress(unit, cycle_id, person.id) if cycle_id is not None else None


def _cycle(unit: Unit) -> CycleOverview | None:
    cycle = unit.cycles.latest()
    if cycle is None:
        return None
    counts: Counter[Mark] = Counter()
    for state, count in unit.overview.review_counts(cycle.id).items():
        counts[MARKS[state]] += count
    return CycleOverview(period=cycle.name, counts=counts)
