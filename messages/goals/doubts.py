"""What is told before somebody signs a sheet: a sentence for each doubt, in text/goals/doubts."""

from bot.domain.goals.sheet import Warned
from bot.domain.organisation import KEY_WEIGHT, WARN_ABOVE_KPIS
from messages.catalog import Mrkdwn, Words


def doubt_text(words: Words, warned: Warned, *, count: int, scored_after_days: int) -> Mrkdwn:
    """`count`: how many KPIs there are. `scored_after_days`: of the self-score, after the period's end."""
    kpi = warned.kpi
    return words.say(
        f"goals/doubts/{warned.doubt.value}",
        count=count,
        warn=WARN_ABOVE_KPIS,
        weight=KEY_WEIGHT if kpi is None else kpi.weight,
        is_all=kpi is None,
        days=kpi.arrives_days if kpi else None,
        allowed=scored_after_days,
    )
