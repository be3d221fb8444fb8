"""To a manager: the parent of the cycle's thread, "2026 Q4: 3 of 8 approved"."""

from bot.domain.reviews.approval import TeamProgress
from bot.domain.reviews.cycles import is_year
from bot.domain.reviews.way import Mark
from messages.catalog import Mrkdwn, Words, escape
from messages.kit import Message, context, fit_mrkdwn, message, section
from messages.reviews.marks import MARKS, Part, said
from messages.reviews.score_lines import cycle_title, short
from messages.reviews.withdrawn_card import withdrawn_card

LONGEST_BAR = 60
NAMES_SHOWN = 12
NAME_LIMIT = 40
NAMES_LIMIT = 700


def manager_thread(words: Words, progress: TeamProgress) -> Message:
    """How far the team is: a headline, a mark for each person, and the same in words."""
    if progress.withdrawn is not None:
        return withdrawn_card(words, progress.cycle_name, progress.withdrawn)
    facts = {
        "cycle": cycle_title(progress.cycle_name),
        "approved": progress.approved,
        "total": progress.total,
        "due": progress.approval_due,
        "is_late": words.now.astimezone(words.zone).date() > progress.approval_due,
    }
    headline = words.say("reviews/manager_thread/headline", **facts)
    next_step = words.say(
        "reviews/manager_thread/next",
        approved=progress.approved,
        total=progress.total,
        waiting=bool(progress.named(Mark.WAITS)),
    )
    return message(
        headline,
        section(Mrkdwn(f"*{headline}*")),
        section(Mrkdwn("\n".join([_bar(progress), *_lines(words, progress)]))) if progress.reports else None,
        section(_elsewhere(words, progress)) if progress.elsewhere else None,
        context(next_step),
    )


def _bar(progress: TeamProgress) -> str:
    marks = [MARKS[mark].sign for wanted in MARKS for _, mark in progress.reports if mark is wanted]
    return "".join(marks[:LONGEST_BAR]) + ("…" if len(marks) > LONGEST_BAR else "")


def _elsewhere(words: Words, progress: TeamProgress) -> Mrkdwn:
    return words.say(
        "reviews/manager_thread/elsewhere",
        delegate=short(progress.has_them or ""),
        names=some_names(words, list(progress.elsewhere)),
    )


def _lines(words: Words, progress: TeamProgress) -> list[str]:
    found: list[str] = []
    for mark in MARKS:
        names = progress.named(mark)
        given = [name for name in names if mark is Mark.ASKED and name in progress.given_back]
        rest = [name for name in names if name not in given]
        for those, given_back in ((rest, False), (given, True)):
            if those:
                shown = some_names(words, those)
                of_year = is_year(progress.cycle_name)
                found.append(
                    said(words, mark, Part.TEAM, is_year=of_year, names=shown, given_back=given_back)
                )
    return found


def some_names(words: Words, names: list[str]) -> Mrkdwn:
    """The first of these names, and how many more there are."""
    shown = [str(short(name, NAME_LIMIT)) for name in names[:NAMES_SHOWN]]
    more = len(names) - len(shown)
    if more:
        shown.append(escape(words.count("%(number)s more", "%(number)s more", more)))
    return fit_mrkdwn(words.names(shown), NAMES_LIMIT)
