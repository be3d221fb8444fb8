"""That a request was put off, on its card; and to its owner, that it is back."""

from bot.domain.intake.facts import RequestFacts
from messages.catalog import Mrkdwn, Words, quote
from messages.intake.desk_buttons import open_button
from messages.kit import Message, actions, fit, message, section
from messages.reviews.score_lines import short

TITLE_SHOWN = 120


def put_off_line(words: Words, request: RequestFacts) -> list[Mrkdwn]:
    """Until when, and by whom; why is not said in a channel. Nothing where it stands in the queue."""
    put_off = request.put_off
    if put_off is None:
        return []
    return [words.say("intake/later_note/line", at=words.stamp(put_off.until), name=short(put_off.by.name))]


def came_back(words: Words, request: RequestFacts) -> Message:
    """One line and one button."""
    text = words.say("intake/later_note/back", number=request.id)
    title = quote(fit(request.title, TITLE_SHOWN))
    return message(text, section(text), section(title), actions(open_button(words, request.id, primary=True)))
