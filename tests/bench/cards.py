"""The main cards as functions of a reader's words, of a review and a request that went their whole way."""

from collections.abc import Callable, Mapping
from pathlib import Path

from bot.clock import SystemClock
from bot.domain.intake.triage import Kind, Urgency
from bot.domain.people import Person
from bot.opening import open_store
from bot.services.intake.request_facts import request_facts
from bot.services.intake.website_issue import Issue, file_request
from bot.services.reviews.approval import approve
from bot.services.reviews.approval_facts import approval_facts, team_progress
from bot.services.reviews.self_score import submit_self_score
from bot.services.reviews.sent_self_score import my_review_facts
from messages.catalog import Words
from messages.intake.my_request_card import my_request_card
from messages.intake.triage_card import triage_card
from messages.reviews.approval_card import approval_card
from messages.reviews.manager_thread import manager_thread
from messages.reviews.my_review_card import my_review_card
from messages.reviews.result_card import result_card
from storage.unit import Store
from tests.bench.company import TEAM, open_quarter, staff
from tests.bench.handing_in import Filled, fill_in
from tests.builders.acting import acting

Card = Callable[[Words], object]


def main_cards(folder: Path) -> Mapping[str, Card]:
    """Each card with the facts that a service reads for it, in a team of eight."""
    store = open_store(f"sqlite:///{folder / 'cards.db'}")
    staff(store, TEAM)
    open_quarter(store)
    filled = fill_in(store)[0]
    cards = {**_review_cards(store, filled), **_request_cards(store, by=filled.employee)}
    store.engine.dispose()
    return cards


def _review_cards(store: Store, filled: Filled) -> Mapping[str, Card]:
    now = SystemClock().now()
    employee, form = filled.employee, filled.form
    with store.read() as unit:
        begun = my_review_facts(unit, form.review_id, now=now)
    submit_self_score(acting(store, by=employee, now=now), review_id=form.review_id, read_at=filled.read_at)
    with store.read() as unit:
        waits = approval_facts(unit, form.review_id)
        progress = team_progress(unit, form.cycle.id, form.manager.id)
    approve(acting(store, by=form.manager, now=now), review_id=form.review_id, version=waits.review.version)
    with store.read() as unit:
        approved = approval_facts(unit, form.review_id)
    return {
        "quarter, to the employee": lambda words: my_review_card(words, begun),
        "team, to the manager": lambda words: manager_thread(words, progress),
        "self-score, to the manager": lambda words: approval_card(words, waits),
        "result, to the employee": lambda words: result_card(words, approved),
    }


def _request_cards(store: Store, *, by: Person) -> Mapping[str, Card]:
    issue = Issue(
        kind=Kind.WRONG,
        page="https://shop.example.com/campaign/autumn",
        happened="The price on the campaign page is yesterday's.\nThe basket shows the right one.",
        expected="Both show the same price.",
        since="Since this morning, about nine",
        urgency=Urgency.TODAY,
    )
    now = SystemClock().now()
    request_id = file_request(acting(store, by=by, now=now), issue, subject="", submission="bench")
    with store.read() as unit:
        request = request_facts(unit, request_id)
    return {
        "website request, to the desk": lambda words: triage_card(words, request),
        "website request, to its requester": lambda words: my_request_card(words, request),
    }
