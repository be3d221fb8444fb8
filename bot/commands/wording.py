"""What ends a command, in a line."""

from bot.clock import SystemClock
from bot.commands.configured import configured
from bot.domain.policy import Policy
from bot.errors import Refusal, SetupError
from messages.catalog import Words
from messages.refusals import refusal_line as worded_line
from storage.engine import DatabaseFailure, why


def line_of(error: Exception) -> str | None:
    """What whoever typed the command is told of it; None where it is an accident."""
    if isinstance(error, Refusal):
        return refusal_line(error)
    if isinstance(error, DatabaseFailure):
        return f"DATABASE_URL: the database failed: {why(error)}"
    return None


def refusal_line(refusal: Refusal) -> str:
    """Its sentence in the configured default language, plain and on one line."""
    try:
        policy = configured(tell=lambda _: None).policy
    except SetupError:
        policy = Policy()
    words = Words(locale=policy.default_locale, timezone=policy.default_timezone, now=SystemClock().now())
    return worded_line(words, refusal.code, refusal.facts)
