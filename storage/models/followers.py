"""Who follows a request, and what requests have to do with each other."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.intake.followers import Via
from bot.domain.intake.links import Link
from storage.models.base import Base


class RequestFollowerRow(Base):
    """Somebody hears of a request: because theirs was joined to it, or because they chose to."""

    __tablename__ = "request_followers"

    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    since: Mapped[datetime]
    via: Mapped[Via]


class RequestLinkRow(Base):
    """A request is joined to another, or was split off it."""

    __tablename__ = "request_links"

    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), primary_key=True)
    link: Mapped[Link] = mapped_column(primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), index=True)
