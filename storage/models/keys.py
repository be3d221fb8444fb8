"""Under which keys something is sealed."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.keyring import MARK_LENGTH
from storage.models.base import Base


class SealingKeyRow(Base):
    """A key that has sealed something here, by its mark; it goes once nothing is sealed under it any more."""

    __tablename__ = "sealing_keys"

    mark: Mapped[str] = mapped_column(String(MARK_LENGTH), primary_key=True)
    since: Mapped[datetime]
