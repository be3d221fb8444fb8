"""Everybody who may be asked about, and who of them may do a deed."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.access import Deed, may
from bot.domain.people import Person, Role
from tests.builders.people import CHEN, LIU, WU, someone

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


EVERYBODY: dict[str, Person | None] = {
    "company": None,
    "chen": CHEN,
    "liu": LIU,
    "wu": WU,
    "boss": someone(8, "Zhao Min"),
    "hr": replace(someone(9, "Zhou Jing"), roles=frozenset({Role.HR})),
    "admin": replace(someone(10, "Lin Tao"), roles=frozenset({Role.ADMIN})),
    "desk": replace(someone(11, "Sun Li"), roles=frozenset({Role.PRODUCT_MANAGER})),
    "developer": replace(someone(12, "He Jun"), roles=frozenset({Role.DEVELOPER})),
}
"""Chen Jie's review is Liu Yang's, who reports to Zhao Min; Chen Jie filed the request, Wu Min has it."""


def who_may(deed: Deed, about: object = None) -> set[str]:
    return {name for name, person in EVERYBODY.items() if may(deed, person, about)}
