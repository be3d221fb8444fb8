"""What only some requests say, as the desk and the requester read it."""

from bot.domain.intake.facts import RequestFacts
from messages.catalog import Mrkdwn, Words
from messages.intake.labels import reach_labels
from messages.kit import Block, fit, fit_mrkdwn, section

ROOM_ANSWER, ROOM_ALL = 300, 1500
"""On a card."""


def details(words: Words, request: RequestFacts) -> tuple[list[Block], bool]:
    """The lines of a card, and whether that is all of it; none where nothing more is said."""
    said = _lines(words, request, room=ROOM_ANSWER)
    shown = fit_mrkdwn(said, ROOM_ALL)
    is_whole = said == shown == fit_mrkdwn(_lines(words, request, room=None), ROOM_ALL)
    return [section(shown)] if shown else [], is_whole


def all_details(words: Words, request: RequestFacts) -> list[Block]:
    """The same, whole, for a modal: each of at most a few hundred signs."""
    said = _lines(words, request, room=None)
    pieces: list[str] = []
    for line in said.splitlines():
        if pieces and len(pieces[-1]) + len(line) < 2900:
            pieces[-1] += f"\n{line}"
        elif line:
            pieces.append(line)
    return [section(Mrkdwn(each)) for each in pieces]


def _lines(words: Words, request: RequestFacts, *, room: int | None) -> Mrkdwn:
    def cut(text: str) -> str:
        return " ".join((fit(text, room) if room else text).split())

    return words.say(
        "intake/details/lines",
        device=cut(request.device),
        reach=reach_labels(words)[request.reach] if request.reach else "",
        for_whom=cut(request.for_whom),
        wished_by=cut(request.wished_by),
        extra=[(label, cut(answer)) for label, answer in request.extra],
    )
