"""Every listener, registered in one place."""

from slack_bolt import App

from handlers import concerns, errors, home
from handlers.goals import (
    agreement,
    figures,
    job_form,
    job_form_editing,
    job_form_rating,
    my_goals,
    plan_goal,
    plans,
    shared,
    sheet,
)
from handlers.intake import (
    desk,
    desk_buttons,
    emergency,
    followers,
    heard,
    later,
    my_request,
    no_pings,
    queue,
    reaction,
    similar,
    swap,
    triage,
    visibility,
    website_issue,
)
from handlers.nudging import nudges, reach, rhythm, snooze
from handlers.people import away, profiles
from handlers.reviews import approval, cycle, review, self_score
from handlers.weeks import (
    check_in,
    digest,
    digest_words,
    feedback,
    feedback_record,
    pocket,
    pocket_files,
    suggestion,
)


def register_all(app: App) -> None:
    """Attach each conversation's listeners."""
    for conversation in (
        errors,
        cycle,
        self_score,
        profiles,
        away,
        home,
        approval,
        sheet,
        agreement,
        figures,
        my_goals,
        plans,
        plan_goal,
        shared,
        job_form,
        job_form_editing,
        job_form_rating,
        review,
        check_in,
        digest,
        digest_words,
        feedback,
        feedback_record,
        suggestion,
        nudges,
        snooze,
        rhythm,
        reach,
        website_issue,
        similar,
        triage,
        visibility,
        desk_buttons,
        desk,
        queue,
        later,
        emergency,
        my_request,
        followers,
        no_pings,
        swap,
        reaction,
        concerns,
        pocket,
        pocket_files,
        heard,
    ):
        conversation.register(app)
