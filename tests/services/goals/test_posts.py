"""The posts that are shipped, and those that a company adds."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from bot.domain.goals.anchors import ScoredBy
from bot.domain.goals.post import Post, PostKpi, dump_post, post_of, restore_post
from bot.domain.texts import LANGUAGES
from bot.errors import Refusal
from bot.services.goals.posts import (
    add_post,
    every_post,
    list_posts,
    post_held_by,
    posts_by_name,
    posts_held_by,
    read_post,
    read_post_file,
    shipped_posts,
)
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.people import Company
from tests.builders.posts import post

NOW = datetime(2026, 12, 14, 2, 0, tzinfo=UTC)
SHIPPED = shipped_posts()
KPIS = [(each, kpi) for each in SHIPPED for kpi in each.kpis]

whole = pytest.mark.parametrize("shipped", SHIPPED, ids=lambda each: each.key)
each_kpi = pytest.mark.parametrize(("shipped", "kpi"), KPIS, ids=lambda each: each.key)


def named_by_the_sources() -> dict[str, int]:
    """How many KPIs the sources name for a post. Source: domain.md §9."""
    return {
        "operations-manager": 5,
        "brand-manager": 5,
        "customer-service": 5,
        "product-manager": 5,
        "technical-support-engineer": 5,
        "marketing-specialist": 5,
        "warehouse-specialist": 5,
        "business-lead": 3,
        "product-line-manager": 2,
        "crm-specialist": 3,
        "promotion-specialist": 5,
        "planner": 6,
        "operations-team": 10,
    }


def test_every_post_of_the_sources_is_shipped_with_the_kpis_they_name() -> None:
    assert {each.key: len(each.kpis) for each in SHIPPED} == named_by_the_sources()


@whole
def test_a_shipped_post_is_of_a_sensible_size(shipped: Post) -> None:
    assert 3 <= len(shipped.duties) <= 5
    assert all(2 <= len(duty.parts) <= 3 for duty in shipped.duties)
    assert 5 <= len(shipped.requirements) <= 7
    assert 4 <= len(shipped.abilities) < len(shipped.requirements)


@whole
def test_its_weights_add_up_and_every_kpi_belongs_to_a_duty_of_it(shipped: Post) -> None:
    assert sum(kpi.weight for kpi in shipped.kpis) == 100
    assert all(kpi.weight >= 5 for kpi in shipped.kpis)
    assert {kpi.duty for kpi in shipped.kpis} <= {duty.key for duty in shipped.duties}


@each_kpi
def test_what_just_meets_the_target_meets_expectation(shipped: Post, kpi: PostKpi) -> None:
    meets = next(anchor for anchor in kpi.anchors if anchor.score == Decimal("3.5"))

    if kpi.scored_by is ScoredBy.SHARE:
        assert meets.share == 100
    if kpi.scored_by is ScoredBy.BANDS:
        target = Decimal(kpi.target)
        assert meets.low is None or meets.low <= target
        assert meets.high is None or target < meets.high


@each_kpi
def test_its_anchors_are_numbers_from_the_best_score_to_the_worst(shipped: Post, kpi: PostKpi) -> None:
    scores = [anchor.score for anchor in kpi.anchors]
    assert kpi.scored_by is not ScoredBy.WORDS
    assert (max(scores) >= 4, min(scores)) == (True, Decimal("2.5"))
    if kpi.scored_by is ScoredBy.BANDS:
        ends = {(each.low is None, each.high is None) for each in (kpi.anchors[0], kpi.anchors[-1])}
        assert ends == {(False, True), (True, False)}


@whole
def test_every_text_is_there_in_three_languages_written_for_their_readers(shipped: Post) -> None:
    texts = list(_texts(json.loads(json.dumps(dump_post(shipped)))))

    assert len(texts) > 30
    assert all(set(each) == set(LANGUAGES) and all(each.values()) for each in texts)
    assert "".join(each["zh_Hans"] for each in texts) != "".join(each["zh_Hant"] for each in texts)
    for each in texts:
        assert each["en"].isprintable()
        # The old encodings of the two sides of the strait: either lacks the other's characters.
        each["zh_Hans"].encode("gb2312")
        each["zh_Hant"].encode("big5")
        assert not any(word in each["zh_Hant"] for word in OTHERS_WORDS), each["zh_Hant"]


OTHERS_WORDS = ("質量", "信息", "網絡", "運營", "軟件", "文檔", "短信", "視頻", "默認", "轉化率", "渠道")
"""Words of the mainland in the other side's characters."""


def _texts(data: object) -> list[dict[str, str]]:
    """Every text of a post in all its languages."""
    if isinstance(data, dict):
        if "en" in data:
            return [data]
        return [text for each in data.values() for text in _texts(each)]
    return [text for each in data for text in _texts(each)] if isinstance(data, list) else []


def test_no_two_shipped_posts_have_a_name_in_common() -> None:
    names = [(name, each) for each in SHIPPED for name in sorted(set(each.name.values()))]

    assert len({name for name, _ in names}) == len(names)
    assert all(post_of(name, SHIPPED) == each for name, each in names)


