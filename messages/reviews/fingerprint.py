"""The rules of a cycle as they were fixed: one line on cards, the whole record where it can be checked."""

from collections.abc import Iterator

from bot.domain.reviews.fingerprint import Rules, RulesChange
from messages.catalog import Mrkdwn, Words
from messages.kit import Block, context, section
from messages.reviews.correct_cycle_lines import difference_lines
from messages.reviews.score_lines import pieces, short

CHANGES_SHOWN = 5
REASON_LIMIT = 300
CHANGES_LIMIT = 9000


def fixed_line(words: Words, rules: Rules | None) -> list[Mrkdwn]:
    """Since when the rules are fixed, and how their fingerprint begins, for the small print of a card."""
    return [_said(words, "reviews/fingerprint/fixed", rules)] if rules else []


def record_line(words: Words, rules: Rules | None) -> list[Mrkdwn]:
    """The same with the whole fingerprint, for whoever wants to compare it."""
    return [_said(words, "reviews/fingerprint/record", rules)] if rules else []


def rules_check(words: Words, rules: Rules | None) -> list[Block]:
    """That the rules did not change, or what did, when, by whom and why; or that they are not on record."""
    if rules is None:
        return []
    said = _said(words, "reviews/fingerprint/check", rules)
    if rules.is_intact and not rules.changes:
        return [context(said)]
    said_of_them = Mrkdwn("\n".join([said, *changes(words, rules)]))
    return [section(piece) for piece in pieces(said_of_them, at_most=CHANGES_LIMIT)]


def changes(words: Words, rules: Rules) -> Iterator[Mrkdwn]:
    """A line a change, oldest first; of very many the last ones."""
    earlier = len(rules.changes) - CHANGES_SHOWN
    if earlier > 0:
        yield words.say("reviews/fingerprint/earlier", count=earlier)
    for change in rules.changes[-CHANGES_SHOWN:]:
        yield Mrkdwn("• " + _change(words, change))
        if change.schemes:
            yield from (Mrkdwn("    – " + each) for each in difference_lines(words, *change.schemes))


def _change(words: Words, change: RulesChange) -> Mrkdwn:
    moved = [
        words.say(
            "reviews/fingerprint/moved",
            day_moved=each.day.value,
            was=words.day(each.was) if each.was else "–",
            now=words.day(each.now) if each.now else "–",
        )
        for each in change.days
    ]
    if change.versions:
        was, now = change.versions
        moved.append(words.say("reviews/fingerprint/moved", day_moved="scheme", was=was, now=now))
    return words.say(
        "reviews/fingerprint/change",
        at=change.at,
        by=short(change.by),
        moved=moved,
        reason=short(change.reason, REASON_LIMIT) if change.reason else "",
    )


def _said(words: Words, template: str, rules: Rules) -> Mrkdwn:
    return words.say(
        template,
        fixed_at=rules.fixed_at,
        changed_at=rules.changed_at,
        mark=rules.short,
        fingerprint=rules.fingerprint,
        is_intact=rules.is_intact,
    )
