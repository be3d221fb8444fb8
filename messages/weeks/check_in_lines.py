"""What somebody said of a week, line by line."""

from collections.abc import Callable, Mapping, Sequence

from bot.domain.weeks.check_in import LINE_LIMIT, Answers, KpiWord, Outlook, SkipReason
from messages.catalog import Mrkdwn, Words, escape
from messages.kit import fit_mrkdwn
from messages.reviews.score_lines import short

NAME_LIMIT = 60
LINE_SHOWN = 160

_OUTLOOKS: Mapping[Outlook, Callable[[Words], str]] = {
    Outlook.ON_TRACK: lambda words: words.label("On track"),
    Outlook.AT_RISK: lambda words: words.label("At risk"),
    Outlook.OFF: lambda words: words.label("Off"),
}
_REASONS: Mapping[SkipReason, Callable[[Words], str]] = {
    SkipReason.LEAVE: lambda words: words.label("on leave"),
    SkipReason.TRAVEL: lambda words: words.label("travelling"),
    SkipReason.NOTHING_NEW: lambda words: words.label("nothing new"),
}


def outlook_choices(words: Words) -> list[tuple[str, str]]:
    """Where a KPI can be going, the best first."""
    return [(outlook.value, said(words)) for outlook, said in _OUTLOOKS.items()]


def outlook_word(words: Words, outlook: Outlook) -> str:
    return _OUTLOOKS[outlook](words)


def skip_choices(words: Words) -> list[tuple[str, str]]:
    """Why there can be nothing to say."""
    return [(reason.value, said(words)) for reason, said in _REASONS.items()]


def reason_word(words: Words, reason: SkipReason) -> str:
    return _REASONS[reason](words)


def kpi_word(words: Words, word: KpiWord, *, limit: int = LINE_SHOWN) -> Mrkdwn:
    """One KPI: where it is going, the figure and the line where there are any."""
    return words.say(
        "weeks/check_in_lines/kpi",
        name=short(word.name, NAME_LIMIT),
        outlook=outlook_word(words, word.outlook),
        figure=short(word.figure),
        line=short(word.line, limit),
    )


def remarked(words: Words, name: str, remark: str) -> Mrkdwn:
    """A name and in brackets what there is to say of it."""
    return Mrkdwn(words.label("%(name)s (%(remark)s)", name=short(name, NAME_LIMIT), remark=escape(remark)))


def listed(words: Words, texts: Sequence[Mrkdwn]) -> Mrkdwn:
    """A list of what is markup already; empty where nothing is in it."""
    return Mrkdwn(words.names(texts)) if texts else Mrkdwn()


def concerned(words: Words, concerns: Sequence[KpiWord]) -> Mrkdwn:
    """KPIs that are not on track, by name."""
    return listed(words, [remarked(words, each.name, outlook_word(words, each.outlook)) for each in concerns])


def blocked(words: Words, answers: Answers, helpers: Sequence[str], *, limit: int = LINE_SHOWN) -> Mrkdwn:
    """What is in the way, and whose help is wanted."""
    return words.say(
        "weeks/check_in_lines/blocked",
        blockers=short(answers.blockers, limit),
        helpers=listed(words, [short(each) for each in helpers]),
    )


def whole(words: Words, answers: Answers, helpers: Sequence[str]) -> Mrkdwn:
    """All of it: what is in the way first, as it was written."""
    lines = []
    if answers.blockers:
        lines.append(words.say("weeks/check_in_lines/in_the_way", blockers=escape(answers.blockers)))
    if helpers:
        lines.append(blocked(words, Answers(kpis=(), helpers=answers.helpers), helpers))
    lines += [kpi_word(words, each, limit=LINE_LIMIT * 2) for each in answers.kpis]
    return fit_mrkdwn("\n".join(lines))
