"""Hand-overs as issues of a tracker, and what it told already."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.intake.tracker import Issue, IssueState
from storage.models.base import Base


class TrackerIssueRow(Base):
    """One hand-over there."""

    __tablename__ = "tracker_issues"
    __table_args__ = (UniqueConstraint("tracker", "key"),)

    handover_id: Mapped[int] = mapped_column(ForeignKey("handovers.id"), primary_key=True)
    tracker: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(60))
    url: Mapped[str] = mapped_column(String(400))
    state: Mapped[IssueState]
    synced_at: Mapped[datetime]

    def value(self) -> Issue:
        return Issue(
            handover_id=self.handover_id,
            tracker=self.tracker,
            key=self.key,
            url=self.url,
            state=self.state,
            synced_at=self.synced_at,
        )


class TrackerDeliveryRow(Base):
    """Something that a tracker told, so that the same is not taken twice."""

    __tablename__ = "tracker_deliveries"

    delivery: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
