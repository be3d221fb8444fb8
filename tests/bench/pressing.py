"""What is put on the servers: self-scores handed in, self-scores approved, website requests sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from sqlalchemy import Engine

from bot.clock import SystemClock
from bot.services.record.seal import seal_what_waits
from messages.intake.website_issue_form import CALLBACK
from messages.reviews.approve_modal import APPROVE_FORM
from messages.reviews.self_score_modal import SUBMIT
from storage.unit import Store
from tests.bench.company import TEAM, open_quarter, slack_id, staff
from tests.bench.handing_in import prepare_in
from tests.bench.proof import Proof, prove_approved, prove_filed, prove_in
from tests.bench.releasing import hand_in
from tests.bench.statements import approvals, website_issue
from tests.builders.acting import acting

Clicks = list[dict[str, Any]]
Proves = Callable[[Engine, int], Proof]
AS_EXPECTED = ("3.75", "3.75", "3.75", "3", "3")
"""A manager agrees to it without having said anything in the quarter."""
SEED = 13
SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "xi")


@dataclass(frozen=True, kw_only=True)
class Press:
    """A thing that people do. `listens_to`: the modal or the button; `prepare` leaves so many in an empty
    database to be done, and says what Slack sends for each and how to prove that each was done once.
    """

    name: str
    listens_to: str
    prepare: Callable[[Store, int], tuple[Clicks, Proves]]


def _handing_in(store: Store, number: int) -> tuple[Clicks, Proves]:
    ready = prepare_in(store, people=number)
    return ready.clicks, lambda engine, answered: prove_in(engine, answered=answered, items=ready.items)


def _approving(store: Store, number: int) -> tuple[Clicks, Proves]:
    staff(store, number)
    open_quarter(store)
    with store.begin() as unit:
        cycle = unit.cycles.standing()[0]
        reviews = [each.review for each in unit.cycles.reviews(cycle.id, lock=True)]
        hand_in(unit, reviews, at=SystemClock().now(), given=lambda _: AS_EXPECTED)
    seal_what_waits(acting(store))
    return approvals(store.engine), lambda engine, answered: prove_approved(engine, answered=answered)


def _sending(store: Store, number: int) -> tuple[Clicks, Proves]:
    """Each about something else: what is like another is not filed before its writer said so."""
    people = staff(store, 10 * TEAM)
    chance = Random(SEED)
    forms = [
        website_issue(
            slack_id(people[place % len(people)]), view=f"V0SENT{place}", happened=_about_something(chance)
        )
        for place in range(number)
    ]
    return forms, lambda engine, answered: prove_filed(engine, answered=answered)


def _about_something(chance: Random) -> str:
    words = ("".join(chance.choices(SYLLABLES, k=4)) for _ in range(12))
    return f"{' '.join(words)}."


HANDED_IN = Press(name="a self-score handed in", listens_to=SUBMIT, prepare=_handing_in)
APPROVED = Press(name="a self-score approved", listens_to=APPROVE_FORM, prepare=_approving)
SENT = Press(name="a website request sent", listens_to=CALLBACK, prepare=_sending)
PRESSES: Mapping[str, Press] = {"submits": HANDED_IN, "approvals": APPROVED, "requests": SENT}
