"""Who decides when somebody does not accept their result. Source: domain.md §8."""

from collections.abc import Collection, Sequence

from bot.domain.people import Person
from bot.domain.reviews.review import Review


def had_a_part(review: Review, scorers: Collection[int]) -> frozenset[int]:
    """Whom an appeal against this score is not put before. `scorers`: who gave or confirmed it at the time,
    whoever has the review by now.
    """
    delegates = () if review.delegate_id is None else (review.delegate_id,)
    return frozenset(
        (review.employee_id, review.manager_id, *delegates, *review.lookers, *review.former, *scorers)
    )


def judge(
    hr: Sequence[Person], above: Sequence[Person], part: Collection[int], *, has_it: int | None = None
) -> int | None:
    """Who decides: whoever has it, as long as they may; else the first of HR who is here and had no part in
    the score, else the next above the manager, nearest first. None where nobody is: then the admins have to
    find somebody.
    """
    may = [each.id for each in (*hr, *above) if each.is_active and each.id not in part]
    return has_it if has_it in may else next(iter(may), None)
