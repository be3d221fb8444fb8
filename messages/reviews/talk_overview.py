"""How far talks are, in a line: one's own, and how many of a period."""

from collections.abc import Callable, Mapping

from bot.domain.reviews.talk_overview import MyTalk, TalkCounts
from bot.domain.reviews.talk_way import Mark
from messages.catalog import Mrkdwn, Words
from messages.reviews.score_lines import short

COUNTED: Mapping[Mark, Callable[[Words, str], str]] = {
    Mark.TO_HOLD: lambda words, count: words.label("still to be held: %(number)s", number=count),
    Mark.HELD: lambda words, count: words.label("held, not answered yet: %(number)s", number=count),
    Mark.ACKNOWLEDGED: lambda words, count: words.label("acknowledged: %(number)s", number=count),
    Mark.UNANSWERED: lambda words, count: words.label("closed without an answer: %(number)s", number=count),
    Mark.APPEALED: lambda words, count: words.label("appeals under way: %(number)s", number=count),
    Mark.UPHELD: lambda words, count: words.label("stand after an appeal: %(number)s", number=count),
    Mark.REOPENED: lambda words, count: words.label("opened again after an appeal: %(number)s", number=count),
}


def talk_line(words: Words, talk: MyTalk) -> Mrkdwn:
    """How far the reader's own is."""
    return words.say(
        "reviews/talk_overview/mine",
        stage=talk.mark.value,
        manager=short(talk.holder) if talk.holder else Mrkdwn(words.label("Your manager")),
        judge=short(talk.judge) if talk.judge else None,
    )


def talk_counts(words: Words, talks: TalkCounts) -> Mrkdwn:
    """How many are how far, and how many are prepared."""
    parts = [
        said(words, words.number(talks.counts[mark]))
        for mark, said in COUNTED.items()
        if talks.counts.get(mark)
    ]
    if talks.counts.get(Mark.TO_HOLD):
        parts.insert(1, words.label("prepared: %(number)s", number=words.number(talks.prepared)))
    return words.say("reviews/talk_overview/counts", counts=Mrkdwn(" · ".join(parts)))
