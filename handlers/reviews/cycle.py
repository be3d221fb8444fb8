"""`/review`: HR opens a cycle, gives it more time, corrects, withdraws it; everybody sees who is where."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from slack_bolt import Ack, App, Respond

from bot.domain.intake.markup import as_seen
from bot.domain.reviews.cycles import UnusualPeriod, cycle_name, day_named, with_whole_names
from bot.domain.reviews.opening import EarlyScoring, Moment
from bot.domain.text import is_blank, typed_text, word
from bot.errors import Refusal
from bot.services.goals.my_goals import my_goals
from bot.services.reviews.ad_hoc import open_ad_hoc
from bot.services.reviews.correct_cycle import ask_to_correct, correct_cycle
from bot.services.reviews.cycle_status import cycle_status
from bot.services.reviews.extend_goals import give_more_time
from bot.services.reviews.find_cycle import REASON_LIMIT, years_opened
from bot.services.reviews.not_rated import close_unrated
from bot.services.reviews.open_cycle import open_cycle
from bot.services.reviews.open_scoring import open_scoring
from bot.services.reviews.reopen import reopen
from bot.services.reviews.withdraw_cycle import ask_to_withdraw, withdraw_cycle
from bot.slack.errors import Unreachable
from handlers.actions.gates import on_gates
from handlers.actions.growth import on_growth
from handlers.actions.my_actions import on_actions
from handlers.carried import row_id
from handlers.goals.plans import on_plan
from handlers.nudging.reach import on_reach
from handlers.people.away import on_away, on_back
from handlers.reports.department import on_deck
from handlers.reviews.calibration import on_calibrate
from handlers.reviews.cycle_forms import BECAUSE, read_ad_hoc, read_of_one
from handlers.reviews.delegation import on_delegate
from handlers.reviews.export import on_export
from handlers.reviews.history import on_history
from handlers.reviews.input import on_input
from handlers.reviews.matrix import on_matrix
from handlers.reviews.recognition import on_recognise
from handlers.reviews.release import on_release
from handlers.reviews.view_as import on_view_as
from handlers.visit import Visit
from handlers.weeks.check_in import on_check_in
from handlers.weeks.feedback import on_feedback
from handlers.weeks.pocket import on_pocket
from messages.catalog import Mrkdwn
from messages.goals.my_goals_card import my_goals_card
from messages.kit import Message
from messages.reviews.ad_hoc_note import ad_hoc_answer
from messages.reviews.correct_cycle_note import CORRECT, correct_question, corrected_answer
from messages.reviews.cycle_answers import (
    OPEN_UNUSUAL,
    SCORE_EARLY,
    WITHDRAW,
    early_question,
    extended_answer,
    help_answer,
    opened_answer,
    scoring_answer,
    status_answer,
    unusual_question,
    withdraw_question,
    withdrawn_answer,
)
from messages.reviews.not_rated_card import closed_answer
from messages.reviews.reopened_card import reopened_answer

COMMAND = "/review"

ELSEWHERE: Mapping[str, Callable[[Ack, dict[str, Any], Visit], None]] = {
    "plan": on_plan,
    "away": on_away,
    "back": on_back,
    "check-in": on_check_in,
    "checkin": on_check_in,
    "pocket": on_pocket,
    "feedback": on_feedback,
    "reach": on_reach,
    "deck": on_deck,
    "history": on_history,
    "export": on_export,
    "input": on_input,
    "actions": on_actions,
    "gates": on_gates,
    "growth": on_growth,
    "release": on_release,
    "calibrate": on_calibrate,
    "matrix": on_matrix,
    "recognise": on_recognise,
    "recognize": on_recognise,
    "view-as": on_view_as,
    "delegate": on_delegate,
}
"""What `/review` is asked for that is no cycle: by the first word, a listener that reads the rest, as Slack's
markup.
"""


def register(app: App) -> None:
    app.command(COMMAND)(on_review)
    app.action(OPEN_UNUSUAL)(on_open_unusual)
    app.action(SCORE_EARLY)(on_score_early)
    app.action(WITHDRAW)(on_withdraw)
    app.action(CORRECT)(on_correct)


def on_review(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    seen = as_seen(command.get("text") or "", {})
    written = [each for each in typed_text(seen).split() if not is_blank(each)]
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
        case ["open", name, *chosen] if len(chosen) <= 2:
            moment, scheme = _chosen(name, chosen)
            try:
                opened = open_cycle(visit.acting, name=name, scheme_key=scheme, moment=moment)
            except UnusualPeriod as unusual:
                question = unusual_question(visit.words, unusual, scheme=scheme, moment=moment)
            else:
                answer = opened_answer(visit.words, opened, hour=_hour(visit))
        case ["score", name]:
            try:
                answer = scoring_answer(visit.words, open_scoring(visit.acting, name=name), hour=_hour(visit))
            except EarlyScoring as early:
                question = early_question(visit.words, early)
        case ["withdraw", name, *reason]:
            asked = ask_to_withdraw(visit.acting, name=name, reason=" ".join(reason))
            question = withdraw_question(visit.words, asked)
        case ["withdraw"]:
            raise Refusal("cycle.withdraw_reason", limit=REASON_LIMIT)  # shows the whole of it
        case ["correct", name, *reason]:
            question = correct_question(
                visit.words, ask_to_correct(visit.acting, name=name, reason=_because(reason))
            )
        case ["correct"]:
            raise Refusal("cycle.correct_reason", limit=REASON_LIMIT)  # shows the whole of it
        case ["extend", name, day, *reason]:
            dates = give_more_time(visit.acting, name=name, day=day_named(day), reason=" ".join(reason))
            answer = extended_answer(visit.words, cycle_name(name), dates)
        case ["extend", *_]:
            raise Refusal("cycle.reason", limit=REASON_LIMIT)  # shows the whole of it
        case ["close", *_]:
            one = read_of_one(command["text"], years=years_opened(visit.acting))
            closed = close_unrated(visit.acting, named=one.named, reason=one.reason)
            answer = closed_answer(visit.words, closed)
        case ["reopen", *_]:
            one = read_of_one(command["text"], years=years_opened(visit.acting), has_day=True)
            if one.until is None:
                raise Refusal("reopen.reason", limit=REASON_LIMIT)  # shows the whole of it
            reopened = reopen(visit.acting, named=one.named, until=one.until, reason=one.reason)
            answer = reopened_answer(visit.words, reopened)
        case ["adhoc" | "ad-hoc", *_]:
            answer = _ad_hoc(command["text"], visit)
        case [topic, *_] if topic in ELSEWHERE:
            ELSEWHERE[topic](ack, command, visit)
            return
        case _:
            raise Refusal("cycle.usage", text=" ".join(said))
    if question is not None:
        ack(text=question.text, blocks=question.blocks, response_type="ephemeral")
    else:
        ack(text=answer, response_type="ephemeral")


def _ad_hoc(text: str, visit: Visit) -> Mrkdwn:
    said = read_ad_hoc(text)
    if said.first is None or said.last is None:
        raise Refusal("ad_hoc.reason", limit=REASON_LIMIT)  # shows the whole of it
    opened = open_ad_hoc(
        visit.acting,
        named=said.named,
        first=said.first,
        last=said.last,
        reason=said.reason,
        scheme_key=said.scheme,
    )
    return ad_hoc_answer(visit.words, opened, hour=_hour(visit))


def on_open_unusual(ack: Ack, action: dict[str, Any], respond: Respond, visit: Visit) -> None:
    name, _, rest = action["value"].partition(":")
    scheme, *moments = rest.split(":")
    moment = next((each for each in Moment if each.value in moments), None)
    opened = open_cycle(visit.acting, name=name, scheme_key=scheme or None, is_meant=True, moment=moment)
    _answer_the_question(respond, opened_answer(visit.words, opened, hour=_hour(visit)))
    ack()


def on_score_early(ack: Ack, action: dict[str, Any], respond: Respond, visit: Visit) -> None:
    opened = open_scoring(visit.acting, name=action["value"], is_meant=True)
    _answer_the_question(respond, scoring_answer(visit.words, opened, hour=_hour(visit)))
    ack()


def on_withdraw(ack: Ack, action: dict[str, Any], respond: Respond, visit: Visit) -> None:
    cycle_id, _, reason = action["value"].partition(":")
    withdrawn = withdraw_cycle(visit.acting, cycle_id=row_id(cycle_id), reason=reason)
    _answer_the_question(respond, withdrawn_answer(visit.words, withdrawn))
    ack()


def on_correct(ack: Ack, action: dict[str, Any], respond: Respond, visit: Visit) -> None:
    cycle_id, _, rest = action["value"].partition(":")
    version, _, reason = rest.partition(":")
    corrected = correct_cycle(visit.acting, cycle_id=row_id(cycle_id), version=row_id(version), reason=reason)
    _answer_the_question(respond, corrected_answer(visit.words, corrected))
    ack()


def _because(written: list[str]) -> str:
    """A reason, with or without a “because” before it."""
    return " ".join(written[1:] if written and word(written[0]) in BECAUSE else written)


def _chosen(name: str, words: list[str]) -> tuple[Moment | None, str | None]:
    """For which moment a cycle is opened, and on which scheme, in whichever order they are written; None:
    not said.
    """
    moments = {each.value: each for each in Moment}
    moment = next((moments[word(each)] for each in words if word(each) in moments), None)
    schemes = [each for each in words if word(each) not in moments]
    if len(schemes) > 1:
        raise Refusal("cycle.usage", text=" ".join(["open", name, *words]))
    return moment, schemes[0] if schemes else None


def _hour(visit: Visit) -> int:
    return visit.acting.policy.schedule.opening_hour


def _answer_the_question(respond: Respond, answer: Mrkdwn) -> None:
    """The question gives way to its answer, and its button with it."""
    done = respond(text=answer, replace_original=True)
    if done.status_code != HTTPStatus.OK:
        raise Unreachable(f"http_{done.status_code}")
