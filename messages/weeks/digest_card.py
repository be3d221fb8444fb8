"""The digest of a week: who needs the manager first, with what can be said at one tap; then all others."""

from collections.abc import Sequence

from bot.domain.weeks.digest import DigestFacts, Told
from messages.actions.actions_digest import actions_block, actions_button
from messages.catalog import Mrkdwn, Words, escape
from messages.kit import Block, Element, Message, actions, button, fit, fit_mrkdwn, message, section
from messages.reviews.score_lines import short
from messages.weeks.check_in_lines import blocked, kpi_word, reason_word, remarked

THANK = "weeks.digest.thank"
TALK = "weeks.digest.talk"
OTHER_TIMES = "weeks.digest.other_times"
REPLY = "weeks.digest.reply"
"""The value of each is the check-in's id."""
READ_ALL = "weeks.digest.read_all"
"""Its value is the week."""

TOLD_SHOWN = 5
CONCERNS_SHOWN = 2
NAMES_SHOWN = 12
NAMES_LIMIT = 600


def digest_card(words: Words, facts: DigestFacts) -> Message:
    """One screen, also on a phone; the rest stands behind *Read all…* and on the Home tab."""
    headline = words.say("weeks/digest_card/headline", week=facts.week.monday, counts=_counts(words, facts))
    return message(
        headline,
        section(Mrkdwn(f"*{headline}*")),
        *(block for each in facts.told[:TOLD_SHOWN] for block in _told(words, each)),
        _others(words, facts),
        actions_block(words, facts.actions),
        _ways_on(words, facts),
    )


def _ways_on(words: Words, facts: DigestFacts) -> Block | None:
    """Everybody's week in full, and all actions."""
    if not facts.total:
        return None
    read = button(words.label("Read all…"), READ_ALL, value=str(facts.week))
    return actions(read, actions_button(words, facts.actions))


def _counts(words: Words, facts: DigestFacts) -> str:
    """How many there are of each, and nobody's name: it is the notification, too."""
    concerned, on_track = len(facts.told) - facts.blocked, len(facts.on_track)
    skipped, silent = len(facts.skipped), len(facts.silent) + len(facts.waiting)
    counts = [
        words.count("%(number)s blocked", "%(number)s blocked", facts.blocked) if facts.blocked else "",
        words.count("%(number)s at risk", "%(number)s at risk", concerned) if concerned else "",
        words.count("%(number)s on track", "%(number)s on track", on_track) if on_track else "",
        words.count("%(number)s skipped", "%(number)s skipped", skipped) if skipped else "",
        words.count("%(number)s silent", "%(number)s silent", silent) if silent else "",
    ]
    return words.names([each for each in counts if each]) if any(counts) else ""


def _told(words: Words, told: Told) -> list[Block]:
    assert told.answers is not None
    lines = [blocked(words, told.answers, told.helpers)] if told.answers.is_blocked else []
    lines += [kpi_word(words, each) for each in told.concerns[:CONCERNS_SHOWN]]
    if len(told.concerns) > CONCERNS_SHOWN:
        more = len(told.concerns) - CONCERNS_SHOWN
        lines.append(words.say("weeks/digest_card/more_concerns", count=more))
    lines[0] = Mrkdwn(f"*{short(told.name)}* · {lines[0]}")
    if said := said_line(words, told):
        lines.append(said)
    return [section(fit_mrkdwn("\n".join(lines))), actions(*answering(words, told))]


def said_line(words: Words, told: Told) -> Mrkdwn:
    """What was said about it so far; empty where nothing was."""
    said, offer = told.said, told.said.offer
    lines = []
    if said.thanked_at:
        lines.append(words.label("Thanks said %(at)s", at=words.stamp(said.thanked_at)))
    if said.answered_at:
        at = words.stamp(said.answered_at)
        lines.append(words.label("%(name)s answered %(at)s", name=fit(told.name, 60), at=at))
    elif said.replied_at:
        lines.append(words.label("You replied %(at)s", at=words.stamp(said.replied_at)))
    if offer and offer.chosen:
        lines.append(words.label("Talk on %(at)s", at=words.stamp(offer.chosen)))
    elif offer and offer.is_declined:
        lines.append(words.label("None of the times suits"))
    elif offer:
        times = words.names([words.stamp(at) for at in offer.times])
        lines.append(words.label("Talk offered: %(times)s", times=times))
    return Mrkdwn(" · ".join(f"_{escape(line)}_" for line in lines))


def answering(words: Words, told: Told) -> list[Element | None]:
    """What can be said still."""
    value, said = str(told.check_in.id), told.said
    talk = (
        button(words.label("Let's talk"), TALK, value=value)
        if said.offer is None
        else button(words.label("Other times…"), OTHER_TIMES, value=value)
    )
    return [
        button(words.label("Thanks"), THANK, value=value) if said.thanked_at is None else None,
        talk,
        button(words.label("Reply…"), REPLY, value=value),
    ]


def _others(words: Words, facts: DigestFacts) -> Block | None:
    more = [each.name for each in facts.told[TOLD_SHOWN:]]
    skipped = [remarked(words, name, reason_word(words, reason)) for name, reason in facts.skipped]
    said = words.say(
        "weeks/digest_card/others",
        more=_names(words, more),
        on_track=_names(words, facts.on_track),
        on_track_count=len(facts.on_track),
        skipped=_listed(words, skipped),
        silent=_names(words, facts.silent),
        waiting=_names(words, facts.waiting),
    )
    return section(said) if said else None


def _names(words: Words, names: Sequence[str]) -> Mrkdwn:
    return _listed(words, [short(each) for each in names])


def _listed(words: Words, names: Sequence[Mrkdwn]) -> Mrkdwn:
    if not names:
        return Mrkdwn()
    shown: list[str] = list(names[:NAMES_SHOWN])
    if len(names) > NAMES_SHOWN:
        more = len(names) - NAMES_SHOWN
        shown.append(words.count("%(number)s more", "%(number)s more", more))
    return fit_mrkdwn(words.names(shown), NAMES_LIMIT)
