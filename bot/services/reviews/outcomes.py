"""What many reviews of one scheme come to, in a fixed number of statements."""

from collections.abc import Mapping, Sequence

from bot.domain.reviews.approval import given_by_manager
from bot.domain.reviews.calibration import Move, calibrated
from bot.domain.reviews.outcome import outcome_of
from bot.domain.reviews.review import Review
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.scoring import Outcome, Side
from bot.services.reviews.review_facts import last_given, still_asked
from storage.unit import Unit

Moves = Mapping[int, Sequence[Move]]


def outcomes_of(
    unit: Unit, reviews: Sequence[Review], scheme: Scheme, *, moves: Moves
) -> Mapping[int, Outcome]:
    """By review, what the scores that stand come to, calibrated: the same as `review_facts` says of each.

    `reviews`: decided ones, all on `scheme`; nothing of one in which nothing was given.
    """
    bases = unit.outcomes.bases(reviews, scheme)
    scores = unit.outcomes.scores([each.id for each in reviews])
    found = {}
    for each in reviews:
        given, basis = scores.get(each.id, ()), bases[each.id]
        holding = last_given(given, Side.SELF) | given_by_manager(given)
        points = {item: score.score for item, score in still_asked(holding, scheme, basis).items()}
        if points:
            found[each.id] = calibrated(outcome_of(scheme, basis, points), moves.get(each.id, ()))
    return found
