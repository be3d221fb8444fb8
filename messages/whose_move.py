"""Whose move it is, in a sentence: with whom, and for how long or since when."""

from bot.domain.whose_move import Holder, Move, Turn, Worked
from messages.catalog import Mrkdwn, Words
from messages.reviews.score_lines import short


def whose_move(words: Words, move: Move) -> Mrkdwn:
    """ "With Liu Yang for 6 working hours. Liu Yang is away until Mon 12 Oct." """
    name = short(move.name)
    said = words.say(
        "whose_move/held", holder=move.holder.value, name=name, how_long=how_long(words, move.worked)
    )
    if move.away is None or move.holder is Holder.YOU:
        return said
    return words.say("whose_move/away", said=said, name=name, until=move.away.last)


def with_move(words: Words, said: Mrkdwn, move: Move | None) -> Mrkdwn:
    """The same, and below it whose move it is, where it is somebody's."""
    return said if move is None else Mrkdwn(f"{said}\n{whose_move(words, move)}")


def whose_turn(words: Words, turn: Turn | None) -> list[Mrkdwn]:
    """As a card says it, which stands for days: "With Liu Yang since Mon 7 Dec 14:00."; nothing where it is
    nobody's.
    """
    if turn is None:
        return []
    since = words.stamp(turn.since)
    return [words.say("whose_move/since", holder=turn.holder.value, name=short(turn.name), since=since)]


def how_long(words: Words, worked: Worked) -> str:
    """ "6 working hours", from two days on "2 working days"."""
    if worked.days:
        return words.count("one working day", "%(number)s working days", worked.days)
    if worked.hours:
        return words.count("one working hour", "%(number)s working hours", worked.hours)
    return words.label("less than a working hour")
