"""What a website request wants, and of whom."""

from collections.abc import Iterator

from bot.domain.intake.closing import closes_on
from bot.domain.intake.request import Request
from bot.domain.intake.way import Party
from bot.domain.obligations import MINUTES, Obligation, Subject
from bot.domain.people import Person
from bot.domain.policy import Policy


def implied(request: Request, *, requester: Person, owner: Person, policy: Policy) -> Iterator[Obligation]:
    """The step that waits, by where the request is.

    An answer is due by its hour; a reply, and the word whether it is settled, so many of the requester's
    working days after they were asked (our choice); nobody who left owes one.
    """
    stage, since = request.stage, request.owed_since
    if stage.move is None:
        return
    is_owners = stage.mover is Party.OWNER
    if not is_owners and not requester.is_active:
        return
    who, other = (owner, requester) if is_owners else (requester, owner)
    asked_on = since.astimezone(requester.zone).date()
    days = policy.intake.confirm_days if stage.to_confirm else policy.intake.reply_days
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
        else requester.calendar.add_working_days(asked_on, days),
        due_at=request.answer_by if is_owners else None,
        lapses_on=closes_on(since, requester=requester, policy=policy) if stage.to_confirm else None,
        minutes=MINUTES[stage.move],
    )
