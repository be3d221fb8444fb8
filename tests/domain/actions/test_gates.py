"""The four gates: what counts of what is on record, and what is named as missing."""

from datetime import date

import pytest

from bot.domain.actions.gates import Document, Gate, Lack, OnRecord, gates_of, read_offer
from bot.errors import Refusal

TODAY = date(2027, 6, 1)


def there(document: Document, on: str) -> OnRecord:
    return OnRecord(document=document, on=date.fromisoformat(on))


FORM, SHEET = there(Document.JOB_FORM, "2026-10-05"), there(Document.SHEET, "2026-10-06")
FIRST, SECOND = there(Document.RESULT, "2027-01-20"), there(Document.RESULT, "2027-04-20")
COURSE, POST = there(Document.TRAINING, "2027-02-01"), there(Document.POST, "2027-05-01")


@pytest.mark.parametrize(
    ("found", "missing"),
    [
        ([], [[Lack.JOB_FORM, Lack.SHEET], [Lack.RESULT], [Lack.OFFER], [Lack.SECOND]]),
        ([SHEET, FIRST], [[Lack.JOB_FORM], [], [Lack.OFFER], [Lack.SECOND]]),
        ([FORM, SHEET, FIRST, COURSE], [[], [], [], [Lack.SECOND]]),
        ([FORM, SHEET, FIRST, COURSE, SECOND], [[], [], [], []]),
        # The offer came after the second assessment: that one says nothing of what the offer did.
        ([FORM, SHEET, FIRST, SECOND, POST], [[], [], [], [Lack.SECOND_AFTER_OFFER]]),
        ([FORM, SHEET, FIRST, SECOND], [[], [], [Lack.OFFER], [Lack.SECOND_AFTER_OFFER]]),
        # Agreed on only once it had failed, offered before it failed.
        (
            [there(Document.SHEET, "2027-02-01"), FORM, FIRST, there(Document.TRAINING, "2026-11-01")],
            [[Lack.SHEET], [], [Lack.OFFER], [Lack.SECOND]],
        ),
    ],
)
def test_what_is_missing_is_named(found: list[OnRecord], missing: list[list[Lack]]) -> None:
    gates = gates_of(reversed(found))

    assert [each.gate for each in gates] == list(Gate)
    assert [list(each.missing) for each in gates] == missing


def test_each_gate_shows_its_documents_the_oldest_first() -> None:
    shown = [list(each.there) for each in gates_of([SECOND, POST, COURSE, SHEET, FIRST, FORM])]

    assert shown == [[FORM, SHEET], [FIRST], [COURSE, POST], [SECOND]]


@pytest.mark.parametrize(
    ("day", "text", "code", "field"),
    [
        ("", "A post", "gates.no_day", "day"),
        ("2027-06-02", "A post", "gates.to_come", "day"),
        ("2027-06-01", " :+1: ", "action.missing", "text"),
        ("2027-06-01", "x" * 1001, "action.too_long", "text"),
    ],
)
def test_an_offer_was_made_on_a_day_and_in_words(day: str, text: str, code: str, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_offer(day, text, today=TODAY)

    assert (refused.value.code, refused.value.field) == (code, field)
    assert read_offer("2027-06-01", " A post ", today=TODAY) == (TODAY, "A post")
