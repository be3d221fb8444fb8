"""How it stands with somebody's absences, for their own eyes."""

from bot.domain.absences import Absence, Away, Source, Standing
from messages.catalog import Mrkdwn, Words
from messages.kit import Block, Message, button, context, message, section

BACK = "people.away.back"
TAKE_BACK = "people.away.take_back"
"""The button's value is the absence's id."""


def away_card(words: Words, standing: Standing) -> Message:
    """Whether they are away, what that means, and what is coming."""
    if standing.is_empty:
        return message(said := words.say("people/away_card/nothing"), section(said))
    here = [] if standing.now else [section(words.say("people/away_card/here"))]
    text = _now(words, standing.now) if standing.now else words.say("people/away_card/here")
    return message(text, *here, *away_lines(words, standing), context(words.say("people/away_card/means")))


def back_card(words: Words, standing: Standing) -> Message:
    """They are here again; what is coming stays."""
    said = words.say("people/away_card/back")
    return message(said, section(said), *away_lines(words, standing))


def away_lines(words: Words, standing: Standing) -> list[Block]:
    """One line and one button for now and for each that is coming."""
    lines = []
    if standing.now:
        said = _line(words, _now(words, standing.now), standing.sources)
        lines.append(section(said, accessory=button(words.label("I am back"), BACK, value="now")))
    for each in standing.coming:
        lines.append(
            section(
                _line(words, _coming(words, each), {each.source}),
                accessory=button(words.label("Take it back"), TAKE_BACK, value=str(each.id)),
            )
        )
    if standing.more:
        lines.append(context(words.say("people/away_card/more", count=standing.more)))
    return lines


def _now(words: Words, away: Away) -> Mrkdwn:
    return words.say("people/away_card/now", first=away.first, last=away.last, back=away.back_on)


def _coming(words: Words, absence: Absence) -> Mrkdwn:
    return words.say("people/away_card/coming", first=absence.first, last=absence.last)


def _line(words: Words, said: Mrkdwn, sources: set[Source] | frozenset[Source]) -> Mrkdwn:
    """The days, and whose word that is."""
    labels = {
        Source.OWN: words.label("you said so"),
        Source.FILE: words.label("from the leave file"),
        Source.STATUS: words.label("from your status in Slack"),
    }
    told = [labels[source] for source in Source if source in sources]
    return words.say("people/away_card/line", said=said, told=told)
