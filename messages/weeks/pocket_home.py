"""One's pocket on one's Home: how much is kept under what, and the newest."""

from bot.domain.weeks.pocket import PocketOnHome
from messages.catalog import Mrkdwn, Words
from messages.kit import Block, button, fit_mrkdwn, section
from messages.weeks.keeping_modal import OPEN_POCKET
from messages.weeks.pocket_lines import beginning, files_line, place_name

NOTHING = "weeks/pocket_home/nothing"
LINE = 100


def pocket_title(words: Words, _pocket: PocketOnHome | None) -> str:
    return words.label("Your evidence pocket")


def pocket_line(words: Words, pocket: PocketOnHome) -> Mrkdwn:
    """ "4 cases: *Teamwork*, rung 3 (2) · *Mentoring* (2)"."""
    counted = [
        words.say("weeks/pocket_home/group", place=place_name(words, group.place), count=group.count)
        for group in pocket.groups
    ]
    return fit_mrkdwn(
        words.say(
            "weeks/pocket_home/counts",
            total=pocket.total,
            groups=Mrkdwn(" · ".join(counted)),
            more=pocket.more_groups,
        ),
        1500,
    )


def pocket_section(words: Words, pocket: PocketOnHome) -> list[Block]:
    """The same, with the beginning of the newest; for the reader's eyes alone."""
    newest = [
        words.say(
            "weeks/pocket_home/case",
            on=case.happened_on,
            case=beginning(case, limit=LINE),
            files=files_line(words, case.files),
        )
        for case in pocket.newest
    ]
    opens = button(words.label("Open pocket…"), OPEN_POCKET, value="pocket")
    return [section(Mrkdwn("\n".join([pocket_line(words, pocket), *newest])), accessory=opens)]
