"""A request for input: before whoever was asked, and that it ended."""

from bot.domain.people import Person
from bot.domain.reviews.input import FEWEST, Answered, How, InputFacts, InputRequest
from messages.catalog import Mrkdwn, Words
from messages.kit import Message, actions, button, confirm, context, message, section
from messages.reviews.score_lines import short

GIVE = "reviews.input.give"
DECLINE = "reviews.input.decline"
"""The value of each is the request's id."""
OPEN = "reviews.input.open"
"""The value is the id of whom it is about."""
READ = "reviews.input.read"
"""The value is the id of whom it is about, perhaps with a colon and a request's."""


def input_card(words: Words, facts: InputFacts) -> Message:
    """Who asks about whom until when, and by which rule; with the button that gives it."""
    about = short(facts.about.name)
    text = words.plain("reviews/input_card/notification", about=about)
    headline = words.say("reviews/input_card/headline", about=about, by=short(facts.asked_by.name))
    if not facts.can_be_given:
        return message(text, section(headline), context(_over(words, facts)))
    value, is_given = str(facts.request.id), facts.mine.answered is Answered.GIVEN
    return message(
        text,
        section(headline),
        section(
            words.say("reviews/input_card/what", answered=facts.mine.answered.value, due=facts.request.due_on)
        ),
        actions(
            button(
                words.label("Change it…") if is_given else words.label("Give input…"),
                GIVE,
                value=value,
                primary=not is_given,
            ),
            button(
                words.label("Give none"),
                DECLINE,
                value=value,
                asks=confirm(
                    title=words.label("Give none?"),
                    text=words.label("What you gave so far is taken away. Nobody is told that you declined.")
                    if is_given
                    else words.label("Nobody is told that you declined."),
                    yes=words.label("Give none"),
                    no=words.label("Cancel"),
                ),
            )
            if facts.mine.answered is not Answered.DECLINED
            else None,
        ),
        context(rule_line(words, facts)),
    )


def rule_line(words: Words, facts: InputFacts) -> Mrkdwn:
    """Who will read it and how, before anything is written."""
    return words.say(
        "reviews/input_card/rule",
        is_together=facts.request.how is How.TOGETHER,
        manager=short(facts.manager.name) if facts.manager else "",
        hr_reads=facts.hr_reads,
        about=short(facts.about.name),
        fewest=FEWEST,
    )


def ended_note(words: Words, request: InputRequest, *, about: Person) -> Message:
    """To whoever may read it: that it can be read, or that it never will be."""
    name = short(about.name)
    text = words.say(
        "reviews/input_card/ended",
        about=name,
        is_readable=request.stage.readable,
        is_together=request.how is How.TOGETHER,
        fewest=FEWEST,
    )
    value = f"{about.id}:{request.id}"
    read = button(words.label("Read it…"), READ, value=value, primary=True)
    return message(text, section(text), actions(read) if request.stage.readable else None)


def _over(words: Words, facts: InputFacts) -> Mrkdwn:
    return words.say(
        "reviews/input_card/over",
        stands=facts.request.stage.stands,
        answered=facts.mine.answered.value,
    )
