"""Queries of the search for what is alike; the same on both databases."""

import hmac
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import Table, bindparam, delete, func, insert, select, tuple_
from sqlalchemy.orm import Session

from bot.domain.intake.facts import Alike
from bot.domain.intake.similar import TERM_LIMIT, Choice, Found, Posting
from bot.domain.intake.way import REQUEST
from bot.domain.people import Person
from storage.engine import keyring_of
from storage.intake.visibility import readable_by
from storage.missing import found
from storage.models.intake import RequestRow
from storage.models.people import PersonRow
from storage.models.similar import (
    OfferedChoiceRow,
    RequestSimilarRow,
    SearchDocumentRow,
    SearchPostingRow,
)

TEXT_KEPT = 400

# Put together once, and past the mapper: a document has a hundred terms.
_DOCUMENTS = cast(Table, SearchDocumentRow.__table__)
_POSTINGS = cast(Table, SearchPostingRow.__table__)
_OF = _POSTINGS.c
_COUNTED = select(func.count(), func.avg(_DOCUMENTS.c.length)).select_from(_DOCUMENTS)
_FREQUENCIES = (
    select(_OF.term, func.count()).where(_OF.term.in_(bindparam("terms", expanding=True))).group_by(_OF.term)
)
_WITH = (
    select(_OF.term, _OF.kind, _OF.document_id, _OF.frequency, _DOCUMENTS.c.length)
    .join(
        _DOCUMENTS,
        (_DOCUMENTS.c.kind == _OF.kind) & (_DOCUMENTS.c.document_id == _OF.document_id),
    )
    .where(_OF.term.in_(bindparam("terms", expanding=True)))
)
_IS_THERE = select(_DOCUMENTS.c.document_id).where(
    _DOCUMENTS.c.kind == bindparam("kind"), _DOCUMENTS.c.document_id == bindparam("document_id")
)
_TEXTS = select(_DOCUMENTS.c.kind, _DOCUMENTS.c.document_id, _DOCUMENTS.c.text).where(
    tuple_(_DOCUMENTS.c.kind, _DOCUMENTS.c.document_id).in_(bindparam("places", expanding=True))
)

_ALIKE = (
    select(
        RequestRow.id,
        RequestRow.happened,
        RequestRow.state,
        RequestRow.filed_at,
        RequestRow.branch,
        RequestRow.requester_id,
        PersonRow.name,
    )
    .join(PersonRow, PersonRow.id == RequestRow.owner_id)
    .where(RequestRow.id.in_(bindparam("numbers", expanding=True)))
)


