"""The reader's own KPI sheet as it stands."""

from bot.domain.home import MyGoals
from bot.domain.reviews.kpis import Kpi
from bot.domain.weeks.check_in import LastWord
from messages.catalog import Mrkdwn, Words
from messages.goals.kpi_lines import kpi_line
from messages.goals.my_goals_card import READ, said_of_goals, sheet_value, signatures
from messages.kit import Block, button, fit_mrkdwn, section
from messages.reviews.score_lines import cycle_title, short
from messages.weeks.check_in_lines import outlook_word
from messages.whose_move import whose_move, with_move

LINE_LIMIT = 120


def goals_title(words: Words, mine: MyGoals) -> str:
    return words.label("Your goals, %(period)s", period=cycle_title(mine.facts.cycle.name))


def goals_line(words: Words, mine: MyGoals) -> Mrkdwn:
    """Whose move it is; where it is nobody's, how far they are."""
    found = whose_move(words, mine.move) if mine.move else said_of_goals(words, mine.facts)
    return words.say("home/line", title=goals_title(words, mine), said=found)


def goals_section(words: Words, mine: MyGoals) -> list[Block]:
    """Who signed it when, what it weighs and what was said of it last, and whose move it is."""
    facts = mine.facts
    standing = facts.standing
    lines = [with_move(words, said_of_goals(words, facts), mine.move)]
    if standing is not None:
        lines += [_kpi(words, kpi, mine.words.get(kpi.key)) for kpi in standing.kpis]
        lines.append(signatures(words, facts.signed.get(standing.id, {})))
    read = button(
        words.label("Read it…"), READ, value=sheet_value(facts.goals.id, standing.id if standing else None)
    )
    return [section(fit_mrkdwn(Mrkdwn("\n".join(lines))), accessory=read if standing else None)]


def _kpi(words: Words, kpi: Kpi, last: LastWord | None) -> Mrkdwn:
    line = kpi_line(words, kpi)
    if last is None:
        return line
    said = words.say(
        "home/last_word",
        outlook=outlook_word(words, last.outlook),
        line=short(last.line, LINE_LIMIT) if last.line else "",
        week=last.week.monday,
    )
    return Mrkdwn(f"{line}\n{said}")
