"""What many reviews of one scheme come to, in a fixed number of statements."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from bot.domain.reviews.approval import given_by_manager
from bot.domain.reviews.basis import Basis
from bot.domain.reviews.calibration import Move, calibrated
from bot.domain.reviews.facts import Item
from bot.domain.reviews.outcome import outcome_of
from bot.domain.reviews.review import Review
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.scoring import Outcome, Side
from bot.services.reviews.review_facts import last_given, still_asked
from storage.unit import Unit

Moves = Mapping[int, Sequence[Move]]
Standing = tuple[Basis, Mapping[Item, Decimal]]


def outcomes_of(
    unit: Unit, reviews: Sequence[Review], scheme: Scheme, *, moves: Moves
) -> Mapping[int, Outcome]:
    """By review, what the scores that stand come to, calibrated: the same as `review_facts` says of each.

    `reviews`: decided ones, all on `scheme`; nothing of one in which nothing was given.
    """
    return {
        review_id: calibrated(outcome_of(scheme, basis, points), moves.get(review_id, ()))
        for review_id, (basis, points) in standing_points(unit, reviews, scheme).items()
    }


def standing_points(unit: Unit, reviews: Sequence[Review], scheme: Scheme) -> Mapping[int, Standing]:
    """By review, what it is about and the scores of it that stand; as `outcomes_of`."""
    bases = unit.outcomes.bases(reviews, scheme)
    scores = unit.outcomes.scores([each.id for each in reviews])
    found = {}
    for each in reviews:
        given, basis = scores.get(each.id, ()), bases[each.id]
        holding = last_given(given, Side.SELF) | given_by_manager(given)
        points = {item: score.score for item, score in still_asked(holding, scheme, basis).items()}
        if points:
            found[each.id] = basis, points
    return found
