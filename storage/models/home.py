"""Home: what of it is open before whom, and whose does not show any more what holds."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.home import Look, Tab
from storage.models.base import Base

_OPEN = text("open_until IS NOT NULL")


class HomeViewRow(Base):
    """A person's Home: the tab and the page that they opened last.

    `open_until` is None once it is no longer kept right; `oversees`: so much of it is about others that it
    concerns them whatever moves. `fingerprint` is a hash of what it shows; None until it was drawn since
    its last opening. `leased_until` is set while one process draws it.
    """

    __tablename__ = "home_views"
    __table_args__ = (
        Index("ix_home_views_person_id_open", "person_id", sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, autoincrement=False)
    tab: Mapped[Tab | None]
    page: Mapped[int] = mapped_column(default=1)
    open_until: Mapped[datetime | None]
    oversees: Mapped[bool] = mapped_column(default=False)
    fingerprint: Mapped[str | None] = mapped_column(String(64))
    drawn_at: Mapped[datetime | None]
    leased_until: Mapped[datetime | None]

    def look(self) -> Look:
        return Look(tab=self.tab, page=self.page)


class HomeStaleRow(Base):
    """Something was committed that an open Home may show: it is drawn anew. Rows are added, and deleted by
    whoever drew it: nobody who changes something waits for somebody else's change.
    """

    __tablename__ = "home_stale"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
