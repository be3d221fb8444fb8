"""To whoever looks again: what one manager gave, a line and its buttons a person."""

from collections.abc import Callable, Mapping, Sequence

from bot.domain.reviews.cycles import is_year
from bot.domain.reviews.second_look import LookedAt, Remark, SecondLookFacts
from messages.catalog import Mrkdwn, Words
from messages.kit import Block, Message, actions, button, confirm, context, fit, message, section
from messages.reviews.manager_thread import some_names
from messages.reviews.score_lines import NAME_LIMIT, cycle_title, names, short
from messages.reviews.second_look_redone import ITEMS_OF_A_LINE, redone_text

CONFIRM = "reviews.second_look.confirm"
CONFIRM_OTHERS = "reviews.second_look.confirm_others"
"""All that still wait on the card; the value lists them as the card showed them."""
SEND_BACK = "reviews.second_look.send_back"
READ = "reviews.second_look.read"

MOST_SHOWN = 20
"""People on one card: two blocks each, of the fifty that a message takes."""


MOST_TEXT = 9000
"""Characters of all people's lines together: a message takes some 13,200 with its buttons."""

DOUBT_LIMIT = 200
"""Characters of the reason for which somebody's scores went back; the manager reads it whole."""

REMARKS: Mapping[Remark, Callable[[Words], str]] = {
    Remark.BIG_CHANGE: lambda words: words.label("*big change*"),
    Remark.LATE_FEEDBACK: lambda words: words.label("late feedback"),
}


def second_look_card(words: Words, facts: SecondLookFacts) -> Message:
    """How far it is, each person, and one button for all that wait, once there are several."""
    shown = _shown(words, facts)
    waiting = [person for person, _ in shown if person.waits]
    said = _said(words, facts) | {"hidden": len(facts.waiting) - len(waiting)}
    headline = words.say("reviews/second_look_card/headline", **said)
    return message(
        headline,
        section(Mrkdwn(f"*{headline}*")),
        *[block for _, blocks in shown for block in blocks],
        *_gone(words, facts),
        _others(words, facts, waiting),
        context(words.say("reviews/second_look_card/next", **said)),
    )


def seen(person: LookedAt) -> str:
    """What a button carries: which review, and which version of it the card showed."""
    return f"{person.review_id}:{person.version}"


def _shown(words: Words, facts: SecondLookFacts) -> list[tuple[LookedAt, list[Block]]]:
    """As many as a message takes. Where not all fit, those who still wait come first."""
    people = facts.people
    if len(people) > MOST_SHOWN:
        people = tuple(sorted(people, key=lambda person: not person.waits))
    shown: list[tuple[LookedAt, list[Block]]] = []
    left = MOST_TEXT
    for person in people[:MOST_SHOWN]:
        blocks = _person(words, person, is_year=is_year(facts.cycle_name))
        left -= len(str(blocks[0]["text"]["text"]))
        if left < 0:
            break
        shown.append((person, blocks))
    return shown


def _said(words: Words, facts: SecondLookFacts) -> dict[str, object]:
    return {
        "cycle": cycle_title(facts.cycle_name),
        "manager": short(facts.manager.name),
        "done": sum(each.mine or each.settled for each in facts.people),
        "total": len(facts.people),
        "waiting": len(facts.waiting),
        "is_over": facts.is_over,
        "due": facts.due,
        "is_late": words.now.astimezone(words.zone).date() > facts.due,
    }


def _person(words: Words, person: LookedAt, *, is_year: bool) -> list[Block]:
    said = words.say(
        "reviews/second_look_card/person",
        name=short(person.name),
        post=short(person.post),
        own=person.own.score if person.own and not is_year else None,
        given=person.given.score if person.given else None,
        last=person.last,
        mine=person.mine,
        confirmed_by=names(words, person.confirmed_by),
        awaited=names(words, person.awaited),
        sent_back=person.sent_back,
        marks=[REMARKS[each](words) for each in person.marks],
        doubted_by=short(person.doubted_by),
        is_own_doubt=person.is_own_doubt,
        doubt=fit(" ".join(person.doubt.split()), DOUBT_LIMIT),
        settled=person.settled,
        is_here=person.is_here,
        differing=person.differing,
        redone=redone_text(words, person.redone, most=ITEMS_OF_A_LINE) if person.redone else None,
        in_place_of=short(person.in_place_of) if person.in_place_of else None,
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


def _gone(words: Words, facts: SecondLookFacts) -> list[Block]:
    """Whom somebody else looks at now, since the reader was away or had no seat any more."""
    by: dict[str, list[str]] = {}
    for name, now in facts.gone:
        by.setdefault(now, []).append(name)
    return [
        section(
            words.say(
                "reviews/second_look_card/gone",
                now=short(now) if now else None,
                names=some_names(words, of),
            )
        )
        for now, of in by.items()
    ]


def _others(words: Words, facts: SecondLookFacts, waiting: Sequence[LookedAt]) -> Block | None:
    """Confirms those who can be seen on the card, and nobody else."""
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
                no=words.label("Decide later"),
            ),
        )
    )
