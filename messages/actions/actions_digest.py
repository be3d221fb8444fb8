"""A manager's people's actions in the digest of a week: what presses, of the rest how many."""

from bot.domain.actions.follow_up import InDigest
from bot.domain.actions.way import Event
from messages.actions.action_lines import became_line, short_line
from messages.actions.actions_modal import ME, OPEN
from messages.catalog import Words
from messages.kit import Block, Element, button, fit_mrkdwn, section
from messages.reviews.score_lines import short

SHOWN = 5
NAME_LIMIT = 40


def actions_block(words: Words, actions: InDigest) -> Block | None:
    """Nothing where there are none."""
    if not actions.total:
        return None
    lines = [
        words.say(
            "actions/actions_digest/line",
            name=short(each.person.name, NAME_LIMIT),
            line=short_line(words, each),
            left=short(each.owner.name, NAME_LIMIT) if each.has_lost_its_owner else "",
            is_declined=each.action.stage.turned_down,
            is_stuck=each.last is not None and each.last.event is Event.STICK,
            note=short(each.last.note, 120) if each.last else "",
        )
        for each in actions.pressing[:SHOWN]
    ]
    ended = [
        words.say(
            "actions/actions_digest/ended",
            name=short(each.person.name, NAME_LIMIT),
            line=short_line(words, each, limit=60),
            became=[became_line(words, said) for said in each.became[-1:]],
        )
        for each in actions.ended[:SHOWN]
    ]
    said = words.say(
        "actions/actions_digest/block",
        lines=lines,
        ended=ended,
        more_ended=max(0, len(actions.ended) - SHOWN),
        unanswered=actions.unanswered,
        more=max(0, len(actions.pressing) - SHOWN),
        on_the_way=actions.on_the_way,
        done=actions.done,
        unsaid=actions.unsaid,
    )
    return section(fit_mrkdwn(said))


def actions_button(words: Words, actions: InDigest) -> Element | None:
    """The way to all of them."""
    return button(words.label("Actions…"), OPEN, value=ME) if actions.total else None
