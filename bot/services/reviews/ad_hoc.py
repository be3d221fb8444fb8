"""HR has one person reviewed about some days, whatever the company's periods are."""

from datetime import date

from bot.domain.employment import share_of
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.reviews.ad_hoc import AdHoc, require_days
from bot.domain.reviews.cycles import Dates, Period, ad_hoc_name, is_ad_hoc, period_under_review
from bot.domain.reviews.kpis import Whose
from bot.domain.reviews.notices import AdHocOpened
from bot.domain.reviews.opening import Candidate, candidate
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.way import Event
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.reviews.find_cycle import REASON_LIMIT, reason_given, require_hr
from bot.services.reviews.of_one import Named, person_named
from bot.services.reviews.open_cycle import DEFAULT_SCHEME, add_cycle
from bot.services.reviews.review_facts import latest
from bot.services.reviews.schemes import find_scheme, refuse_a_changed_scheme
from bot.services.reviews.under_review import begin_reviews, refuse_without_sheet, refuse_without_team_sheet
from bot.services.reviews.year import refuse_another_kind
from storage.unit import Unit


def open_ad_hoc(
    acting: Acting,
    *,
    named: Named,
    first: date,
    last: date,
    reason: str,
    scheme_key: str | None = None,
) -> AdHoc:
    """Open a review of this person about these days, for scoring at once, by the KPI sheet that they had
    agreed on by the last of them. Both sides hear of it with the reason; from there it goes the way of every
    review.

    Raises Refusal: cycle.not_hr, ad_hoc.reason, ad_hoc.order, ad_hoc.future, ad_hoc.too_long, ad_hoc.too_few,
    ad_hoc.left, ad_hoc.under_way, one.unknown, one.alike, one.oneself, scheme.unknown, scheme.changed,
    cycle.scheme_of_year, cycle.no_manager, cycle.manager_left, cycle.no_sheet, cycle.no_team_sheet.
    """
    require_hr(acting)
    reason = reason_given(reason, otherwise=Refusal("ad_hoc.reason", limit=REASON_LIMIT))
    require_days(first, last, today=acting.today)
    with acting.store.begin() as unit:
        person = person_named(unit, named, acting)
        unit.people.queue_up(person.id)
        period = period_under_review(ad_hoc_name(first, last, taken=unit.cycles.names()))
        scheme = find_scheme(unit, scheme_key or DEFAULT_SCHEME)
        refuse_another_kind(scheme, period)
        refuse_a_changed_scheme(unit.cycles.on_scheme(scheme.key, scheme.version), scheme)
        _require_free(unit, person)
        _require_there(unit, person, period, acting.policy)
        ready = _candidate(unit, person, period, scheme)
        cycle = add_cycle(unit, acting, period, scheme, scoring_opened_at=acting.now)
        [review] = begin_reviews(unit, acting, cycle=cycle, ready=[ready], because=reason)
        unit.outbox.add(AdHocOpened(to=review.manager_id, review_id=review.id), now=acting.now)
        return ad_hoc_of(unit, review.id)


def ad_hoc_of(unit: Unit, review_id: int) -> AdHoc:
    """What is known of one that was opened."""
    review, cycle, employee, manager = unit.reviews.whole(review_id)
    entry = latest(unit.reviews.history(review.id), Event.OPEN)
    return AdHoc(
        employee=employee,
        manager=manager,
        cycle_name=cycle.name,
        starts_on=cycle.starts_on,
        ends_on=cycle.ends_on,
        dates=Dates(
            self_score_due=cycle.self_score_due,
            self_score_closes=cycle.self_score_closes,
            approval_due=cycle.approval_due,
            second_look_due=cycle.second_look_due,
        ),
        reason=(entry.note if entry else None) or "",
        by=unit.people.get(entry.by_id).name if entry and entry.by_id else "",
    )


def _require_free(unit: Unit, person: Person) -> None:
    """One at a time: two would ask the same of the same people."""
    if not person.is_active:
        raise Refusal("ad_hoc.left", name=person.name)
    for review in unit.reviews.under_way_of(person.id):
        name = unit.cycles.get(review.cycle_id).name
        if is_ad_hoc(name):
            raise Refusal("ad_hoc.under_way", name=person.name, cycle=name)


def _require_there(unit: Unit, person: Person, period: Period, policy: Policy) -> None:
    away = unit.moves.away_of([person.id]).get(person.id, ())
    share = share_of(
        period.starts_on, period.ends_on, joined_on=person.joined_on, away=away, calendar=person.calendar
    )
    least = policy.goals.too_new_days
    if share.is_too_new(least=least):
        raise Refusal("ad_hoc.too_few", name=person.name, days=share.working_days, least=least)


def _candidate(unit: Unit, person: Person, period: Period, scheme: Scheme) -> Candidate:
    if person.manager_id is None:
        raise Refusal("cycle.no_manager", names=[person.name], more=0)
    manager_left = not unit.people.get(person.manager_id).is_active
    if manager_left:
        raise Refusal("cycle.manager_left", names=[person.name], more=0)
    scores_team = Whose.TEAM in scheme.sheets
    found = candidate(
        person,
        goals=None,
        sheet=unit.cycles.sheets(until=period.ends_on).get(person.id),
        manager_left=manager_left,
        team_sheet=unit.cycles.team_sheets().get(person.department) if scores_team else None,
        scores_team=scores_team,
    )
    refuse_without_sheet([found])
    refuse_without_team_sheet([found], scheme)
    return found
