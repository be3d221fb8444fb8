"""What a website request wants, and of whom."""

from collections.abc import Iterator

from bot.domain.intake.request import Request
from bot.domain.intake.way import Party
from bot.domain.obligations import MINUTES, Obligation, Subject
from bot.domain.people import Person


def implied(request: Request, *, requester: Person, owner: Person, reply_days: int) -> Iterator[Obligation]:
    """The step that waits, by where the request is.

    An answer is due by its hour; a reply `reply_days` of the requester's working days after the question
    (our choice); nobody who left owes one.
    """
    stage, since = request.stage, request.owed_since
    if stage.move is None:
        return
    is_owners = stage.mover is Party.OWNER
    if not is_owners and not requester.is_active:
        return
    who, other = (owner, requester) if is_owners else (requester, owner)
    asked_on = since.astimezone(requester.zone).date()
    yield Obligation(
        person_id=who.id,
        other_id=other.id,
        kind=stage.move,
        subject=Subject.REQUEST,
        subject_id=request.id,
        since=since,
        opens_at=since,
        due_on=request.answer_by.astimezone(owner.zone).date()
        if is_owners
        else requester.calendar.add_working_days(asked_on, reply_days),
        due_at=request.answer_by if is_owners else None,
        minutes=MINUTES[stage.move],
    )
