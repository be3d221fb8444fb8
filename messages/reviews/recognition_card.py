"""A recognition before its person, in the channel, and to whoever wrote it. None of it tells of a score."""

import re

from bot.domain.reviews.recognition import RecognitionFacts
from messages.catalog import Mrkdwn, Words, escape, quote
from messages.kit import Element, Message, actions, button, confirm, context, message, section
from messages.reviews.score_lines import short

AGREE = "reviews.recognition.agree"
DECLINE = "reviews.recognition.decline"
TAKE_DOWN = "reviews.recognition.take_down"
"""The buttons' value is the recognition's id and which wording it is: "5:1"."""

_ID = re.compile(r"[CG][A-Z0-9]{5,}")


def recognition_card(words: Words, facts: RecognitionFacts, *, is_up: bool = False) -> Message:
    """The exact words, where they would stand, and what their person can say to it now. `is_up`: whether the
    post stands in the channel.
    """
    said = _said(facts) | {"is_up": is_up}
    return message(
        words.say("reviews/recognition_card/headline", **said),
        section(words.say("reviews/recognition_card/asked", **said)),
        section(quote(facts.recognition.words)),
        actions(*buttons) if (buttons := _buttons(words, facts, is_up=is_up)) else None,
        context(words.say("reviews/recognition_card/how_it_stands", **said)),
    )


def former_card(words: Words, facts: RecognitionFacts) -> Message:
    """In place of words that were changed."""
    said = words.say("reviews/recognition_card/former", **_said(facts))
    return message(said, section(said))


def recognition_post(words: Words, facts: RecognitionFacts) -> Message:
    """In the channel: who says what about whom, and that they wanted it there."""
    said = _said(facts)
    return message(
        words.say("reviews/recognition_card/post_headline", **said),
        section(words.say("reviews/recognition_card/post", **said)),
        section(quote(facts.recognition.words)),
        context(words.say("reviews/recognition_card/consent", **said)),
    )


def answered_note(words: Words, facts: RecognitionFacts) -> Message:
    """To whoever wrote it: what its person says."""
    said = words.say("reviews/recognition_card/answered", **_said(facts))
    return message(said, section(said))


def where(channel: str) -> Mrkdwn:
    """A channel by its id or its name, as Slack shows it."""
    if _ID.fullmatch(channel):
        return Mrkdwn(f"<#{channel}>")
    return Mrkdwn(f"#{escape(channel.removeprefix('#'))}")


def _said(facts: RecognitionFacts) -> dict[str, object]:
    recognition = facts.recognition
    return {
        "by": short(facts.by.name),
        "name": short(facts.employee.name),
        "where": where(recognition.channel),
        "state": recognition.state.value,
        "goes_at": recognition.goes_at,
        "is_out": facts.is_out,
        "is_due": facts.is_due,
    }


def _buttons(words: Words, facts: RecognitionFacts, *, is_up: bool) -> list[Element]:
    stage = facts.recognition.stage
    value = f"{facts.recognition.id}:{facts.recognition.asking}"
    if facts.is_out and not is_up:
        return [button(words.label("Not after all"), TAKE_DOWN, value=value)] if facts.is_due else []
    if facts.is_out:
        asks = confirm(
            title=words.label("Take it down?"),
            text=words.label("The post is deleted, for everybody. It is not posted again."),
            yes=words.label("Take it down"),
            no=words.label("Leave it"),
        )
        return [button(words.label("Take it down"), TAKE_DOWN, value=value, asks=asks)]
    if stage.agreed:
        return [button(words.label("Not after all"), DECLINE, value=value)]
    if not stage.asks:
        return []
    yes = button(words.label("Yes, post it"), AGREE, value=value, primary=stage.rewords)
    return [yes, button(words.label("Not this time"), DECLINE, value=value)] if stage.rewords else [yes]
