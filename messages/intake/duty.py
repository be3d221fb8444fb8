"""Who is on duty at the website desk, as an answer, on Home, and in the lines of others."""

from bot.domain.intake.rota import DutyFacts, WeekOfDuty, iso_week
from bot.domain.working_hours import WorkingHours
from messages.catalog import Mrkdwn, Words
from messages.kit import Block, Message, actions, button, fit, message, section

SWAP = "intake.swap.open"
NAME_LENGTH = 60


def duty_answer(words: Words, duty: DutyFacts) -> Message:
    """Who has the desk now, until when, their hours, who stands in, and the weeks to come."""
    if duty.on_duty is None or duty.this_week is None:
        nobody = words.say("intake/duty/nobody")
        return message(nobody, section(nobody))
    now = now_line(words, duty)
    return message(now, *duty_section(words, duty))


def duty_title(words: Words, _duty: DutyFacts) -> str:
    """Over the section on Home."""
    return words.label("On duty")


def now_line(words: Words, duty: DutyFacts) -> Mrkdwn:
    """Who has it now, until when, in place of whom."""
    if duty.on_duty is None or duty.this_week is None:
        return words.say("intake/duty/nobody")
    week = duty.this_week
    stands_in = week.person.id != duty.on_duty.id
    return words.say(
        "intake/duty/now",
        name=fit(duty.on_duty.name, NAME_LENGTH),
        away=fit(week.person.name, NAME_LENGTH) if stands_in else "",
        until=week.last,
    )


def glance(words: Words, duty: DutyFacts) -> Mrkdwn:
    """The same and who comes next, in a line."""
    if not duty.next_weeks:
        return now_line(words, duty)
    following = duty.next_weeks[0]
    return words.say(
        "intake/duty/glance",
        now=now_line(words, duty),
        name=fit(following.person.name, NAME_LENGTH),
        week=following.week,
    )


def duty_section(words: Words, duty: DutyFacts) -> list[Block]:
    """All of it, with the way to swap for whoever takes turns."""
    if duty.on_duty is None or duty.hours is None:
        return [section(words.say("intake/duty/nobody"))]
    hours = words.say(
        "intake/duty/hours",
        hours=hours_text(duty.hours),
        place=duty.on_duty.timezone,
    )
    weeks = Mrkdwn("\n".join(week_line(words, each) for each in duty.next_weeks))
    blocks = [section(Mrkdwn(f"{now_line(words, duty)}\n{hours}"))]
    if weeks:
        blocks.append(section(weeks))
    if duty.may_swap:
        blocks.append(actions(button(words.label("Swap weeks…"), SWAP, value="-")))
    return blocks


def week_line(words: Words, week: WeekOfDuty) -> Mrkdwn:
    """One week: its days, whose it is, who stands in."""
    stand_ins = [fit(each.name, NAME_LENGTH) for each in week.stand_ins]
    return words.say(
        "intake/duty/week",
        week=week.week,
        last=week.last,
        iso=iso_week(week.week),
        name=fit(week.person.name, NAME_LENGTH),
        stand_ins=words.names(stand_ins) if stand_ins else "",
    )


def decided_answer(words: Words, week: WeekOfDuty) -> Mrkdwn:
    """To whoever said whose a week is."""
    return words.say("intake/duty/decided", line=week_line(words, week))


def hours_text(hours: WorkingHours) -> str:
    """`09:00–12:00, 13:30–18:00`"""
    return ", ".join(f"{begins:%H:%M}–{ends:%H:%M}" for begins, ends in hours.periods)
