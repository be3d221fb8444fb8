"""What somebody is to a website request, to what becomes of it, and to the desk."""

from typing import Any

from bot.domain.intake.visibility import may_read
from bot.domain.people import Person
from bot.domain.who.anyone import admins, developers


def whoever_reads_it(by: Person | None, request: Any) -> bool:
    """Everybody; of a private one whoever filed it, has it, or is a product manager"""
    return may_read(request, by)


def admins_unless_it_is_private(by: Person | None, request: Any) -> bool:
    """Admins, unless it is private"""
    return admins(by, None) and (request is None or may_read(request, by))


def who_asks_to_swap(by: Person | None, swap: Any) -> bool:
    """Whoever asks for it"""
    return by is not None and by.id == swap.asker_id


def who_is_asked_to_swap(by: Person | None, swap: Any) -> bool:
    """The colleague who is asked"""
    return by is not None and by.id == swap.other_id


def who_has_it(by: Person | None, handover: Any) -> bool:
    """The developer who has it"""
    return by is not None and by.id == handover.assignee_id


def who_takes_part(by: Person | None, project: Any) -> bool:
    """Whoever was named to take part in it"""
    return bool(project.takes_part(by))


def who_decided_it(by: Person | None, project: Any) -> bool:
    """Whoever is on record as having decided it, unless its request is private"""
    return by is not None and by.id in project.decided_by and not project.is_private


def who_follows_it(by: Person | None, project: Any) -> bool:
    """Whoever follows its request, unless that is private"""
    return by is not None and by.id in project.followed_by and not project.is_private


def who_wrote_the_line(by: Person | None, argument: Any) -> bool:
    """Whoever wrote it"""
    return by is not None and by.id == argument.author.id


def developers_unless_it_is_private(by: Person | None, handover: Any) -> bool:
    """Developers, unless it is private"""
    return developers(by, None) and not handover.is_private


def its_requester(by: Person | None, request: Any) -> bool:
    """Whoever filed the request"""
    return by is not None and by.id == request.requester_id


def its_owner(by: Person | None, request: Any) -> bool:
    """The product manager who has the request"""
    return by is not None and by.id == request.owner_id


def who_stands_before_its_card(_by: Person | None, request: Any) -> bool:
    """Whoever reads its card in the intake channel, unless it is private"""
    return bool(request.card_in_view) and not request.is_private


def who_was_told_of_it(by: Person | None, request: Any) -> bool:
    """Whoever was told that an answer to it is due, or was called about it, unless it is private"""
    return by is not None and by.id in request.told and not request.is_private


def who_was_called(by: Person | None, page: Any) -> bool:
    """The developer who was called"""
    return by is not None and by.id == page.developer_id


def who_did_it(by: Person | None, entry: Any) -> bool:
    """Whoever did it"""
    return by is not None and by.id == entry.by_id


def its_author(by: Person | None, ping: Any) -> bool:
    """Whoever wrote the message"""
    return by is not None and by.id == ping.author_id


def who_reacted(by: Person | None, reacted: Any) -> bool:
    """Whoever put the emoji on it"""
    return by is not None and by.id == reacted.person_id
