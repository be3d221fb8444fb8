"""The scheme that is shipped, and the JSON that a cycle keeps of it."""

import json
from decimal import Decimal

import pytest

from bot.domain.reviews.scheme import Method, dump_scheme, restore_scheme
from bot.errors import Refusal
from bot.services.reviews.schemes import load_scheme, read_scheme, scheme_keys
from messages.catalog import LANGUAGES


def test_the_shipped_scheme_is_the_companys() -> None:
    scheme = load_scheme("kpi-values")

    assert [(each.key, each.weight, each.method) for each in scheme.sections] == [
        ("kpi", 70, Method.KPI_SHEET),
        ("values", 30, Method.LADDERS),
    ]
    values = scheme.section("values")
    assert (values.gate_below, values.case_below, values.case_from) == (
        Decimal("2.5"),
        Decimal("2.5"),
        Decimal(3),
    )
    assert [str(point) for point in scheme.points] == ["5", "4.5", "4", "3.75", "3.5", "3.25", "3", "2.5"]
    assert [ladder.key for ladder in values.ladders] == ["customer_first", "teamwork"]


def test_every_text_of_every_scheme_is_there_in_every_language() -> None:
    for key in scheme_keys():
        scheme = load_scheme(key)
        texts = [scheme.name, *(point.meaning for point in scheme.scale)]
        for section in scheme.sections:
            texts.append(section.name)
            for ladder in section.ladders:
                texts += [ladder.name, *ladder.rungs]
        for text in texts:
            assert all(text.get(language) for language in LANGUAGES), text


def test_what_a_cycle_keeps_is_the_same_scheme() -> None:
    scheme = load_scheme("kpi-values")

    kept = json.loads(json.dumps(dump_scheme(scheme)))

    assert restore_scheme(kept) == scheme


def test_an_unknown_scheme_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        load_scheme("../secret")

    assert refusal.value.code == "scheme.unknown"
    assert refusal.value.facts == {"name": "../secret", "known": ["kpi-values"]}


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (b"key: [", "kpi.yaml: 1"),
        (b"key: a\n\x0bname: b", "kpi.yaml: 2"),
        ("key: 数据和价值观的评估，每季度一次\nname: \ud83d".encode("utf-8", "surrogatepass"), "kpi.yaml: 2"),
        (b"key: a\nkey: b\n", "kpi.yaml: 2"),
        (b"key: a\nversion: 2026-13-45\n", "kpi.yaml: "),
        (b"[" * 2000, "kpi.yaml: 1"),
        (b"", "kpi.yaml: "),
    ],
)
def test_a_scheme_that_cannot_be_read_is_refused_with_the_place(data: bytes, where: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_scheme("kpi", data)

    assert refusal.value.code == "scheme.unreadable"
    assert refusal.value.facts["where"].startswith(where)
