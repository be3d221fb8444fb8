"""To whoever looks again: what one manager gave, a line and its buttons a person."""

from bot.domain.reviews.second_look import LookedAt, SecondLookFacts
from messages.catalog import Mrkdwn, Words
from messages.kit import Block, Message, actions, button, confirm, context, fit, message, section
from messages.reviews.no_surprise_lines import late_mark
from messages.reviews.score_lines import NAME_LIMIT, cycle_title, names, short

CONFIRM = "reviews.second_look.confirm"
CONFIRM_OTHERS = "reviews.second_look.confirm_others"
"""All that still wait on the card; the value lists them as the card showed them."""
SEND_BACK = "reviews.second_look.send_back"
READ = "reviews.second_look.read"

MOST_SHOWN = 20
"""People on one card: two blocks each, of the fifty that a message takes."""


def second_look_card(words: Words, facts: SecondLookFacts) -> Message:
    """How far it is, each person, and one button for all that wait, once there are several."""
    headline = words.say("reviews/second_look_card/headline", **_said(words, facts))
    shown = facts.people[:MOST_SHOWN]
    return message(
        headline,
        section(Mrkdwn(f"*{headline}*")),
        *[block for each in shown for block in _person(words, each)],
        _others(words, facts),
        context(words.say("reviews/second_look_card/next", **_said(words, facts))),
    )


def seen(person: LookedAt) -> str:
    """What a button carries: which review, and which version of it the card showed."""
    return f"{person.review_id}:{person.version}"


def marks_of(words: Words, person: LookedAt) -> list[str]:
    """What is to be noticed about somebody, in a few words each."""
    return [mark for mark in (late_mark(words, person),) if mark]


def _said(words: Words, facts: SecondLookFacts) -> dict[str, object]:
    return {
        "cycle": cycle_title(facts.cycle_name),
        "manager": short(facts.manager.name),
        "done": sum(each.mine or each.settled for each in facts.people),
        "total": len(facts.people),
        "waiting": len(facts.waiting),
        "due": facts.due,
        "is_late": words.now.astimezone(words.zone).date() > facts.due,
        "hidden": max(0, len(facts.people) - MOST_SHOWN),
    }


def _person(words: Words, person: LookedAt) -> list[Block]:
    said = words.say(
        "reviews/second_look_card/person",
        name=short(person.name),
        post=short(person.post),
        own=person.own.score if person.own else None,
        given=person.given.score if person.given else None,
        mine=person.mine,
        confirmed_by=names(words, person.confirmed_by),
        awaited=names(words, person.awaited),
        sent_back=person.sent_back,
        settled=person.settled,
        is_here=person.is_here,
        marks=names(words, marks_of(words, person)),
    )
    value = seen(person)
    read = button(words.label("Read…"), READ, value=str(person.review_id))
    if not person.waits:
        return [section(said, accessory=None if person.sent_back else read)]
    return [
        section(said),
        actions(
            button(words.label("Confirm"), CONFIRM, value=value),
            button(words.label("Send back…"), SEND_BACK, value=value),
            read,
        ),
    ]


def _others(words: Words, facts: SecondLookFacts) -> Block | None:
    waiting = facts.waiting[:MOST_SHOWN]
    if len(waiting) < 2:
        return None
    label = words.count("Confirm the other %(number)s", "Confirm the other %(number)s", len(waiting))
    return actions(
        button(
            label if len(waiting) < len(facts.people) else words.label("Confirm all"),
            CONFIRM_OTHERS,
            value=" ".join(seen(each) for each in waiting),
            primary=True,
            asks=confirm(
                title=words.label("Confirm these scores?"),
                text=words.plain(
                    "reviews/second_look_card/confirm",
                    manager=fit(facts.manager.name, NAME_LIMIT),
                    count=len(waiting),
                ),
                yes=words.label("Confirm"),
                no=words.label("Not yet"),
            ),
        )
    )
