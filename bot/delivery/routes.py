"""Every notice and the function that words it, every card and the function that draws it."""

from bot.delivery import account_closed, concerns
from bot.delivery.goals import agreement, figures, job_form, my_goals, shared
from bot.delivery.intake import (
    answer_due,
    brief,
    brief_check,
    climb,
    closing,
    desk_change,
    emergency,
    followers,
    greeting,
    handover,
    handover_due,
    handover_question,
    join,
    later,
    my_request,
    no_pings,
    passed_on,
    pings_weekly,
    project,
    reaction,
    report,
    report_weekly,
    satisfaction,
    swap,
    tracker,
    triage,
    visibility,
)
from bot.delivery.nudging import nudges
from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.delivery.people import moves
from bot.delivery.reviews import (
    approval,
    delegation,
    open_scoring,
    second_look,
    self_score,
    take_back,
    used_files,
)
from bot.delivery.weeks import digest, digest_words, feedback, pocket_files, suggestion
from bot.domain.cards import CardKey
from bot.domain.notices import CardStale

DRAWS: Draws = {
    **self_score.DRAWS,
    **approval.DRAWS,
    **second_look.DRAWS,
    **take_back.DRAWS,
    **my_goals.DRAWS,
    **agreement.DRAWS,
    **figures.DRAWS,
    **job_form.DRAWS,
    **shared.DRAWS,
    **digest.DRAWS,
    **digest_words.DRAWS,
    **feedback.DRAWS,
    **suggestion.DRAWS,
    **triage.DRAWS,
    **brief.DRAWS,
    **handover.DRAWS,
    **project.DRAWS,
    **brief_check.DRAWS,
    **visibility.DRAWS,
    **my_request.DRAWS,
    **closing.DRAWS,
    **satisfaction.DRAWS,
    **swap.DRAWS,
    **emergency.DRAWS,
    **followers.DRAWS,
    **nudges.DRAWS,
    **account_closed.DRAWS,
}


def on_stale(at: Snapshot, notice: CardStale) -> Outgoing | None:
    """The card as it should be now; nothing where this version knows no such card."""
    key = CardKey.parse(notice.card)
    return DRAWS[key.card](at, key) if key is not None else None


ROUTES: Routes = {
    CardStale: on_stale,
    **self_score.ROUTES,
    **approval.ROUTES,
    **second_look.ROUTES,
    **take_back.ROUTES,
    **used_files.ROUTES,
    **delegation.ROUTES,
    **open_scoring.ROUTES,
    **my_goals.ROUTES,
    **agreement.ROUTES,
    **figures.ROUTES,
    **job_form.ROUTES,
    **shared.ROUTES,
    **digest.ROUTES,
    **feedback.ROUTES,
    **suggestion.ROUTES,
    **pocket_files.ROUTES,
    **triage.ROUTES,
    **join.ROUTES,
    **visibility.ROUTES,
    **my_request.ROUTES,
    **satisfaction.ROUTES,
    **later.ROUTES,
    **answer_due.ROUTES,
    **emergency.ROUTES,
    **handover.ROUTES,
    **climb.ROUTES,
    **handover_due.ROUTES,
    **handover_question.ROUTES,
    **project.ROUTES,
    **followers.ROUTES,
    **no_pings.ROUTES,
    **pings_weekly.ROUTES,
    **report.ROUTES,
    **report_weekly.ROUTES,
    **swap.ROUTES,
    **tracker.ROUTES,
    **desk_change.ROUTES,
    **reaction.ROUTES,
    **passed_on.ROUTES,
    **greeting.ROUTES,
    **nudges.ROUTES,
    **moves.ROUTES,
    **account_closed.ROUTES,
    **concerns.ROUTES,
}
"""Each file declares its own; this gathers them."""