class Similar:
    """The index: terms, and in which documents they stand. Where there are keys a term is kept as a digest
    under one derived from the newest: whoever reads the table learns no word, nor can try words out.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        keyring = keyring_of(session.get_bind())
        self._key = keyring.derived("search")[0] if keyring else None

    def _kept(self, term: str) -> str:
        if self._key is None:
            return term
        return hmac.digest(self._key, term.encode("utf-8", "surrogatepass"), "sha256").hex()[:TERM_LIMIT]

    def put(self, kind: Found, document_id: int, *, terms: Mapping[str, int], text: str) -> None:
        """A document is found from now on, by these terms in place of what it had."""
        self.forget(kind, document_id)
        place = {"kind": kind, "document_id": document_id}
        self._session.execute(
            insert(_DOCUMENTS), {**place, "length": sum(terms.values()), "text": text[:TEXT_KEPT]}
        )
        if terms:
            self._session.execute(
                insert(_POSTINGS),
                [{**place, "term": self._kept(term), "frequency": often} for term, often in terms.items()],
            )

    def has(self, kind: Found, document_id: int) -> bool:
        """Whether it is found."""
        return (
            self._session.execute(_IS_THERE, {"kind": kind, "document_id": document_id}).first() is not None
        )

    def forget(self, kind: Found, document_id: int) -> None:
        """It is found no more."""
        for table in (_POSTINGS, _DOCUMENTS):
            self._session.execute(
                delete(table).where(table.c.kind == kind, table.c.document_id == document_id)
            )

    def forget_all(self) -> None:
        """Nothing is found, until it is put there anew."""
        for table in (_POSTINGS, _DOCUMENTS):
            self._session.execute(delete(table))

    def counted(self) -> tuple[int, float]:
        """How many documents there are, and of how many terms on the average."""
        number, length = self._session.execute(_COUNTED).one()
        return int(number), float(length or 0)

    def frequencies(self, terms: Collection[str]) -> Mapping[str, int]:
        """In how many documents each of these is; what is in none is left out."""
        said = {self._kept(term): term for term in terms}
        rows = self._session.execute(_FREQUENCIES, {"terms": sorted(said)})
        return {said[kept]: documents for kept, documents in rows}

    def postings(self, terms: Collection[str]) -> Sequence[Posting]:
        """Where these stand."""
        said = {self._kept(term): term for term in terms}
        rows = self._session.execute(_WITH, {"terms": sorted(said)})
        if self._key is None:
            return [Posting(*row) for row in rows.all()]
        return [Posting(said[kept], *rest) for kept, *rest in rows]

    def texts(self, places: Collection[tuple[Found, int]]) -> Mapping[tuple[Found, int], str]:
        """What these say, in one form."""
        if not places:
            return {}
        rows = self._session.execute(_TEXTS, {"places": sorted(places)})
        return {(kind, number): text for kind, number, text in rows}

    def requests(self, numbers: Collection[int], *, reader: Person) -> Mapping[int, Alike]:
        """What somebody who may read them sees of these, by number."""
        rows = self._session.execute(_ALIKE.where(readable_by(reader)), {"numbers": sorted(numbers)})
        return {
            row.id: Alike(
                number=row.id,
                title=row.happened.partition("\n")[0].strip(),
                stage=REQUEST.stage(row.state),
                owner=row.name,
                filed_at=row.filed_at,
                branch=row.branch,
                is_own=row.requester_id == reader.id,
            )
            for row in rows
        }

    def chose(
        self,
        person_id: int,
        submission: str,
        choice: Choice,
        *,
        about_id: int | None,
        words: str = "",
        at: datetime,
    ) -> int:
        """Of one form the choice made last counts; its number."""
        row = self._session.scalar(
            select(OfferedChoiceRow).where(
                OfferedChoiceRow.person_id == person_id, OfferedChoiceRow.submission == submission
            )
        )
        if row is None:
            row = OfferedChoiceRow(person_id=person_id, submission=submission)
            self._session.add(row)
        row.choice, row.about_id, row.words, row.at = choice, about_id, words, at
        self._session.flush()
        return row.id

    def chosen(self, person_id: int, submission: str) -> tuple[Choice, int | None] | None:
        """What was chosen of that form, and about what; None where nothing was yet."""
        row = self._session.execute(
            select(OfferedChoiceRow.choice, OfferedChoiceRow.about_id).where(
                OfferedChoiceRow.person_id == person_id, OfferedChoiceRow.submission == submission
            )
        ).one_or_none()
        return None if row is None else (row.choice, row.about_id)

    def follower_wrote(self, choice_id: int) -> tuple[int, str]:
        """Who follows a request since, and what they had written themselves. Raises Missing."""
        row = found(self._session.get(OfferedChoiceRow, choice_id))
        return row.person_id, row.words

    def written_under(self, request_id: int) -> tuple[int, ...]:
        """The choices to follow a request of which the words went to the desk."""
        query = (
            select(OfferedChoiceRow.id)
            .where(OfferedChoiceRow.choice == Choice.FOLLOWED, OfferedChoiceRow.about_id == request_id)
            .where(OfferedChoiceRow.words != "")
        )
        return tuple(self._session.scalars(query.order_by(OfferedChoiceRow.id)))

    def was_alike(self, request_id: int, others: Collection[int]) -> None:
        """A request was filed though these were shown."""
        for other in others:
            self._session.add(RequestSimilarRow(request_id=request_id, other_id=other))

    def alike(self, request_id: int) -> Mapping[int, str]:
        """What was shown before a request was filed, each with the key of the stage in which it is now; how a
        private one stands is not said.
        """
        rows = self._session.execute(
            select(RequestRow.id, RequestRow.state)
            .join(RequestSimilarRow, RequestSimilarRow.other_id == RequestRow.id)
            .where(RequestSimilarRow.request_id == request_id, ~RequestRow.is_private)
            .order_by(RequestRow.id)
        )
        return {number: REQUEST.stage(state).key for number, state in rows}
