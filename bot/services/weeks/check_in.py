"""Somebody says how their week is: one form, as last week, or not this week; and on second thought."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.access import Deed, require
from bot.domain.drafts import Form
from bot.domain.people import Person
from bot.domain.reviews.kpis import Kpi
from bot.domain.weeks.check_in import Answers, CheckIn, CheckInFacts, SkipReason
from bot.domain.weeks.check_in_form import (
    HELPERS,
    CheckInForm,
    CheckInUnclear,
    TypedCheckIn,
    taken,
)
from bot.domain.weeks.check_in_way import OWN, Event
from bot.domain.weeks.week import Week, digest_at, lapses_on
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.actions.follow_up import asked_about, follow_all
from bot.services.weeks.advance_check_in import advance, begin_check_ins
from bot.services.weeks.check_in_facts import check_in_facts
from bot.services.weeks.open_check_ins import A_WEEK, begun, running
from storage.unit import Unit


class CheckInAgain(Refusal):
    """It was answered elsewhere meanwhile, or the sheet is another one: `form` holds what was typed here."""

    def __init__(self, code: str, form: CheckInForm) -> None:
        super().__init__(code)
        self.form = form


def open_check_in(acting: Acting, *, check_in_id: int | None = None) -> CheckInForm:
    """The form of one's check-in; where none is named of last week, if that waits still, else of this week.

    What was typed and not sent stands in it, else what was answered, else last week's. Raises Refusal:
    check_in.off, check_in.no_manager, check_in.no_goals, check_in.lapsed, deed.not_yours, card.unknown.
    """
    with acting.store.read() as unit:
        return _form(unit, acting, _chosen(unit, acting, check_in_id))


def keep_check_in(acting: Acting, *, week: Week, typed: TypedCheckIn) -> None:
    """Keep what stands in the form; where nothing does, what was kept before stays."""
    require(Deed.KEEP_DRAFT, acting.by)
    if not typed.is_empty:
        with acting.store.begin() as unit:
            unit.drafts.save(acting.person.id, Form.CHECK_IN, str(week), typed.as_kept(), at=acting.now)


def keep_closed(acting: Acting, *, week: Week, seen: int, typed: TypedCheckIn) -> None:
    """Keep what stood in a form that was closed, unless the week was said from another window meanwhile."""
    require(Deed.KEEP_DRAFT, acting.by)
    with acting.store.read() as unit:
        check_in = unit.check_ins.of_week(acting.person.id, week)
        was_said = check_in is not None and check_in.stage.move is None and _seen(unit, check_in) != seen
    if not was_said:
        keep_check_in(acting, week=week, typed=typed)


def answer_check_in(acting: Acting, *, week: Week, seen: int, typed: TypedCheckIn) -> CheckInFacts:
    """Hand the form in; handed in twice it is there once. Returns what holds now.

    `seen`: the `CheckInForm.seen` of the form that was filled in. Raises as `open_check_in`;
    CheckInUnclear: check_in.helper_unknown, check_in.helper_left, check_in.helper_self, and as
    bot.domain.weeks.check_in_form; CheckInAgain: check_in.answered_elsewhere, check_in.sheet_changed.
    """
    keep_check_in(acting, week=week, typed=typed)
    with acting.store.begin() as unit:
        chosen = _of_week(unit, acting, week, lock=True)
        form = _form(unit, acting, chosen)
        if not {kpi.key for kpi in form.kpis} <= set(typed.kpis):
            raise CheckInAgain("check_in.sheet_changed", form)
        answers = taken(form.kpis, typed, helpers=_helpers(unit, acting, typed.helpers))
        check_in = chosen[0] or _begin(unit, acting, chosen)
        if _is_same(unit, check_in, answers):
            pass
        elif form.seen != seen and form.is_given:
            raise CheckInAgain("check_in.answered_elsewhere", form)
        else:
            check_in = advance(unit, check_in, Event.ANSWER, acting, answers=answers)
        follow_all(unit, typed.actions, acting)
        unit.drafts.drop(acting.person.id, Form.CHECK_IN, str(week))
        return check_in_facts(unit, check_in.id, acting)


def as_last_week(acting: Acting, *, check_in_id: int) -> CheckInFacts | None:
    """Say again what one said the last time, all of it that is about a KPI of today's sheet.

    None where there was nothing, a KPI is new, or a figure is none any more of what its KPI counts now: then
    the form asks. Whoever has said something else of this week already hears what holds. Safe to click twice.
    Raises as `open_check_in`.
    """
    with acting.store.begin() as unit:
        chosen = _chosen(unit, acting, check_in_id, lock=True)
        check_in, week, _ = chosen
        assert check_in is not None
        again = _again(unit, unit.check_ins.answers_before(acting.person.id, week), _kpis(unit, chosen))
        if not check_in.stage.given:
            if again is None:
                return None
            advance(unit, check_in, Event.ANSWER, acting, answers=again)
            unit.drafts.drop(acting.person.id, Form.CHECK_IN, str(week))
        facts = check_in_facts(unit, check_in.id, acting)
        is_repeated = facts.answers == again
        unsaid = [each.action.stage for each in asked_about(unit, acting.person.id)] if is_repeated else []
        offered = sum(stage.offered for stage in unsaid)
        return replace(facts, is_repeated=is_repeated, open_actions=len(unsaid) - offered, offered=offered)


def skip_check_in(acting: Acting, *, week: Week, reason: SkipReason) -> CheckInFacts:
    """Say that there is nothing to say, and why; safe to click twice. Raises as `open_check_in`."""
    with acting.store.begin() as unit:
        chosen = _of_week(unit, acting, week, lock=True)
        check_in = chosen[0] or _begin(unit, acting, chosen)
        if check_in.skipped_for is not reason or check_in.stage.given:
            check_in = advance(unit, check_in, Event.SKIP, acting, skipped_for=reason)
        return check_in_facts(unit, check_in.id, acting)


def skip_asked(acting: Acting, *, check_in_id: int, reason: SkipReason) -> CheckInFacts:
    """The same, from where one was asked. Raises as `open_check_in`."""
    with acting.store.read() as unit:
        _, week, _ = _chosen(unit, acting, check_in_id)
    return skip_check_in(acting, week=week, reason=reason)


_Chosen = tuple[CheckIn | None, Week, int]
"""The check-in, where it is there, its week, and the goals that it is about."""


def _chosen(unit: Unit, acting: Acting, check_in_id: int | None, *, lock: bool = False) -> _Chosen:
    if check_in_id is not None:
        check_in = unit.check_ins.get(check_in_id) if lock else unit.check_ins.look(check_in_id)
        return _still_taken(acting, check_in)
    person = acting.person
    today = acting.now.astimezone(person.zone).date()
    week = Week.of(today, calendar=person.calendar)
    last = unit.check_ins.of_week(person.id, week.before)
    if last is not None and last.stage.move is not None and not last.is_over(person, acting.now):
        return last, last.week, last.goals_id
    return _of_week(unit, acting, week)


def _of_week(unit: Unit, acting: Acting, week: Week, *, lock: bool = False) -> _Chosen:
    person = acting.person
    check_in = unit.check_ins.of_week(person.id, week)
    if check_in is not None:
        return _still_taken(acting, unit.check_ins.get(check_in.id) if lock else check_in)
    if not acting.policy.check_ins.are_for(person.department):
        raise Refusal("check_in.off", department=person.department)
    if person.manager_id is None:
        raise Refusal("check_in.no_manager")
    today = acting.now.astimezone(person.zone).date()
    if week != Week.of(today, calendar=person.calendar):
        raise Refusal("check_in.lapsed", week=week.monday, closed=None)
    periods = unit.check_ins.periods(first=today - A_WEEK, last=today + A_WEEK, of=person.id)
    period = running(periods, person, acting.now)
    if period is None:
        raise Refusal("check_in.no_goals")
    return None, week, period.goals.id


def _still_taken(acting: Acting, check_in: CheckIn) -> _Chosen:
    require(Deed.GIVE_CHECK_IN, acting.by, check_in)
    if check_in.is_over(acting.person, acting.now):
        raise Refusal("check_in.lapsed", week=check_in.week.monday, closed=check_in.lapses_on)
    return check_in, check_in.week, check_in.goals_id


def _begin(unit: Unit, acting: Acting, chosen: _Chosen) -> CheckIn:
    """Given before anybody asked."""
    person, (_, week, goals_id) = acting.person, chosen
    today = acting.now.astimezone(person.zone).date()
    periods = unit.check_ins.periods(first=today - A_WEEK, last=today + A_WEEK, of=person.id)
    period = next(each for each in periods if each.goals.id == goals_id)
    begin_check_ins(unit, [begun(person, period, week, opens_at=acting.now)], acting)
    there = unit.check_ins.of_week(person.id, week)
    assert there is not None
    return unit.check_ins.get(there.id)


def _form(unit: Unit, acting: Acting, chosen: _Chosen) -> CheckInForm:
    check_in, week, _ = chosen
    person = acting.person
    manager_id = check_in.manager_id if check_in else person.manager_id
    if manager_id is None:
        raise Refusal("check_in.no_manager")
    manager = unit.people.get(manager_id)
    read_at = digest_at(week, manager, hour=acting.policy.schedule.digest_hour)
    kept = unit.drafts.get(person.id, Form.CHECK_IN, str(week))
    given = unit.check_ins.answers([check_in.id]).get(check_in.id) if check_in else None
    last = None if given else unit.check_ins.answers_before(person.id, week)
    return CheckInForm(
        week=week,
        check_in_id=check_in.id if check_in else None,
        seen=_seen(unit, check_in) if check_in else 0,
        person=person,
        manager=manager,
        kpis=_kpis(unit, chosen),
        typed=TypedCheckIn.from_kept(kept.data) if kept else _typed(unit, given or last),
        read_on=read_at.astimezone(manager.zone).date(),
        taken_until=check_in.lapses_on if check_in else lapses_on(week, calendar=person.calendar),
        saved_at=kept.saved_at if kept else None,
        is_given=check_in is not None and check_in.stage.given,
        is_from_last_week=kept is None and last is not None,
        actions=asked_about(unit, person.id),
    )


def _seen(unit: Unit, check_in: CheckIn) -> int:
    """A word of the manager's since then has changed nothing of what stands in the form."""
    history = unit.check_ins.histories([check_in.id])[check_in.id]
    return max(each.number for each in history if each.event in OWN)


