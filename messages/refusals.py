"""How a refusal is worded: why, and what to do now. One template per code in text/refusals."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.quantities import Understood
from bot.domain.reviews.correct_cycle import Misfits
from messages.catalog import Mrkdwn, Words
from messages.kit import LEADS_ON, Element, actions, home, modal, section
from messages.quantities import in_words
from messages.reviews import no_surprise_lines
from messages.reviews.correct_cycle_lines import misfit_lines

WAYS_ON: Mapping[str, Callable[[Words, Mapping[str, Any]], Element]] = {
    "review.surprise": no_surprise_lines.way_on,
}
"""By code, what can be done on the spot about a refusal."""


def refusal_text(words: Words, code: str, facts: Mapping[str, Any]) -> Mrkdwn:
    """The sentence for a Refusal's code, as mrkdwn."""
    return words.say(f"refusals/{code}", **_worded(words, facts))


def refusal_line(words: Words, code: str, facts: Mapping[str, Any]) -> str:
    """The same for the command line: plain, on one line."""
    return " ".join(words.plain(f"refusals/{code}", **_worded(words, facts)).split())


def _worded(words: Words, facts: Mapping[str, Any]) -> Mapping[str, Any]:
    """The facts of a refusal as its sentence takes them: what a number can be read as becomes words."""
    return {name: _as_words(words, fact) for name, fact in facts.items()}


def _as_words(words: Words, fact: Any) -> Any:
    if isinstance(fact, Misfits):
        return misfit_lines(words, fact)
    return in_words(words, fact) if isinstance(fact, Understood) else fact


def way_on(words: Words, code: str, facts: Mapping[str, Any]) -> Element | None:
    """The button that leads on from a refusal, where there is one."""
    leads = WAYS_ON.get(code)
    return leads(words, facts) if leads else None


def trouble_text(words: Words, reference: str) -> Mrkdwn:
    """What a person reads after an accident: a reference for the log, and that nothing typed is lost."""
    return words.say("refusals/trouble", reference=reference)


def notice_modal(words: Words, text: Mrkdwn | str, *, leads: Element | None = None) -> dict[str, Any]:
    """A small modal with one sentence, and a button that leads on. Pushed over a form, it leaves the form as
    it was.
    """
    return modal(
        title=words.label("Steward"),
        blocks=[section(Mrkdwn(text)), actions(leads) if leads else None],
        callback_id="notice",
        close=words.label("Close"),
        private_metadata=LEADS_ON if leads else "",
    )


def refusal_home(words: Words, text: Mrkdwn | str) -> dict[str, Any]:  # noqa: ARG001
    """A Home tab that says only why there is nothing else on it."""
    return home([section(Mrkdwn(text))])
