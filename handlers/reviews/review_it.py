"""A manager opens one self-score from a reminder or Home, and approves it there."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.clock import Clock
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.services.reviews import approval
from handlers.carried import row_id
from handlers.opening import open_form
from handlers.reviews.approval_forms import Decided
from messages.catalog import Words
from messages.reviews.review_modal import REVIEW_FORM, REVIEW_IT, review_modal
from storage.unit import Store


def register(app: App) -> None:
    app.action(REVIEW_IT)(on_review_it)
    app.view(REVIEW_FORM)(on_reviewed)


def on_review_it(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    words: Words,
    actor: Person,
    store: Store,
    clock: Clock,
    policy: Policy,
) -> None:
    review_id = row_id(action["value"])
    shown = approval.to_read(store, review_id=review_id, by=actor, policy=policy)
    facts, _ = approval.to_decide(
        store,
        review_id=review_id,
        version=shown.review.version,
        by=actor,
        form=approval.ADJUST,
        now=clock.now(),
        policy=policy,
    )
    open_form(client, body["trigger_id"], review_modal(words, facts))
    ack()


def on_reviewed(ack: Ack, view: dict[str, Any], actor: Person, store: Store, clock: Clock) -> None:
    decided = Decided.of(view["private_metadata"])
    approval.approve(store, review_id=decided.review_id, version=decided.version, by=actor, now=clock.now())
    ack()
