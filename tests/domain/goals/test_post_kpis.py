"""KPIs of a post on somebody's sheet, in the words of whoever takes them."""

from decimal import Decimal

import pytest

from bot.domain.goals.anchors import Anchor, Direction, ScoredBy
from bot.domain.goals.kpi_form import TypedKpi, read_kpi
from bot.domain.goals.post import Post
from bot.domain.goals.post_kpis import as_kpi
from bot.domain.goals.sheet import Doubt, doubts, why_unsound
from bot.domain.organisation import WARN_ABOVE_KPIS
from bot.domain.quantities import Quantity
from bot.services.goals.posts import shipped_posts
from messages.catalog import LANGUAGES
from tests.builders.posts import post_data, text
from tests.builders.shipped import load_scheme

SCALE = load_scheme("kpi-values").points


def post_scored_by(scored_by: ScoredBy, *anchors: dict[str, object]) -> Post:
    data = post_data()
    data["kpis"][0] |= {"scored_by": scored_by, "anchors": list(anchors)}
    return Post.model_validate(data)


@pytest.mark.parametrize(("language", "sign"), [("en", ""), ("zh_Hans", "简 "), ("zh_Hant", "繁 ")])
def test_a_kpi_of_a_post_speaks_one_language(language: str, sign: str) -> None:
    post = Post.model_validate(post_data())

    taken = as_kpi(post, post.kpis[0], language=language)

    assert (taken.name, taken.duty) == (f"{sign}price", f"{sign}Buy goods")
    assert (taken.result, taken.measure) == (f"{sign}The shop earns", f"{sign}Counted once a month")
    assert (taken.unit, taken.source) == (f"{sign}%", f"{sign}Finance")


def test_what_it_counts_and_what_earns_which_score_comes_along() -> None:
    post = Post.model_validate(post_data())

    taken = as_kpi(post, post.kpis[0], language="en")

    assert (taken.key, taken.weight, taken.target) == ("price", 60, "90")
    assert (taken.quantity, taken.direction) == (Quantity.PERCENT, Direction.LOWER)
    assert taken.scored_by is ScoredBy.SHARE
    assert taken.anchors == (
        Anchor(score=Decimal(5), share=Decimal(80)),
        Anchor(score=Decimal("3.5"), share=Decimal(100)),
        Anchor(score=Decimal(3), share=Decimal(120)),
    )


def test_bands_and_words_come_along_too() -> None:
    banded = post_scored_by(
        ScoredBy.BANDS, {"score": "4", "high": "50", "text": text("cheap")}, {"score": "3", "low": "50"}
    )
    worded = post_scored_by(
        ScoredBy.WORDS, {"score": "4", "text": text("cheap")}, {"score": "3", "text": text("dear")}
    )

    assert as_kpi(banded, banded.kpis[0], language="zh_Hans").anchors == (
        Anchor(score=Decimal(4), text="简 cheap", high=Decimal(50)),
        Anchor(score=Decimal(3), low=Decimal(50)),
    )
    assert [each.text for each in as_kpi(worded, worded.kpis[0], language="en").anchors] == ["cheap", "dear"]


def test_a_language_that_a_post_was_not_written_in_reads_it_in_english() -> None:
    data = post_data()
    for each in (data["kpis"][0]["name"], data["duties"][0]["name"]):
        del each["zh_Hant"]
    post = Post.model_validate(data)

    taken = as_kpi(post, post.kpis[0], language="zh_Hant")

    assert (taken.name, taken.duty, taken.source) == ("price", "Buy goods", "繁 Finance")


SHIPPED = [
    pytest.param(post, language, id=f"{post.key}-{language}")
    for post in shipped_posts()
    for language in LANGUAGES
]


@pytest.mark.parametrize(("post", "language"), SHIPPED)
def test_the_kpis_of_a_shipped_post_can_be_signed_as_they_are(post: Post, language: str) -> None:
    kpis = [as_kpi(post, each, language=language) for each in post.kpis]

    assert why_unsound(kpis) == []
    found = [each.doubt for each in doubts(kpis, scored_after_days=8)]
    assert found == ([Doubt.MANY] if len(kpis) > WARN_ABOVE_KPIS else [])


@pytest.mark.parametrize(("post", "language"), SHIPPED)
def test_and_edited_without_a_word_of_complaint(post: Post, language: str) -> None:
    for suggested in post.kpis:
        taken = as_kpi(post, suggested, language=language)

        read = read_kpi(TypedKpi.of(taken), scale=SCALE)

        assert {**vars(read), "key": taken.key} == vars(taken)
