"""Each rule that is on says before when things go; 0 is off."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta

from bot.domain.policy import Policy, Retention, contradictions
from bot.domain.privacy.retention import Rule, due

NOW = datetime(2027, 1, 8, tzinfo=UTC)


def test_each_rule_has_its_days_and_none_is_off() -> None:
    assert [rule for rule, _ in due(Retention(), now=NOW)] == list(Rule)
    assert dict(due(Retention(drafts_months=2), now=NOW))[Rule.DRAFTS] == NOW - timedelta(days=60)
    off = Retention(**{each.name: 0 for each in fields(Retention)})
    assert list(due(off, now=NOW)) == []


def test_words_of_reviews_do_not_go_before_their_results_may() -> None:
    wrong = Policy(retention=Retention(reviews_years=1, results_kept_years=2))

    assert [name for name, _ in contradictions(wrong)] == ["retention.reviews_years"]
    assert list(contradictions(Policy(retention=Retention(reviews_years=0, results_kept_years=9)))) == []
