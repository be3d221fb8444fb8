"""How far asking reaches, for whoever watches the figures: counts of the whole company."""

from bot.meters import REACH_DAYS, REACH_REMINDERS, REACH_STEPS
from bot.services.acting import Acting
from bot.services.nudging.reach import reaches_to_watch


def measure_reach(acting: Acting) -> None:
    """Count anew. A figure that there is not is not told, and neither is one of a period that is over."""
    found = reaches_to_watch(acting)
    for meter in (REACH_STEPS, REACH_REMINDERS, REACH_DAYS):
        meter.clear()
    for each in found:
        if (whole := each.whole) is None or not each.departments:  # of too few to be told of
            continue
        for state, count in (("on_time", whole.on_time), ("late", whole.late), ("open", whole.open)):
            REACH_STEPS.labels(period=each.period, state=state).set(count)
        if whole.nudges_per_step is not None:
            REACH_REMINDERS.labels(period=each.period).set(whole.nudges_per_step)
        if whole.median_days is not None:
            REACH_DAYS.labels(period=each.period).set(whole.median_days)
