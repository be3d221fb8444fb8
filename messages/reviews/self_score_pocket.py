"""What the pocket holds for an item of the self-score, and the menu that puts it there."""

from collections.abc import Sequence

from bot.domain.reviews.facts import Item
from bot.domain.reviews.self_score import Noted
from bot.domain.weeks.pocket import Case, stands_in
from messages.catalog import Mrkdwn, Words
from messages.kit import OPTION_LIMIT, Block, fit, section, select
from messages.reviews.score_lines import short
from messages.weeks.pocket_lines import beginning

USE = "reviews.self_score.use"
"""A case was chosen; the option's value is its id. How often that was done is behind it: Slack keeps in a
menu of the same name what was chosen there before."""
CHECK_IN = "check-in:"
"""What an option begins with that is no case, but was said in a check-in; its id is behind it."""
POCKET = "pocket"

LINES = 3
MOST_OFFERED = 10
BEGINNING = 120


def pocket_block_id(item: Item) -> str:
    """The pocket beside one item."""
    return f"{POCKET}:{item[0]}:{item[1]}"


def item_of(block_id: str) -> Item | None:
    """The item beside which that pocket stands; None where the block is none."""
    name, _, rest = block_id.partition(":")
    section_key, found, key = rest.partition(":")
    return (section_key, key) if name == POCKET and found else None


def pocket_beside(
    words: Words,
    cases: Sequence[Case],
    item: Item,
    *,
    typed: str | None,
    taken: int,
    noted: Sequence[Noted] = (),
) -> Block | None:
    """The first few, those first that were not put there yet, then what check-ins said; None where nothing is
    kept for it.
    """
    if not cases and not noted:
        return None
    offered = [case for case in cases if not stands_in(case, typed)]
    said = [each for each in noted if each.text not in (typed or "")]
    shown = [*offered, *(case for case in cases if case not in offered)][:LINES]
    lines = [_line(words, case, is_there=case not in offered) for case in shown]
    lines += [_said(words, each, is_there=each not in said) for each in noted[:LINES]]
    more = len(cases) + len(noted) - len(lines)
    head = words.say("reviews/self_score_pocket/head", more=more, kept=bool(cases), noted=bool(noted))
    choices = [(str(case.id), _option(words, case)) for case in offered[:MOST_OFFERED]]
    choices += [(f"{CHECK_IN}{each.check_in_id}", _said_option(words, each)) for each in said[:MOST_OFFERED]]
    menu = select(f"{USE}.{taken}", choices, placeholder=words.label("Use one…")) if choices else None
    return section(Mrkdwn("\n".join([head, *lines])), accessory=menu, block_id=pocket_block_id(item))


def noted_text(words: Words, noted: Noted) -> str:
    """What a check-in said, as it stands in a self-score: plain words, then of which week."""
    return words.plain("reviews/self_score_pocket/evidence_noted", text=noted.text, week=noted.week.monday)


def _said(words: Words, noted: Noted, *, is_there: bool) -> Mrkdwn:
    return words.say(
        "reviews/self_score_pocket/noted",
        week=noted.week.monday,
        text=short(noted.text, BEGINNING),
        is_there=is_there,
    )


def _said_option(words: Words, noted: Noted) -> str:
    said = " ".join(noted.text.split())
    return fit(
        words.label("Week of %(day)s: %(case)s", day=words.day(noted.week.monday), case=said), OPTION_LIMIT
    )


def _line(words: Words, case: Case, *, is_there: bool) -> Mrkdwn:
    return words.say(
        "reviews/self_score_pocket/case",
        on=case.happened_on,
        rung=case.place.rung,
        case=beginning(case, limit=BEGINNING),
        is_there=is_there,
    )


def _option(words: Words, case: Case) -> str:
    said = " ".join(case.words.split()) or ", ".join(file.name for file in case.files)
    return fit(words.label("%(day)s: %(case)s", day=words.day(case.happened_on), case=said), OPTION_LIMIT)
