"""What can be found by its words, and what came of showing it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.intake.similar import TERM_LIMIT, Choice, Found
from storage.models.base import Base
from storage.types import SealedText


class SearchDocumentRow(Base):
    """One of them. `length`: how many terms it has; `text`: its words in one form, as far as they count."""

    __tablename__ = "search_documents"

    kind: Mapped[Found] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(primary_key=True)
    length: Mapped[int]
    text: Mapped[str] = mapped_column(SealedText())


class SearchPostingRow(Base):
    """A term stands in a document so often."""

    __tablename__ = "search_postings"
    __table_args__ = (Index("ix_search_postings_kind_document_id", "kind", "document_id"),)

    term: Mapped[str] = mapped_column(String(TERM_LIMIT), primary_key=True)
    kind: Mapped[Found] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(primary_key=True)
    frequency: Mapped[int]


class OfferedChoiceRow(Base):
    """What somebody did who was shown what is alike: what they chose last. `about_id`: the answer, or the
    request; of a request that they follow, `words` are what they had written themselves.
    """

    __tablename__ = "offered_choices"
    __table_args__ = (UniqueConstraint("person_id", "submission"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    submission: Mapped[str] = mapped_column(String(64))
    choice: Mapped[Choice]
    about_id: Mapped[int | None]
    words: Mapped[str] = mapped_column(SealedText())
    at: Mapped[datetime] = mapped_column(index=True)


class RequestSimilarRow(Base):
    """What was alike when a request was filed all the same."""

    __tablename__ = "request_similar"

    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), primary_key=True)
