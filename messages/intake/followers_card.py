"""To somebody who follows a request that is not theirs: how it stands, and what is new."""

from bot.domain.intake.facts import Followed, Step
from messages.catalog import Words, quote
from messages.intake.labels import stage_labels
from messages.intake.triage_card import TITLE_LENGTH
from messages.intake.triage_thread import ROOM
from messages.kit import Message, actions, button, context, fit, message, section
from messages.quoted import quoted

UNFOLLOW = "intake.followers.stop"


def followed_card(words: Words, followed: Followed) -> Message:
    """Where it is and who looks after it; whoever follows it no more reads that."""
    request = followed.request
    facts = {
        "request": request.id,
        "is_following": followed.follower is not None,
        "stage": stage_labels(words)[request.stage.key],
        "owner": request.owner.name,
        "due_on": request.due_on,
    }
    text = words.say("intake/followers_card/body", **facts)
    stop = button(words.label("Stop following"), UNFOLLOW, value=str(request.id))
    return message(
        text,
        section(text),
        section(quote(fit(request.title, TITLE_LENGTH))),
        actions(stop) if followed.follower else None,
        context(words.say("intake/followers_card/stands", **facts)),
    )


def followed_step(words: Words, followed: Followed, step: Step) -> Message:
    """Who did what, with the words that the desk sent; a requester's own stay between the two."""
    request, follower = followed.request, followed.follower
    own = follower.joined[0] if follower and follower.joined else None
    facts = {
        "request": request.id,
        "own": own,
        "event": step.event.value,
        "undoes": step.undoes.value if step.undoes else None,
        "name": step.name,
        "due_on": step.due_on,
    }
    text = words.say("intake/followers_card/step", **facts)
    said = quoted(step.text, limit=ROOM)[0] if step.text and step.is_by_the_desk else []
    return message(
        text,
        section(text),
        *said,
        context(words.say("intake/followers_card/why", request=request.id, own=own, event=step.event.value)),
    )
