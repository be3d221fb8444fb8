"""`/review`: HR opens a cycle and gives it more time; everybody sees where they stand."""

from typing import Any

from slack_bolt import Ack, App

from bot.clock import Clock
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.reviews.cycles import cycle_name, day_named
from bot.domain.text import is_blank, typed_text, word
from bot.errors import Refusal
from bot.services.reviews.open_cycle import DEFAULT_SCHEME, REASON_LIMIT, extend_cycle, open_cycle
from bot.services.reviews.status import cycle_status
from messages.catalog import Words
from messages.reviews.cycle_answers import extended_answer, help_answer, opened_answer, status_answer
from storage.unit import Store

COMMAND = "/review"


def register(app: App) -> None:
    app.command(COMMAND)(on_review)


def on_review(
    ack: Ack,
    command: dict[str, Any],
    words: Words,
    actor: Person,
    store: Store,
    clock: Clock,
    policy: Policy,
) -> None:
    said = [each for each in typed_text(command.get("text") or "").split() if not is_blank(each)]
    # What is said is compared in one form; a name that is not known and a reason are shown as written.
    match [word(said[0]).removeprefix("/"), *said[1:]] if said else []:
        case [] | ["help"]:
            answer = help_answer(words, actor)
        case ["status", *name] if len(name) <= 1:
            answer = status_answer(words, cycle_status(store, name=name[0] if name else None, by=actor))
        case ["open", name, *scheme] if len(scheme) <= 1:
            opened = open_cycle(
                store,
                name=name,
                scheme_key=scheme[0] if scheme else DEFAULT_SCHEME,
                by=actor,
                now=clock.now(),
                policy=policy,
            )
            answer = opened_answer(words, opened, hour=policy.schedule.opening_hour)
        case ["extend", name, day, *reason]:
            dates = extend_cycle(
                store,
                name=name,
                closes=day_named(day),
                reason=" ".join(reason),
                by=actor,
                now=clock.now(),
                policy=policy,
            )
            answer = extended_answer(words, cycle_name(name), dates)
        case ["extend", *_]:
            raise Refusal("cycle.reason", limit=REASON_LIMIT)  # shows the whole of it
        case _:
            raise Refusal("cycle.usage", text=" ".join(said))
    ack(text=answer, response_type="ephemeral")
