"""A year: each period with what it came to or why it is missing, and how KPIs and values went apart."""

from collections.abc import Iterator
from decimal import Decimal

from bot.domain.reviews.sections import PeriodsSection
from bot.domain.reviews.self_score import Answer
from bot.domain.reviews.year import PeriodResult, Trend, kpi_trend, values_trend
from messages.catalog import Mrkdwn
from messages.kit import Block, section
from messages.reviews.score_lines import exact
from messages.reviews.sections.renderer import ItemLine, OnTheScale


class PeriodsRenderer(OnTheScale[PeriodsSection]):
    """Nothing is chosen in it: it is shown, and both sides write beside it."""

    def line(self, key: str) -> ItemLine:
        return ItemLine(item=(self.section.key, key), name=self.name, text=None)

    def about(self, key: str) -> list[Block]:  # noqa: ARG002 - there is one
        return [section(self.lead())]

    def lead(self) -> Mrkdwn:
        """A line a period, then the two trends."""
        periods = self.basis.periods
        return self.words.say(
            "reviews/sections/periods",
            periods=[self._period(each) for each in periods],
            kpi=self._trend(kpi_trend(periods)),
            values=self._trend(values_trend(periods)),
        )

    def adds_up(self) -> list[Mrkdwn]:
        """A line a period, with what it counts."""
        return [
            self.words.say(
                "reviews/sections/period_counts",
                period=self._period(each),
                weight=exact(Decimal(each.weight.numerator) / each.weight.denominator),
            )
            if each.weight
            else self._period(each)
            for each in self.basis.periods
        ]

    def score(self, key: str, answer: Answer, *, at_once: bool) -> list[Block]:  # noqa: ARG002
        return []

    def outro(self, *, all_scored: bool = False) -> list[Block]:  # noqa: ARG002
        return []

    def case_rule_text(self) -> Mrkdwn | None:
        return None

    def count(self) -> str:
        counted = sum(each.counted is not None for each in self.basis.periods)
        return self.words.count("%(number)s period of the year", "%(number)s periods of the year", counted)

    def described(self) -> Mrkdwn:
        return self.words.say("reviews/scheme_summary/periods")

    def answered(self, key: str, answer: Answer) -> Mrkdwn:  # noqa: ARG002
        return self.words.say(
            "reviews/sections/answer",
            name=self.name,
            score=answer.score,
            meaning="" if answer.score is None else self.said(answer.score),
        )

    def _period(self, period: PeriodResult) -> Mrkdwn:
        """ "Q1 3.75", "Q2 3.48 (result 3.5; 62 of 91 days)", "Q3 – not rated"."""
        counted = period.counted
        return self.words.say(
            "reviews/sections/period",
            part=period.part,
            mean=exact(counted.exact) if counted else None,
            remarks=[*self._remarks(period)],
            missing=period.missing.value if period.missing else None,
        )

    def _remarks(self, period: PeriodResult) -> Iterator[Mrkdwn]:
        counted = period.counted
        if counted is None:
            return
        if counted.score != counted.exact:
            yield self.words.say("reviews/sections/period_result", score=counted.score)
        if period.review_id is None:
            yield self.words.say("reviews/sections/period_imported")
        if period.days != period.of:
            yield self.words.say("reviews/sections/period_days", days=period.days, of=period.of)

    def _trend(self, trend: Trend | None) -> Mrkdwn | None:
        if trend is None:
            return None
        change = trend.change
        return self.words.say(
            "reviews/sections/trend",
            steps=[f"{part} {exact(mean)}" for part, mean in trend.steps],
            change=exact(abs(change)),
            goes="up" if change > 0 else "down" if change < Decimal() else "level",
        )
