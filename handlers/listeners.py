"""Every listener, registered in one place."""

from slack_bolt import App

from handlers import concerns, errors, home, people
from handlers.intake import heard, my_request, no_pings, triage, website_issue
from handlers.reviews import approval, cycle, nudge, review_it, self_score


def register_all(app: App) -> None:
    """Attach each conversation's listeners."""
    for conversation in (
        errors,
        cycle,
        self_score,
        people,
        home,
        approval,
        review_it,
        nudge,
        website_issue,
        triage,
        my_request,
        no_pings,
        concerns,
        heard,
    ):
        conversation.register(app)
