"""`/review`: HR opens a cycle, gives it more time, withdraws it; everybody sees where they stand."""

from http import HTTPStatus
from typing import Any

from slack_bolt import Ack, App, Respond

from bot.domain.reviews.cycles import UnusualPeriod, cycle_name, day_named, with_whole_names
from bot.domain.text import is_blank, typed_text, word
from bot.errors import Refusal
from bot.services.goals.my_goals import my_goals
from bot.services.reviews.cycle_status import cycle_status
from bot.services.reviews.extend_cycle import extend_cycle
from bot.services.reviews.find_cycle import REASON_LIMIT
from bot.services.reviews.open_cycle import DEFAULT_SCHEME, open_cycle
from bot.services.reviews.withdraw_cycle import ask_to_withdraw, withdraw_cycle
from bot.slack.errors import Unreachable
from handlers.carried import row_id
from handlers.goals.plans import on_plan
from handlers.visit import Visit
from messages.catalog import Mrkdwn
from messages.goals.my_goals_card import my_goals_card
from messages.kit import Message
from messages.reviews.cycle_answers import (
    OPEN_UNUSUAL,
    WITHDRAW,
    extended_answer,
    help_answer,
    opened_answer,
    status_answer,
    unusual_question,
    withdraw_question,
    withdrawn_answer,
)

COMMAND = "/review"


def register(app: App) -> None:
    app.command(COMMAND)(on_review)
    app.action(OPEN_UNUSUAL)(on_open_unusual)
    app.action(WITHDRAW)(on_withdraw)


def on_review(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    written = [each for each in typed_text(command.get("text") or "").split() if not is_blank(each)]
    said = [*written[:1], *with_whole_names(written[1:3]), *written[3:]]
    question: Message | None = None
    answer = Mrkdwn()
    # What is said is compared in one form; a name that is not known and a reason are shown as written.
    match [word(said[0]).removeprefix("/"), *said[1:]] if said else []:
        case [] | ["help"]:
            answer = help_answer(visit.words, visit.person)
        case ["goals", *name] if len(name) <= 1:
            question = my_goals_card(visit.words, my_goals(visit.acting, period=name[0] if name else None))
        case ["status", *name] if len(name) <= 1:
            answer = status_answer(visit.words, cycle_status(visit.acting, name=name[0] if name else None))
        case ["open", name, *chosen] if len(chosen) <= 1:
            scheme = chosen[0] if chosen else DEFAULT_SCHEME
            try:
                opened = open_cycle(visit.acting, name=name, scheme_key=scheme)
            except UnusualPeriod as unusual:
                question = unusual_question(visit.words, unusual, scheme=scheme)
            else:
                answer = opened_answer(visit.words, opened, hour=visit.acting.policy.schedule.opening_hour)
        case ["withdraw", name, *reason]:
            asked = ask_to_withdraw(visit.acting, name=name, reason=" ".join(reason))
            question = withdraw_question(visit.words, asked)
        case ["withdraw"]:
            raise Refusal("cycle.withdraw_reason", limit=REASON_LIMIT)  # shows the whole of it
        case ["extend", name, day, *reason]:
            dates = extend_cycle(visit.acting, name=name, closes=day_named(day), reason=" ".join(reason))
            answer = extended_answer(visit.words, cycle_name(name), dates)
        case ["extend", *_]:
            raise Refusal("cycle.reason", limit=REASON_LIMIT)  # shows the whole of it
        case ["plan"]:
            on_plan(ack, command, visit)
            return
        case _:
            raise Refusal("cycle.usage", text=" ".join(said))
    if question is not None:
        ack(text=question.text, blocks=question.blocks, response_type="ephemeral")
    else:
        ack(text=answer, response_type="ephemeral")


def on_open_unusual(ack: Ack, action: dict[str, Any], respond: Respond, visit: Visit) -> None:
    name, _, scheme = action["value"].partition(":")
    opened = open_cycle(visit.acting, name=name, scheme_key=scheme, is_meant=True)
    _answer_the_question(
        respond, opened_answer(visit.words, opened, hour=visit.acting.policy.schedule.opening_hour)
    )
    ack()


def on_withdraw(ack: Ack, action: dict[str, Any], respond: Respond, visit: Visit) -> None:
    cycle_id, _, reason = action["value"].partition(":")
    withdrawn = withdraw_cycle(visit.acting, cycle_id=row_id(cycle_id), reason=reason)
    _answer_the_question(respond, withdrawn_answer(visit.words, withdrawn))
    ack()


def _answer_the_question(respond: Respond, answer: Mrkdwn) -> None:
    """The question gives way to its answer, and its button with it."""
    done = respond(text=answer, replace_original=True)
    if done.status_code != HTTPStatus.OK:
        raise Unreachable(f"http_{done.status_code}")
