"""What is known of the database itself."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base


class MigratedByRow(Base):
    """The version of Steward that brought the database to a revision. Keep its shape: older ones read it."""

    __tablename__ = "migrated_by"

    revision: Mapped[str] = mapped_column(String(32), primary_key=True)
    version: Mapped[str] = mapped_column(String(40))


class WorksFromRow(Base):
    """The oldest version that works on a database of a revision. Keep its shape: older ones read it."""

    __tablename__ = "works_from"

    revision: Mapped[str] = mapped_column(String(32), primary_key=True)
    version: Mapped[str] = mapped_column(String(40))
