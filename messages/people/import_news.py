"""What follows from an organisation file, for whoever imports it: plain sentences, one a line."""

from bot.domain.import_news import News
from messages.catalog import Words
from messages.reviews.score_lines import cycle_title


def news_text(words: Words, news: News) -> str:
    """One sentence."""
    facts = dict(news.facts)
    if "period" in facts:
        facts["cycle"] = cycle_title(facts["period"]) if facts["period"] else ""
    said = words.plain(f"people/import_news/{news.kind.value}", **facts)
    return one_line(words, said)


def one_line(words: Words, said: str) -> str:
    """Sentences that stand beneath one another, one behind the other as this language does."""
    return (" " if words.language == "en" else "").join(each.strip() for each in said.splitlines())