def _kpis(unit: Unit, chosen: _Chosen) -> tuple[Kpi, ...]:
    """What both have signed, as it stands now."""
    goals = unit.goals.look(chosen[2])
    return unit.sheets.version(goals.agreed_sheet_id).kpis if goals.agreed_sheet_id else ()


def _again(unit: Unit, last: Answers | None, kpis: Sequence[Kpi]) -> Answers | None:
    """The same of today's KPIs, as they are called now; None where that cannot be."""
    if last is None:
        return None
    here = {person.id for person in unit.people.values(last.helpers) if person.is_active}
    try:
        said = TypedCheckIn.of_answers(last, accounts={})
        return taken(kpis, said, helpers=[each for each in last.helpers if each in here])
    except CheckInUnclear:
        return None


def _typed(unit: Unit, answers: Answers | None) -> TypedCheckIn:
    if answers is None:
        return TypedCheckIn()
    helpers = unit.people.values(answers.helpers)
    accounts = {each.id: each.slack_id for each in helpers if each.is_active and each.slack_id}
    return TypedCheckIn.of_answers(answers, accounts=accounts)


def _helpers(unit: Unit, acting: Acting, accounts: Sequence[str]) -> list[int]:
    found = []
    for account in dict.fromkeys(accounts):
        person = unit.people.by_slack_id(account)
        if trouble := _why_no_helper(person, acting.person):
            raise CheckInUnclear([trouble])
        assert person is not None
        found.append(person.id)
    return found


def _why_no_helper(person: Person | None, asking: Person) -> Refusal | None:
    if person is None:
        return Refusal("check_in.helper_unknown", field=HELPERS)
    if not person.is_active:
        return Refusal("check_in.helper_left", field=HELPERS, name=person.name)
    if person.id == asking.id:
        return Refusal("check_in.helper_self", field=HELPERS)
    return None


def _is_same(unit: Unit, check_in: CheckIn, answers: Answers) -> bool:
    """Whether it says nothing else than what holds already."""
    return check_in.stage.given and unit.check_ins.answers([check_in.id]).get(check_in.id) == answers
