"""Product managers swap weeks at the website desk: asked, answered, taken back."""

from datetime import date

from bot.domain.access import Deed, require
from bot.domain.intake.rota import WEEK, iso_week, today_of, week_of
from bot.domain.intake.swap import Swap, SwapFacts, SwapForm
from bot.domain.intake.swap_way import Event
from bot.domain.people import Person, Role
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.duty import line_of
from bot.services.intake.swap_moves import advance, change_weeks, is_still_so, void_over
from storage.unit import Unit

WEEKS_OFFERED = 12


def open_swap(acting: Acting) -> SwapForm:
    """One's own weeks to come, and the colleagues with theirs.

    Raises Refusal: swap.desk_only, swap.nobody_else, swap.no_weeks.
    """
    _require(acting)
    with acting.store.read() as unit:
        others = [each for each in unit.people.holding(Role.PRODUCT_MANAGER) if each.id != acting.person.id]
        if not others:
            raise Refusal("swap.nobody_else")
        owners = _owners(unit, acting)
    mine = tuple(week for week, owner in owners.items() if owner.id == acting.person.id)
    if not mine:
        raise Refusal("swap.no_weeks", weeks=WEEKS_OFFERED)
    return SwapForm(
        mine=mine,
        theirs=tuple(
            (each, tuple(week for week, owner in owners.items() if owner.id == each.id)) for each in others
        ),
    )


def ask_for_swap(
    acting: Acting, *, week: date, other_id: int, in_return: date | None, submission: str
) -> Swap:
    """Ask a colleague. The same submission twice is one swap.

    Raises Refusal: swap.desk_only, swap.oneself, swap.not_at_the_desk, swap.week_begun,
    swap.not_your_week, swap.not_their_week, swap.is_asked_already.
    """
    _require(acting)
    by = acting.person
    with acting.store.begin() as unit:
        unit.requests.queue_up(by.id)
        if (made := unit.swaps.of_submission(submission)) is not None:
            return made
        if other_id == by.id:
            raise Refusal("swap.oneself", field="with")
        other = unit.people.get(other_id)
        if not other.is_active or not other.has(Role.PRODUCT_MANAGER):
            raise Refusal("swap.not_at_the_desk", field="with", name=other.name)
        _check_not_begun(week, acting, field="week")
        if line_of(unit, week, policy=acting.policy)[0].id != by.id:
            raise Refusal("swap.not_your_week", field="week", iso=iso_week(week))
        if in_return is not None:
            _check_not_begun(in_return, acting, field="with")
            if line_of(unit, in_return, policy=acting.policy)[0].id != other.id:
                raise Refusal("swap.not_their_week", field="with", name=other.name, iso=iso_week(in_return))
        weeks = [week] if in_return is None else [week, in_return]
        for each in unit.swaps.open_over(weeks):
            names = [unit.people.get(each.asker_id).name, unit.people.get(each.other_id).name]
            raise Refusal("swap.is_asked_already", field="week", names=names)
        swap = unit.swaps.add(
            asker_id=by.id,
            other_id=other.id,
            week=week,
            in_return=in_return,
            submission=submission,
            at=acting.now,
        )
        return advance(unit, swap, Event.ASK, acting)


def accept_swap(acting: Acting, *, swap_id: int) -> SwapFacts:
    """Take the week, and give the other one. A second click changes nothing.

    Raises Refusal: swap.not_yours, swap.settled, swap.week_begun, swap.not_so_any_more.
    """
    with acting.store.begin() as unit:
        swap = unit.swaps.get(swap_id)
        require(Deed.ANSWER_SWAP, acting.by, swap, refuse=_not_yours)
        _require_open(unit, swap)
        if swap.is_over(_today(acting)):
            raise Refusal("swap.week_begun", iso=iso_week(min(swap.weeks)))
        if not is_still_so(unit, swap, acting):
            raise Refusal("swap.not_so_any_more", name=unit.people.get(swap.asker_id).name)
        moved = advance(unit, swap, Event.ACCEPT, acting)
        change_weeks(unit, moved, acting)
        void_over(unit, moved.weeks, acting, but=moved.id)
        return _facts(unit, moved, acting.person)


def decline_swap(acting: Acting, *, swap_id: int, reason: str) -> SwapFacts:
    """Say no, with a word or without. Raises Refusal: swap.not_yours, swap.settled."""
    with acting.store.begin() as unit:
        swap = unit.swaps.get(swap_id)
        require(Deed.ANSWER_SWAP, acting.by, swap, refuse=_not_yours)
        _require_open(unit, swap)
        return _facts(unit, advance(unit, swap, Event.DECLINE, acting, reason=reason), acting.person)


def withdraw_swap(acting: Acting, *, swap_id: int) -> SwapFacts:
    """Not ask any more. Raises Refusal: swap.not_yours, swap.settled."""
    with acting.store.begin() as unit:
        swap = unit.swaps.get(swap_id)
        require(Deed.WITHDRAW_SWAP, acting.by, swap, refuse=_not_yours)
        _require_open(unit, swap)
        return _facts(unit, advance(unit, swap, Event.WITHDRAW, acting), acting.person)


def read_swap(acting: Acting, *, swap_id: int) -> SwapFacts:
    """One as either of the two reads it. Raises Refusal("swap.not_yours")."""
    with acting.store.read() as unit:
        swap = unit.swaps.look(swap_id)
        require(Deed.READ_SWAP, acting.by, swap, refuse=_not_yours)
        return _facts(unit, swap, acting.person)


def swap_facts(unit: Unit, swap_id: int, reader_id: int) -> SwapFacts:
    """One as one reader needs it; whoever shows it checks for whom. Raises Missing."""
    return _facts(unit, unit.swaps.look(swap_id), unit.people.get(reader_id))


def _facts(unit: Unit, swap: Swap, reader: Person) -> SwapFacts:
    return SwapFacts(
        swap=swap,
        asker=unit.people.get(swap.asker_id),
        other=unit.people.get(swap.other_id),
        reader=reader,
    )


def _owners(unit: Unit, acting: Acting) -> dict[date, Person]:
    """Whose each of the weeks to come is, but those about which a swap waits already."""
    first = week_of(_today(acting)) + WEEK
    weeks = [first + number * WEEK for number in range(WEEKS_OFFERED)]
    waiting = {week for each in unit.swaps.open_over(weeks) for week in each.weeks}
    return {week: line_of(unit, week, policy=acting.policy)[0] for week in weeks if week not in waiting}


def _check_not_begun(week: date, acting: Acting, *, field: str) -> None:
    if week <= week_of(_today(acting)):
        raise Refusal("swap.week_begun", field=field, iso=iso_week(week))


def _require_open(unit: Unit, swap: Swap) -> None:
    if not swap.is_open:
        names = {"asker": unit.people.get(swap.asker_id).name, "other": unit.people.get(swap.other_id).name}
        raise Refusal("swap.settled", state=swap.state.value, **names)


def _require(acting: Acting) -> None:
    require(Deed.ASK_FOR_SWAP, acting.by, refuse=lambda: Refusal("swap.desk_only"))


def _not_yours() -> Refusal:
    return Refusal("swap.not_yours")


def _today(acting: Acting) -> date:
    return today_of(acting.now, timezone=acting.policy.default_timezone)
