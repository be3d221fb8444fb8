"""Self-scores that are one click from done, and the clicks, one for each request."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.app import open_store
from bot.clock import SystemClock
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.reviews.basis import Basis
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.self_score import Answer, Draft, SelfScoreForm, steps
from bot.services.reviews.review_facts import review_facts
from bot.services.reviews.self_score_draft import keep_draft
from messages.catalog import Words
from messages.reviews.self_score_modal import self_score_modal
from storage.models.reviews import ReviewRow
from storage.unit import Store
from tests.bench.company import open_quarter, staff
from tests.bench.signed import submission

POLICY = Policy()
CASE = "Took over the complaint of 4 November, called the customer twice and saw it through to the end."


@dataclass(frozen=True, kw_only=True)
class Ready:
    """The last click of each form, as Slack sends it, and how many items each form scores."""

    clicks: list[dict[str, Any]]
    items: int


def prepare(database: Path, *, people: int) -> Ready:
    """Open a quarter for so many people and fill in every form, all but its last click."""
    store = open_store(f"sqlite:///{database}")
    ready = prepare_in(store, people=people)
    store.engine.dispose()
    return ready


def prepare_in(store: Store, *, people: int) -> Ready:
    """The same in an empty database."""
    staff(store, people)
    open_quarter(store)
    forms = fill_in(store)
    return Ready(clicks=[_last_click(form) for form in forms], items=len(forms[0].form.draft.answers))


@dataclass(frozen=True, kw_only=True)
class Filled:
    """A form whose every field is filled, and whose it is."""

    employee: Person
    form: SelfScoreForm

    @property
    def read_at(self) -> str:
        return self.form.saved_at.isoformat() if self.form.saved_at else ""


def fill_in(store: Store) -> list[Filled]:
    """Keep a complete draft for each review, as the form does when its last field is passed."""
    now = SystemClock().now()
    filled = []
    with store.begin() as unit:
        for review in unit.session.scalars(select(ReviewRow).order_by(ReviewRow.id)).all():
            facts = review_facts(unit, review.id)
            draft = _complete(facts.cycle.scheme, facts.basis)
            keep_draft(unit, facts.employee.id, review.id, draft, at=now)
            form = SelfScoreForm(
                review_id=review.id,
                cycle=facts.cycle,
                manager=facts.manager,
                basis=facts.basis,
                draft=draft,
                saved_at=now,
                question=None,
            )
            filled.append(Filled(employee=facts.employee, form=form))
    return filled


def _complete(scheme: Scheme, basis: Basis) -> Draft:
    screens = steps(scheme, basis)
    answers = {
        item: Answer(score=Decimal("3.75"), actual="3.8 %")
        if screen.section.has_figure
        else Answer(score=Decimal(3), evidence=CASE)
        for screen in screens
        if screen.section
        for item in screen.scored
    }
    return Draft(step=len(screens), answers=answers, comment="A busy quarter.")


def _last_click(filled: Filled) -> dict[str, Any]:
    employee = filled.employee
    words = Words(locale=employee.locale, timezone=employee.timezone, now=SystemClock().now())
    view = self_score_modal(words, filled.form)
    return submission(user=employee.slack_id or "", view={**view, "state": {"values": {}}})
