"""What a manager reads beside a self-score: the sheet, the figures, the feedback of the period."""

from bot.domain.access import Deed, may
from bot.domain.reviews.approval import ApprovalFacts
from bot.domain.reviews.beside_review import SHOWN, PeriodFeedback
from bot.services.acting import Acting
from bot.services.reviews.approval import to_read
from bot.services.weeks.feedback_facts import facts_of


def sheet_and_figures(acting: Acting, *, review_id: int) -> ApprovalFacts:
    """The KPIs as they were agreed on, with what they came to.

    Raises Refusal: review.not_yours_to_see, review.no_result_yet.
    """
    return to_read(acting, review_id=review_id)


def feedback_of_period(acting: Acting, *, review_id: int) -> PeriodFeedback:
    """What was said about this person since the period began, newest first; as its reader may read it.

    Raises as `sheet_and_figures` does.
    """
    review = to_read(acting, review_id=review_id).review
    about, since = review.employee, review.cycle.starts_on
    with acting.store.read() as unit:
        pieces = unit.feedback.on_record(about.id, since, acting.today)[::-1]
        readable = [each for each in pieces if may(Deed.READ_FEEDBACK, acting.by, each)]
        return PeriodFeedback(
            about=about,
            since=since,
            ends_on=review.cycle.ends_on,
            pieces=facts_of(unit, readable[:SHOWN], acting.person, now=acting.now),
            total=len(readable),
            may_read_all=may(Deed.READ_FEEDBACK_ABOUT, acting.by, about),
        )
