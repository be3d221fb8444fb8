"""The reader's own KPI sheet as it stands."""

from bot.domain.goals.facts import GoalsFacts
from messages.catalog import Mrkdwn, Words
from messages.goals.kpi_lines import kpi_line
from messages.goals.my_goals_card import READ, said_of_goals, sheet_value, signatures
from messages.kit import Block, button, fit_mrkdwn, section
from messages.reviews.score_lines import cycle_title


def goals_title(words: Words, facts: GoalsFacts) -> str:
    return words.label("Your goals, %(period)s", period=cycle_title(facts.cycle.name))


def goals_line(words: Words, facts: GoalsFacts) -> Mrkdwn:
    return words.say("home/line", title=goals_title(words, facts), said=said_of_goals(words, facts))


def goals_section(words: Words, facts: GoalsFacts) -> list[Block]:
    """Who signed it when, what it weighs, and whose move it is."""
    standing = facts.standing
    lines = [said_of_goals(words, facts)]
    if standing is not None:
        lines += [kpi_line(words, kpi) for kpi in standing.kpis]
        lines.append(signatures(words, facts.signed.get(standing.id, {})))
    read = button(
        words.label("Read it…"), READ, value=sheet_value(facts.goals.id, standing.id if standing else None)
    )
    return [section(fit_mrkdwn(Mrkdwn("\n".join(lines))), accessory=read if standing else None)]
