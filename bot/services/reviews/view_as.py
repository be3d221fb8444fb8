"""HR looks at a review as somebody else sees it, without sending anything; each look is on record."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from bot.domain.access import Deed, may, require
from bot.domain.reviews.view_as import Glance, Glances, Side, Viewed
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.reviews.approval import result_for, to_read
from bot.services.reviews.second_look import read_second_look
from bot.services.reviews.sent_self_score import my_review_facts, sent_self_score

T = TypeVar("T")


def start_view(acting: Acting) -> None:
    """Raises Refusal("view_as.not_hr")."""
    require(Deed.VIEW_AS, acting.by, refuse=_not_hr)


def choose_view(acting: Acting, *, account: str) -> Glances:
    """The reviews before somebody, by their Slack id, that may be looked at as they see them.

    Raises Refusal: view_as.not_hr, view_as.stranger, view_as.oneself, view_as.nothing.
    """
    require(Deed.VIEW_AS, acting.by, refuse=_not_hr)
    with acting.store.read() as unit:
        whom = unit.people.by_slack_id(account)
        if whom is None:
            raise Refusal("view_as.stranger")
        if whom.id == acting.person.id:
            raise Refusal("view_as.oneself")
        found = [each for each in unit.views_as.glances(whom) if may(Deed.VIEW_AS, acting.by, each)]
    if not found:
        raise Refusal("view_as.nothing", name=whom.name)
    return Glances(whom=whom, found=found)


def view_as(acting: Acting, *, whom_id: int, review_id: int) -> Viewed:
    """One review as that person sees it now. Raises Refusal: view_as.not_hr, view_as.not_before_them.

    It is read as if they asked, so that nothing is shown that they would be refused.
    """
    require(Deed.VIEW_AS, acting.by, refuse=_not_hr)
    with acting.store.begin() as unit:
        whom = next(iter(unit.people.values([whom_id])), None)
        found = unit.views_as.glances(whom, review_id=review_id) if whom else []
        glance = next((each for each in found if may(Deed.VIEW_AS, acting.by, each)), None)
        if glance is None:
            raise Refusal("view_as.not_before_them")
        unit.views_as.note(glance, by=acting.person, at=acting.now)
    return _as_they_see(replace(acting, by=glance.whom), glance)


def _as_they_see(them: Acting, glance: Glance) -> Viewed:
    review_id = glance.review_id
    if glance.side is Side.MANAGER:
        return Viewed(glance=glance, whole=_or_none(lambda: to_read(them, review_id=review_id)))
    if glance.side is Side.SECOND_LOOK:
        return Viewed(glance=glance, whole=_or_none(lambda: read_second_look(them, review_id=review_id)[0]))
    with them.store.read() as unit:
        card = my_review_facts(unit, review_id, now=them.now)
    return Viewed(
        glance=glance,
        card=card,
        sent=_or_none(lambda: sent_self_score(them, review_id=review_id)),
        whole=_or_none(lambda: result_for(them, review_id=review_id)),
    )


def _or_none(read: Callable[[], T]) -> T | None:
    try:
        return read()
    except Refusal:
        return None


def _not_hr() -> Refusal:
    return Refusal("view_as.not_hr")
