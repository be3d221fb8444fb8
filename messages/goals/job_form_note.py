"""What is said once of a job-responsibility form: another is asked for; one is below the mark."""

from bot.domain.goals.job_form_facts import Below, ChangeAsked
from messages.catalog import Words, quote
from messages.goals.job_form_buttons import OPEN, READ, version_value
from messages.kit import Message, actions, button, context, message, section
from messages.reviews.score_lines import cycle_title, short


def change_asked_note(words: Words, facts: ChangeAsked) -> Message:
    """To the employee: who wants another version, and why."""
    headline = words.say(
        "goals/job_form_note/change_asked", cycle=cycle_title(facts.period), by=short(facts.by)
    )
    again = button(words.label("Fill it in again…"), OPEN, value=str(facts.form.id), primary=True)
    return message(
        headline, section(headline), section(quote(facts.reason)), actions(again) if facts.is_open else None
    )


def below_note(words: Words, facts: Below) -> Message:
    """To HR and the head of department; in blocks and text no figure of anybody's."""
    said = {"cycle": cycle_title(facts.period), "name": short(facts.employee.name)}
    read = button(
        words.label("Read the form…"),
        READ,
        value=version_value(facts.form.id, facts.number),
        primary=True,
    )
    return message(
        words.say("goals/job_form_note/below_headline", **said),
        section(
            words.say(
                "goals/job_form_note/below",
                manager=short(facts.manager.name),
                number=facts.number,
                mark=facts.mark,
                **said,
            )
        ),
        actions(read),
        context(
            words.say("goals/job_form_note/told", told=words.names([str(short(name)) for name in facts.told]))
        ),
    )
