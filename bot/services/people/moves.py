"""Whoever moves in the company: every feature follows, it stands on record, and whom it concerns is told."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.concerns import Cause
from bot.domain.follows import Where, stale
from bot.domain.history import NOTHING_MORE, Changed, Facts
from bot.domain.import_plan import Plan
from bot.domain.moves import Move, Moved, MovesTold, readers
from bot.domain.obligations import Subject
from bot.domain.organisation import PersonEntry
from bot.domain.people import Person, Role
from bot.domain.transfers import Transfer
from bot.domain.vacancies import Vacancy
from bot.services.acting import Acting
from bot.services.actions import plans
from bot.services.concerns import note_concern, settle_concern
from bot.services.goals import advance as goals
from bot.services.goals import advance_job_form as job_forms
from bot.services.goals import advance_shared as shared
from bot.services.goals import figures_owed, open_goals
from bot.services.intake import hand_over as requests
from bot.services.intake import project_moves as projects
from bot.services.reviews import advance as reviews
from bot.services.reviews import advance_input as inputs
from bot.services.reviews import advance_talk as talks
from bot.services.reviews import delegation, release, second_look_seats, too_new
from bot.services.weeks import advance_check_in as check_ins
from bot.services.weeks import advance_feedback as feedback
from bot.services.weeks import advance_suggestion as suggestions
from storage.unit import Unit


def _everybody(unit: Unit) -> Collection[int]:
    return {person.id for person in unit.people.every()}


def _nothing(*_args: object) -> None:
    """This feature does not follow that."""


def _nowhere(_unit: Unit, _person_id: int) -> Iterable[Where]:
    return ()


@dataclass(frozen=True, kw_only=True)
class Follows:
    """How a feature follows people; what it leaves out does not concern it.

    `concerned`: of whom it has something that may follow. `leave_or_return`, `hand_over` to a new manager and
    `transfer` are asked for each of these. `cards_naming`: where somebody's name stands. `look_again`: once,
    after all the rest, for what hangs on who is there at all.
    """

    concerned: Callable[[Unit], Collection[int]] = _everybody
    leave_or_return: Callable[[Unit, int, Acting], None] = _nothing
    hand_over: Callable[[Unit, int, Person, Acting], None] = _nothing
    transfer: Callable[[Unit, Transfer, Acting], None] = _nothing
    cards_naming: Callable[[Unit, int], Iterable[Where]] = _nowhere
    look_again: Callable[[Unit, Acting], object] = _nothing


def _want_sheet(unit: Unit, transfer: Transfer, acting: Acting) -> None:
    goals.want_anew(unit, transfer.person_id, transfer.day, acting)


def _want_form(unit: Unit, transfer: Transfer, acting: Acting) -> None:
    if transfer.post is not None:
        job_forms.want_anew(unit, transfer.person_id, acting)


def _with_goals(unit: Unit) -> Collection[int]:
    return unit.goals.with_under_way()


FOLLOWED_BY: Mapping[str, Follows] = {
    "reviews": Follows(
        concerned=lambda unit: unit.reviews.with_under_way(),
        leave_or_return=reviews.leave_or_return,
        hand_over=reviews.hand_over,
        cards_naming=reviews.cards_naming,
        look_again=too_new.end_too_new,
    ),
    "delegations": Follows(look_again=delegation.look_again),
    "releases": Follows(look_again=release.look_again),
    "talks": Follows(look_again=talks.look_again),
    "second_looks": Follows(look_again=second_look_seats.pass_on),
    "goals": Follows(
        concerned=_with_goals,
        leave_or_return=goals.leave_or_return,
        hand_over=goals.hand_over,
        transfer=_want_sheet,
        cards_naming=goals.cards_naming,
    ),
    "job_forms": Follows(
        concerned=_with_goals,
        leave_or_return=job_forms.leave_or_return,
        hand_over=job_forms.hand_over,
        transfer=_want_form,
        cards_naming=job_forms.cards_naming,
    ),
    "check_ins": Follows(
        concerned=_with_goals,
        leave_or_return=check_ins.leave_or_return,
        hand_over=check_ins.hand_over,
    ),
    "inputs": Follows(hand_over=inputs.hand_over, cards_naming=inputs.cards_naming),
    "feedback": Follows(leave_or_return=feedback.leave_or_return),
    "requests": Follows(
        concerned=lambda unit: unit.requests.requesters(),
        leave_or_return=requests.leave_or_return,
        cards_naming=requests.cards_naming,
        look_again=requests.hand_over,
    ),
    "projects": Follows(
        concerned=lambda unit: unit.projects.with_discussed(), leave_or_return=projects.leave_or_return
    ),
    "figures": Follows(look_again=figures_owed.ask_everybody),
    "shared": Follows(look_again=shared.look_again),
    "suggestions": Follows(look_again=suggestions.look_again),
    "plans": Follows(look_again=plans.look_again),
    "newcomers": Follows(look_again=open_goals.ask_newcomers),
}
"""Each feature one entry. In their order, for one may rest on what another did."""

GO_OVER = (Subject.REVIEW, Subject.GOALS, Subject.JOB_FORM, Subject.PLAN)
"""What a manager owes of their people, and another does once these have another manager."""


@dataclass(frozen=True, kw_only=True)
class Moving:
    """All that moves with one import, whose number is `import_id`."""

    import_id: int
    made: Plan
    moved: Sequence[PersonEntry]
    transfers: Sequence[Transfer]
    vacancies: Sequence[Vacancy]
    today: date


def follow(unit: Unit, moving: Moving, acting: Acting) -> None:
    """Everything that follows from who is where now, within the transaction that says so."""
    moves = list(_moves(unit, moving, acting))
    unit.moves.add(moves)  # first: what follows asks who is away
    for feature in FOLLOWED_BY.values():
        _follow(unit, feature, moving, acting)
    for feature in FOLLOWED_BY.values():
        feature.look_again(unit, acting)
    _redraw_names(unit, moving.made, acting)
    _tell(unit, moves, moving, acting)
    _note_vacancies(unit, moving.vacancies, acting)
    for who in moving.made.left:
        unit.outbox.drop_lane(f"person:{who}")


def _follow(unit: Unit, feature: Follows, moving: Moving, acting: Acting) -> None:
    made = moving.made
    if not (made.returned or made.left or moving.moved or moving.transfers):
        return
    concerned = feature.concerned(unit)
    for who in (*made.returned, *made.left):
        if who in concerned:
            feature.leave_or_return(unit, who, acting)
    for entry in moving.moved:
        who = made.ids[entry.email]
        if who in concerned and entry.manager:
            feature.hand_over(unit, who, unit.people.get(made.ids[entry.manager]), acting)
    for transfer in moving.transfers:
        if transfer.person_id in concerned:
            feature.transfer(unit, transfer, acting)


def _moves(unit: Unit, moving: Moving, acting: Acting) -> Iterator[Moved]:
    """What stands on record of it, as it was before anything followed."""
    made, today = moving.made, moving.today

    def moved(person_id: int, move: Move, facts: Facts = NOTHING_MORE, *, day: date = today) -> Moved:
        return Moved(
            person_id=person_id,
            move=move,
            day=day,
            at=acting.now,
            facts=facts,
            import_id=moving.import_id,
        )

    if not made.is_first:
        for entry in made.added:
            yield moved(made.ids[entry.email], Move.JOIN, day=entry.joined or today)
    for who in made.left:
        yield moved(who, Move.LEAVE)
    for who in made.returned:
        yield moved(who, Move.RETURN)
    steps = steps_of_managers(unit, set(made.had_manager.values()))
    for entry in moving.moved:
        who, had = made.ids[entry.email], made.had_manager.get(entry.email)
        now = made.ids[entry.manager] if entry.manager else None
        facts = Facts(
            manager=Changed[int](was=had, now=now),
            stands_in_for=entry.stands_in_for,
            steps=steps[had, who] or None,
        )
        yield moved(who, Move.NEW_MANAGER, facts)
    for transfer in moving.transfers:
        places = Facts(post=transfer.post, department=transfer.department)
        yield moved(transfer.person_id, Move.TRANSFER, places, day=transfer.day)
    for who, name in made.renamed.items():
        yield moved(who, Move.RENAME, Facts(name=name))
    new = set(made.stand_ins.values())
    for vacancy in moving.vacancies:
        if vacancy.stand_in is None and vacancy.manager_id in new:
            yield moved(vacancy.manager_id, Move.NO_MANAGER, Facts(people=len(vacancy.people)))


def steps_of_managers(unit: Unit, managers: Collection[int]) -> Counter[tuple[int | None, int]]:
    """How many open steps each of these owes of each of their people: (manager, person)."""
    return Counter(
        (each.obligation.person_id, each.obligation.other_id)
        for each in unit.obligations.waiting(managers)
        if each.obligation.subject in GO_OVER
    )


def _redraw_names(unit: Unit, made: Plan, acting: Acting) -> None:
    """What stands in Slack calls people as they are called now; what does not stand is not posted for it."""
    cards = {
        (to, str(key)): key
        for who in made.renamed
        for feature in FOLLOWED_BY.values()
        for to, key in feature.cards_naming(unit, who)
    }
    standing = unit.cards.standing([key for _, key in cards])
    where = ((to, key) for (to, text), key in cards.items() if text in standing)
    unit.outbox.add(*stale(where, because=f"name.{acting.now.isoformat()}"), now=acting.now)


def _tell(unit: Unit, moves: Sequence[Moved], moving: Moving, acting: Acting) -> None:
    """One message to each whom any of it concerns, and who is there to read it."""
    people = {person.id: person for person in unit.people.values({each.person_id for each in moves})}
    hr = [person.id for person in unit.people.holding(Role.HR) or unit.people.holding(Role.ADMIN)]
    told = {
        reader
        for each in moves
        for reader in readers(each, manager_id=people[each.person_id].manager_id, hr=hr)
    }
    here = (person.id for person in unit.people.values(told) if person.is_active)
    unit.outbox.add(*(MovesTold(to=reader, import_id=moving.import_id) for reader in here), now=acting.now)


def _note_vacancies(unit: Unit, vacancies: Sequence[Vacancy], acting: Acting) -> None:
    """The admins read whose place is empty until somebody has it."""
    now = {f"vacancy:{each.manager_id}:{each.stand_in or ''}": each for each in vacancies}
    noted = {subject for _, subject in unit.concerns.open_of({Cause.NO_SUCCESSOR}, about="vacancy:")}
    for subject, each in now.items():
        facts = {"name": each.manager, "stand_in": each.stand_in or ""}
        note_concern(unit, Cause.NO_SUCCESSOR, subject=subject, facts=facts, now=acting.now)
    for subject in sorted(noted - now.keys()):
        settle_concern(unit, Cause.NO_SUCCESSOR, subject=subject, now=acting.now)
