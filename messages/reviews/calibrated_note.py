"""To the manager who scored: what calibration moved, by whom and why."""

from bot.domain.reviews.calibration import Move, MovedFacts
from messages.catalog import Words
from messages.kit import Message, context, message, section
from messages.reviews.score_lines import cycle_title, in_full, short


def calibrated_note(words: Words, facts: MovedFacts, move: Move) -> Message:
    """No score in the line that a phone shows."""
    said = {
        "by": short(move.by),
        "name": short(facts.employee.name),
        "cycle": cycle_title(facts.cycle_name),
        "takes_back": move.takes_back is not None,
        "was": move.was,
        "now": move.now,
    }
    return message(
        words.say("reviews/calibrated_note/headline", **said),
        section(words.say("reviews/calibrated_note/body", **said)),
        *[section(piece) for piece in in_full(move.reason or "", at_most=2500)],
        context(words.say("reviews/calibrated_note/next", name=said["name"])),
    )
