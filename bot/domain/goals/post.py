"""A post: its duties, what it asks for, and the KPIs that suggest themselves. Source: domain.md §2, §9."""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from bot.domain.goals.anchors import Direction, ScoredBy
from bot.domain.organisation import MOST_KPIS
from bot.domain.quantities import Quantity
from bot.domain.text import word
from bot.domain.texts import Frozen, Key, Line, Name, Sentence, in_every_language
from bot.domain.versions import newest

MOST_DUTIES = 12
MOST_PARTS = 10
MOST_REQUIREMENTS = 12
"""As much as one person's form shows, and a review can rate beside everything else (our choice)."""

HEAVIEST = 5
UNIT_LIMIT = 40
TARGET_LIMIT = 120

Unit = Annotated[
    Mapping[str, Annotated[Line, Field(max_length=UNIT_LIMIT)]],
    AfterValidator(in_every_language),
]
"""A name that fits beside a number."""
Number = Annotated[Decimal, Field(ge=0, le=10**12, decimal_places=4)]


class RequirementKind(StrEnum):
    """What a requirement is about: something that people can do, or have done."""

    ABILITY = "ability"
    EXPERIENCE = "experience"


class Duty(Frozen):
    """A duty and the parts of it: a list of two levels."""

    key: Key
    name: Name
    parts: Annotated[tuple[Name, ...], Field(max_length=MOST_PARTS)] = ()


class Requirement(Frozen):
    """What the post asks for on the job market. `weight`: how much it counts in the match, 1 to 5."""

    key: Key
    kind: RequirementKind
    name: Name
    text: Sentence
    weight: Annotated[int, Field(ge=1, le=HEAVIEST)] = 1


class PostAnchor(Frozen):
    """What earns one score, as bot.domain.goals.anchors has it; `text` in every language of ours."""

    score: Annotated[Decimal, Field(ge=0, le=100, decimal_places=2)]
    text: Sentence | None = None
    share: Number | None = None
    low: Number | None = None
    high: Number | None = None


class PostKpi(Frozen):
    """A KPI as a post suggests it. `duty`: the key of the duty that it belongs to.

    `target` is an example, in what `quantity` counts. The weights of a post's KPIs add up to 100.
    `anchors` best first.
    """

    key: Key
    duty: Key
    name: Name
    result: Sentence
    measure: Sentence
    unit: Unit
    quantity: Quantity
    direction: Direction
    weight: Annotated[int, Field(gt=0, le=100)]
    target: Annotated[Line, Field(min_length=1, max_length=TARGET_LIMIT)]
    source: Name
    scored_by: ScoredBy = ScoredBy.SHARE
    anchors: Annotated[tuple[PostAnchor, ...], Field(min_length=2, max_length=20)]


class Post(Frozen):
    """One version of a post."""

    key: Key
    version: Annotated[int, Field(gt=0, le=9999)]
    name: Name
    duties: Annotated[tuple[Duty, ...], Field(min_length=1, max_length=MOST_DUTIES)]
    requirements: Annotated[tuple[Requirement, ...], Field(min_length=1, max_length=MOST_REQUIREMENTS)]
    kpis: Annotated[tuple[PostKpi, ...], Field(min_length=1, max_length=MOST_KPIS)]

    @property
    def abilities(self) -> tuple[Requirement, ...]:
        """What people of this post have to be able to do."""
        return tuple(each for each in self.requirements if each.kind is RequirementKind.ABILITY)

    def duty(self, key: str) -> Duty:
        return next(duty for duty in self.duties if duty.key == key)


def known_as(posts: Iterable[Post]) -> dict[str, Post]:
    """The newest version of each post by its key and by its name in every language, as `word` folds them.

    A key goes before a name; of two posts with the same name the one that comes first is meant.
    """
    every = tuple(posts)
    places = {post.key: place for place, post in reversed(list(enumerate(every)))}
    found = sorted(newest(every), key=lambda post: places[post.key], reverse=True)
    names = {word(name): post for post in found for name in post.name.values()}
    return names | {word(post.key): post for post in found}


def post_of(written: str, posts: Iterable[Post]) -> Post | None:
    """Which of the posts somebody's own free text names; None where it is none of them."""
    return known_as(posts).get(word(written))


def dump_post(post: Post) -> dict[str, Any]:
    """The post as JSON values, to be kept."""
    return post.model_dump(mode="json")


def restore_post(data: dict[str, Any]) -> Post:
    """The post that was kept, whichever version wrote it. Parsed once for the same content."""
    return _parsed(json.dumps(data))


@lru_cache(maxsize=64)
def _parsed(text: str) -> Post:
    return Post.model_validate_json(text)
