"""To the developer on duty who is called about a request."""

from bot.domain.intake.desk_facts import EmergencyFacts
from messages.catalog import Words, escape
from messages.intake.triage_card import READ_ALL
from messages.kit import Message, actions, button, context, fit, fit_mrkdwn, message, section
from messages.quoted import quoted
from messages.reviews.score_lines import short

TAKE_CALL = "intake.emergency.take"
TITLE_SHOWN, PAGE_SHOWN, ROOM = 120, 700, 2900


def emergency_card(words: Words, facts: EmergencyFacts) -> Message:
    """What it is about and why they are called; one button, until they have pressed it."""
    request, page = facts.request, facts.page
    text = words.say(
        "intake/emergency_card/headline",
        number=request.id,
        name=short(page.by.name),
        at=words.stamp(page.at),
        taken_at=words.stamp(page.taken_at) if page.taken_at else None,
    )
    read = button(words.label("Read all…"), READ_ALL, value=str(request.id))
    take = (
        None
        if page.taken_at or request.is_closed
        else button(words.label("I am on it"), TAKE_CALL, value=str(page.id), primary=True)
    )
    return message(
        text,
        section(text),
        section(
            words.say(
                "intake/emergency_card/what",
                title=fit(request.title, TITLE_SHOWN),
                branch=request.branch,
                page=fit_mrkdwn(escape(request.page), PAGE_SHOWN) if request.page else None,
            )
        ),
        *quoted(page.reason, limit=ROOM)[0],
        actions(take, read),
        context(words.say("intake/emergency_card/who", owner=short(request.owner.name))),
    )