def _by_key(key: str) -> Post:
    return next(each for each in SHIPPED if each.key == key)


@whole
def test_what_is_kept_of_a_post_is_the_same_post(shipped: Post) -> None:
    assert restore_post(json.loads(json.dumps(dump_post(shipped)))) == shipped


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (b"key: [", "buyer.yaml: 1"),
        (b"key: a\n\x0bname: b", "buyer.yaml: 2"),
        ("key: 岗位职责，每个季度一次\nname: \ud83d".encode("utf-8", "surrogatepass"), "buyer.yaml: 2"),
        (b"", "buyer.yaml: 1"),
        (b"key: a\nversion: 0\n", "buyer.yaml: "),
    ],
)
def test_a_post_that_cannot_be_read_is_refused_with_the_place(data: bytes, where: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_post("buyer", data)

    assert refusal.value.code == "post.unreadable"
    assert refusal.value.facts["where"].startswith(where)


def test_a_shipped_file_is_right_for_whoever_begins_with_it(store: Store) -> None:
    file = Path("bot/posts/marketing-specialist.yaml")

    assert read_post_file(store, file.read_text(encoding="utf-8")).value == _by_key(file.stem)


def test_what_was_added_is_found_under_its_key_and_its_names_and_listed(store: Store) -> None:
    added = post("our-buyer", name="Buyer of ours")

    assert add_post(acting(store, now=NOW), added) is True

    with store.read() as unit:
        assert posts_by_name(unit)["our-buyer"] == added
        assert posts_by_name(unit)["简 buyer of ours"] == added
    ours = next(each for each in list_posts(acting(store)) if each.post.key == "our-buyer")
    assert (ours.is_shipped, ours.people) == (False, 0)


def test_those_who_are_here_are_counted_with_the_version_that_is_meant(store: Store, people: Company) -> None:
    add_post(acting(store, now=NOW), post("product-manager", version=2, name="Product manager"))

    held = {
        (each.post.key, each.post.version): each.people for each in list_posts(acting(store)) if each.people
    }

    assert held == {("marketing-specialist", 1): 2, ("product-manager", 2): 1}


def test_a_companys_own_post_goes_before_a_shipped_one_of_the_same_name(store: Store) -> None:
    own = post("zz-ours", name="Marketing specialist")
    add_post(acting(store, now=NOW), own)

    with store.read() as unit:
        assert post_of("marketing specialist", every_post(unit)) == own
        assert post_of("市场专员", every_post(unit)) == _by_key("marketing-specialist")


def test_a_newer_version_takes_the_place_of_a_shipped_one(store: Store) -> None:
    newer = post("planner", version=2, name="Planning and more")
    add_post(acting(store, now=NOW), newer)

    with store.read() as unit:
        assert posts_by_name(unit)["planner"] == newer
    listed = [(each.post.version, each.is_shipped) for each in list_posts(acting(store))]
    assert (2, False) in listed


def test_somebody_holds_the_post_that_their_own_free_text_names(store: Store, people: Company) -> None:
    with store.read() as unit:
        assert post_held_by(unit, replace(people.employee, post="  行銷專員 ")) == _by_key(
            "marketing-specialist"
        )
        assert post_held_by(unit, replace(people.employee, post="Chief of everything")) is None


def test_of_many_people_whose_post_is_not_known_is_left_out(store: Store, people: Company) -> None:
    known = replace(people.employee, id=1, post="CRM")
    unknown = replace(people.employee, id=2, post="Chief of everything")

    with store.read() as unit:
        assert posts_held_by(unit, [known, unknown]) == {1: _by_key("crm-specialist")}


def test_the_same_again_is_there_already(store: Store) -> None:
    add_post(acting(store, now=NOW), post())

    assert add_post(acting(store, now=NOW + timedelta(days=1)), post()) is False
    assert add_post(acting(store, now=NOW), _by_key("planner")) is False


@pytest.mark.parametrize("key", ["buyer", "planner"])
def test_the_same_version_with_something_else_in_it_is_refused_with_the_next_version(
    store: Store, key: str
) -> None:
    add_post(acting(store, now=NOW), post(key, version=2))

    with pytest.raises(Refusal) as refusal:
        add_post(acting(store, now=NOW), post(key, version=2, name="Other"))

    assert refusal.value.code == "post.stored"
    assert refusal.value.facts["next"] == 3


def test_a_version_before_the_newest_is_refused(store: Store) -> None:
    add_post(acting(store, now=NOW), post(version=3))

    with pytest.raises(Refusal) as refusal:
        add_post(acting(store, now=NOW), post(version=2))

    assert refusal.value.code == "post.not_newer"
    assert (refusal.value.facts["newest"], refusal.value.facts["next"]) == (3, 4)


def test_posts_are_added_by_whoever_runs_steward_and_listed_for_hr_too(store: Store, people: Company) -> None:
    with pytest.raises(Refusal, match=r"deed\.not_yours"):
        add_post(acting(store, by=people.hr), post())
    with pytest.raises(Refusal, match=r"deed\.not_yours"):
        list_posts(acting(store, by=people.manager))
    assert [each.post for each in list_posts(acting(store, by=people.hr))] == list(SHIPPED)
