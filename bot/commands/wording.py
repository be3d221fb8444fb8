"""A refusal on the command line, in the configured default language."""

from bot.clock import SystemClock
from bot.commands.configured import configured
from bot.domain.policy import Policy
from bot.errors import Refusal, SetupError
from messages.catalog import Words


def refusal_line(refusal: Refusal) -> str:
    """Its sentence, plain and on one line."""
    try:
        policy = configured(tell=lambda _: None).policy
    except SetupError:
        policy = Policy()
    words = Words(locale=policy.default_locale, timezone=policy.default_timezone, now=SystemClock().now())
    return " ".join(words.plain(f"refusals/{refusal.code}", **refusal.facts).split())
