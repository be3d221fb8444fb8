"""Posts: those that are shipped, and those that a company added."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from bot.domain.access import Deed, require
from bot.domain.goals.post import Post, dump_post, known_as, post_of, restore_post
from bot.domain.goals.post_file import check
from bot.domain.people import Person
from bot.domain.text import word
from bot.domain.texts import LANGUAGES
from bot.domain.versions import standing
from bot.errors import Refusal
from bot.reading.data_file import DataFile, NotUsable, read_data, shipped, usable
from bot.services.acting import Acting
from bot.services.reviews.schemes import every_point, shipped_points
from storage.unit import Store, Unit


@dataclass(frozen=True, kw_only=True)
class ListedPost:
    """One version of a post, and whether Steward brought it along.

    `people`: how many of those who are here have it, by what stands as their post.
    """

    post: Post
    is_shipped: bool
    people: int


def read_post_file(store: Store, text: str) -> DataFile[Post]:
    """What a post's file comes to; its anchors name scores that some scheme's scale has."""
    with store.read() as unit:
        return read_data(text, partial(check, languages=LANGUAGES, scale=every_point(unit)))


@cache
def shipped_posts() -> tuple[Post, ...]:
    """Every post that Steward brings along, by key. Raises Refusal("post.unreadable")."""
    return tuple(read_post(key, data) for key, data in shipped("bot.posts"))


def every_post(unit: Unit) -> tuple[Post, ...]:
    """Every version, a company's own before those that are shipped."""
    return (*(restore_post(data) for data in unit.posts.every()), *shipped_posts())


def posts_by_name(unit: Unit) -> Mapping[str, Post]:
    """The newest version of every post by what people may call it, as `bot.domain.text.word` folds it."""
    return known_as(every_post(unit))


def post_held_by(unit: Unit, person: Person) -> Post | None:
    """The post that somebody's own free text names; None where it is none that Steward knows."""
    return post_of(person.post, every_post(unit))


def posts_held_by(unit: Unit, people: Iterable[Person]) -> Mapping[int, Post]:
    """The same of many by their id, in one read; whose post Steward does not know is left out."""
    names = posts_by_name(unit)
    return {each.id: names[word(each.post)] for each in people if word(each.post) in names}


def list_posts(acting: Acting) -> list[ListedPost]:
    """Every version that there is, by key. Raises Refusal("deed.not_yours")."""
    require(Deed.RUN_CYCLES, acting.by)
    with acting.store.read() as unit:
        every = every_post(unit)
        held = Counter(_place(each) for each in posts_held_by(unit, unit.people.active()).values())
    listed = {
        _place(each): ListedPost(post=each, is_shipped=each in shipped_posts(), people=held[_place(each)])
        for each in reversed(every)
    }
    return [listed[place] for place in sorted(listed)]


def _place(post: Post) -> tuple[str, int]:
    return post.key, post.version


def add_post(acting: Acting, post: Post) -> bool:
    """Keep a post, so that people can have it; False where it is there already.

    Raises Refusal: deed.not_yours, post.stored, post.not_newer.
    """
    require(Deed.ADD_POST, acting.by)
    with acting.store.begin() as unit:
        if _is_there(unit, post):
            return False
        if not unit.posts.add(key=post.key, version=post.version, data=dump_post(post), added_at=acting.now):
            # Somebody else was faster by a moment: with the same, or with something else.
            return not _is_there(unit, post)
        return True


def _is_there(unit: Unit, post: Post) -> bool:
    """Whether the same post is there already. Raises as `add_post`."""
    found = standing(post, every_post(unit))
    facts: dict[str, Any] = {"name": post.key, "version": post.version, "next": found.next}
    if found.is_taken:
        raise Refusal("post.stored", **facts)
    if not found.is_there and post.version < found.newest:
        raise Refusal("post.not_newer", newest=found.newest, **facts)
    return found.is_there


def read_post(key: str, data: bytes) -> Post:
    """The post that a shipped file holds. Raises Refusal("post.unreadable") with the first place."""
    try:
        return usable(data, partial(check, languages=LANGUAGES, scale=shipped_points()))
    except NotUsable as trouble:
        raise Refusal("post.unreadable", name=key, where=f"{key}.yaml: {trouble.line}") from None
