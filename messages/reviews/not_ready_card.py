"""To HR: who is not scored yet though scoring is open."""

from collections.abc import Sequence

from bot.domain.reviews.opening import Lacks, NotReady
from messages.catalog import Mrkdwn, Words
from messages.kit import Message, fit_mrkdwn, message, section
from messages.reviews.score_lines import cycle_title, short

NAMES_SHOWN = 20
LINES_LIMIT = 2800


def not_ready_card(words: Words, name: str, others: Sequence[NotReady], *, scored: int) -> Message:
    """For how many scoring was opened, and why not for the others."""
    cycle = cycle_title(name)
    lines = [
        words.say("reviews/not_ready_card/head", cycle=cycle, people=scored),
        *not_ready_lines(words, name, others),
    ]
    return message(
        words.say("reviews/not_ready_card/headline", cycle=cycle, count=len(others)),
        section(fit_mrkdwn("\n".join(lines), LINES_LIMIT)),
    )


def not_ready_lines(words: Words, name: str, others: Sequence[NotReady]) -> list[Mrkdwn]:
    """What each of these lacks, and what is to be done about it."""
    found = []
    for lacks in Lacks:
        names = [each.name for each in others if each.lacks is lacks]
        if names:
            found.append(
                words.say(
                    "reviews/not_ready_card/lacks",
                    lacks=lacks.value,
                    names=shown_names(words, names),
                    name=name,
                )
            )
    return found


def shown_names(words: Words, names: Sequence[str]) -> Mrkdwn:
    """These names, the last of very many counted only."""
    shown = [str(short(name)) for name in names[:NAMES_SHOWN]]
    if len(names) > NAMES_SHOWN:
        more = len(names) - NAMES_SHOWN
        shown.append(words.count("%(number)s more", "%(number)s more", more))
    return Mrkdwn(words.names(shown))
