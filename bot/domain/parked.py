"""A notice that cannot be delivered is parked, and the admins are told."""

from dataclasses import dataclass

from bot.domain.notices import ToPerson


@dataclass(frozen=True, kw_only=True)
class NoticeParked(ToPerson):
    """To an admin: the notice in this outbox row could not be delivered, for good."""

    row_id: int
