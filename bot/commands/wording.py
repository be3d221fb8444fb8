"""A refusal on the command line, in the configured default language."""

from bot.clock import SystemClock
from bot.commands.configured import configured
from bot.domain.policy import Policy
from bot.errors import Refusal, SetupError
from messages.catalog import Words
from messages.refusals import refusal_line as worded_line


def refusal_line(refusal: Refusal) -> str:
    """Its sentence, plain and on one line."""
    try:
        policy = configured(tell=lambda _: None).policy
    except SetupError:
        policy = Policy()
    words = Words(locale=policy.default_locale, timezone=policy.default_timezone, now=SystemClock().now())
    return worded_line(words, refusal.code, refusal.facts)
