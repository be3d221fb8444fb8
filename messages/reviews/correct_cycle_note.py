"""That a cycle goes by a corrected version of its scheme: the question to HR, its answer, and what everybody
under way is told.
"""

from html import unescape

from bot.domain.reviews.correct_cycle import AskedToCorrect, CorrectedFacts
from bot.domain.reviews.cycles import is_year
from messages.catalog import Mrkdwn, Words, quote
from messages.kit import Message, actions, button, context, fit_mrkdwn, message, section
from messages.reviews.correct_cycle_lines import difference_lines
from messages.reviews.not_ready_card import shown_names
from messages.reviews.score_lines import cycle_title, short

CORRECT = "reviews.cycle.correct"
"""The button's value is the cycle's id, the version to go over to and the reason, with colons."""

REASON_SHOWN = 1500


def correct_question(words: Words, asked: AskedToCorrect) -> Message:
    """What changes, whom it is told and who scores anew, with the button that does it."""
    head = _question(words, asked)
    cycle, version = cycle_title(asked.name), asked.now.version
    label = words.label("Move %(cycle)s to version %(version)s", cycle=cycle, version=version)
    value = f"{asked.cycle_id}:{asked.now.version}:{asked.reason}"
    return message(
        head,
        section(fit_mrkdwn(head)),
        section(_changes(words, asked)),
        section(fit_mrkdwn(_who(words, asked))),
        actions(button(label, CORRECT, value=value, danger=True)),
    )


def correct_question_text(words: Words, asked: AskedToCorrect) -> str:
    """The same as the command line asks it."""
    parts = (_question(words, asked), _changes(words, asked), _who(words, asked))
    return unescape("\n".join(parts))


def corrected_answer(words: Words, asked: AskedToCorrect) -> Mrkdwn:
    """What came of it."""
    return words.say(
        "reviews/correct_cycle_note/answer",
        cycle=cycle_title(asked.name),
        version=asked.now.version,
        told=asked.told,
        back=shown_names(words, asked.back) if asked.back else "",
    )


def corrected_note(words: Words, facts: CorrectedFacts) -> Message:
    """Who did it and why, what is another, what stays, and what there is to do."""
    said = {
        "cycle": cycle_title(facts.cycle_name),
        "scheme": short(words.pick(facts.now.name)),
        "was": facts.was.version,
        "now": facts.now.version,
        "by": short(facts.by),
    }
    lines = [Mrkdwn("• " + each) for each in difference_lines(words, facts.was, facts.now)]
    return message(
        words.say("reviews/correct_cycle_note/headline", **said),
        section(words.say("reviews/correct_cycle_note/body", **said)),
        section(fit_mrkdwn(quote(facts.reason), REASON_SHOWN)),
        section(fit_mrkdwn("\n".join(lines))),
        section(
            words.say(
                "reviews/correct_cycle_note/next",
                back=shown_names(words, facts.back) if facts.back else "",
                is_asked=facts.is_asked,
                has_typed=facts.has_typed,
                is_year=is_year(facts.cycle_name),
            )
        ),
        context(words.say("reviews/correct_cycle_note/record", **said)),
    )


def _question(words: Words, asked: AskedToCorrect) -> Mrkdwn:
    return words.say(
        "reviews/correct_cycle_note/question",
        cycle=cycle_title(asked.name),
        scheme=short(words.pick(asked.now.name)),
        was=asked.was.version,
        now=asked.now.version,
    )


def _changes(words: Words, asked: AskedToCorrect) -> Mrkdwn:
    return fit_mrkdwn("\n".join("• " + each for each in difference_lines(words, asked.was, asked.now)))


def _who(words: Words, asked: AskedToCorrect) -> Mrkdwn:
    return words.say(
        "reviews/correct_cycle_note/who",
        told=asked.told,
        back=shown_names(words, asked.back) if asked.back else "",
        reason=fit_mrkdwn(quote(asked.reason), REASON_SHOWN),
    )
