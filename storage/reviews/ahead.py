"""What the cards of many reviews need, read together: what is asked of each after is answered out of it."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from bot.domain.drafts import Form
from storage.drafts import Drafts
from storage.goals.figures import Figures
from storage.people.people import BY_ID
from storage.remembering import RememberingSession
from storage.reviews.reviews import HISTORY, ITEMS, ONE, REQUIREMENTS, SCORES, WHOLE, Reviews
from storage.reviews.year import PERIODS


class ReviewsAhead:
    """For a session that remembers; of any other nothing is read."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def read(self, review_ids: Collection[int]) -> None:
        """Whole, with what they are about, what was scored and what happened, in a fixed number of
        statements. Those that are gone are passed over.
        """
        session = self._session
        if not isinstance(session, RememberingSession):
            return
        there = [row[0] for row in WHOLE.ahead(session, review_ids)]
        known = Reviews(session)
        wholes = [known.whole(each) for each in there]
        reviews = [review for review, *_ in wholes]
        sheets = {each.sheet_id for each in reviews} | {each.team_sheet_id for each in reviews}
        ITEMS.ahead(session, (each for each in sheets if each is not None))
        for statement in (ONE, SCORES, HISTORY):
            statement.ahead(session, there)
        REQUIREMENTS.ahead(session, (review.id for review, cycle, *_ in wholes if cycle.scheme.asks_post))
        PERIODS.ahead(session, (review.id for review, cycle, *_ in wholes if cycle.scheme.asks_periods))
        Figures(session).ahead(reviews)
        Drafts(session).ahead(Form.SELF_SCORE, [(each.employee_id, str(each.id)) for each in reviews])
        above = {manager.manager_id for *_, manager in wholes}
        BY_ID.ahead(session, (each for each in above if each is not None))
