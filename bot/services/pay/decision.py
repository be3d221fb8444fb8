"""HR has decided in the file: all that stands in it is put on record, or with one problem nothing."""

from collections.abc import Sequence
from datetime import date

from bot.domain.access import Deed, require
from bot.domain.pay.decision import MARK, DecidedFile, DecisionEntry, Decisions
from bot.domain.pay.proposal import Proposal
from bot.domain.text import plain
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.pay.proposal import first_day_after, proposed_now
from storage.pay.proposal import pay_of
from storage.unit import Unit


def check_decision(
    acting: Acting, entries: Sequence[DecisionEntry], *, from_day: date | None
) -> tuple[Proposal, date, DecidedFile]:
    """What would be put on record and from which day on, or all that is wrong; nothing is kept.

    Raises Refusal: pay.no_proposal, pay.decided, pay.newer, pay.too_early, pay.nothing_released.
    """
    require(Deed.DECIDE_PAY, acting.by)
    with acting.store.read() as unit:
        return _read(unit, acting, entries, from_day)


def decide(
    acting: Acting,
    entries: Sequence[DecisionEntry],
    *,
    from_day: date | None,
    by: str,
    file_sha256: str,
) -> DecidedFile:
    """Put it on record, and let everybody in it stand on their new step from that day on.

    `by`: who runs the command line. Raises as `check_decision`. With one problem nothing is kept.
    """
    require(Deed.DECIDE_PAY, acting.by)
    with acting.store.begin() as unit:
        proposal, day, found = _read(unit, acting, entries, from_day, lock=True)
        if not found.problems:
            pay_of(unit).decide(
                proposal.number,
                found.decided,
                from_day=day,
                by=by,
                file_sha256=file_sha256,
                at=acting.now,
            )
        return found


def _read(
    unit: Unit,
    acting: Acting,
    entries: Sequence[DecisionEntry],
    from_day: date | None,
    *,
    lock: bool = False,
) -> tuple[Proposal, date, DecidedFile]:
    pay = pay_of(unit)
    number = _number(entries)
    kept = pay.proposal(number, lock=lock) if number else None
    if kept is None:
        raise Refusal("pay.no_proposal")
    # Of two proposals of one year at once the second decision sees the first.
    cycle = unit.cycles.get(kept[0], lock=lock)
    decided = pay.decided_at(cycle.id)
    if number in decided:
        raise Refusal("pay.decided", number=number, at=decided[number])
    newer = max(decided, default=0)
    if newer > number:
        raise Refusal("pay.newer", number=number, newer=newer)
    day = from_day or first_day_after(cycle)
    if day <= cycle.ends_on:
        raise Refusal("pay.too_early", starts=day, name=cycle.name)
    proposal = Proposal(
        number=number,
        cycle_id=cycle.id,
        cycle_name=cycle.name,
        made_at=kept[1],
        rows=tuple(pay.rows(number)),
    )
    reading = Decisions(
        proposal=proposal,
        now=proposed_now(unit, acting, cycle),
        held=pay.places(),
        from_day=day,
    )
    return proposal, day, reading.read(entries)


def _number(entries: Sequence[DecisionEntry]) -> int:
    """Of the proposal that came back, by the first row that names one; 0 where none does."""
    for each in entries:
        number = plain(each.cells.get(MARK, "")).partition("-")[0]
        if number.isascii() and number.isdigit() and len(number) < 10:
            return int(number)
    return 0
