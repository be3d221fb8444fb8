"""A KPI sheet: each KPI with its weight and target, and what earns what."""

from bot.domain.goals.anchors import ScoredBy
from bot.domain.reviews.kpis import Kpi, Whose
from bot.domain.reviews.sections import KpiSection
from bot.domain.reviews.self_score import Answer
from messages.catalog import Mrkdwn
from messages.goals.anchors import earned_by
from messages.goals.figure_lines import figure_as_typed, kpi_figure
from messages.kit import Block, divider, section
from messages.reviews.score_lines import FIGURE_LIMIT, goal, short
from messages.reviews.sections.renderer import ItemLine, OnTheScale

ANCHOR_LIMIT = 200
ANCHORS_SHOWN = 8


class KpiRenderer(OnTheScale[KpiSection]):
    """The employee's own sheet, or their department's."""

    @property
    def is_shared(self) -> bool:
        return self.section.whose is Whose.TEAM

    def kpi(self, key: str) -> Kpi:
        return next(kpi for kpi in self.section.sheet(self.basis) if kpi.key == key)

    def line(self, key: str) -> ItemLine:
        kpi = self.kpi(key)
        target = short(goal(self.words, kpi), FIGURE_LIMIT)
        item = (self.section.key, key)
        return ItemLine(item=item, name=kpi.name, weight=kpi.weight, target=target, kpi=kpi)

    def intro(self) -> list[Block]:
        return [
            section(self.words.say("reviews/sections/kpi_intro", is_shared=self.is_shared, section=self.name))
        ]

    def about(self, key: str) -> list[Block]:
        kpi = self.kpi(key)
        about = self.words.say(
            "reviews/sections/kpi",
            name=kpi.name,
            weight=kpi.weight,
            target=goal(self.words, kpi),
            measure=kpi.measure,
            source=kpi.source,
            result=kpi.result,
        )
        return [section(about), *self._figure(kpi), *self._anchors(kpi)]

    def prefilled(self, key: str) -> str | None:
        return figure_as_typed(self.words, self.kpi(key))

    def suggests(self, key: str) -> bool:
        kpi = self.kpi(key)
        return kpi.quantity is not None and kpi.scored_by is not ScoredBy.WORDS

    def _figure(self, kpi: Kpi) -> list[Block]:
        """What was entered for it by its source, and what that suggests."""
        line = kpi_figure(self.words, kpi)
        if line is None:
            return []
        return [
            section(self.words.say("reviews/sections/kpi_figure", figure=line, suggested=kpi.suggested()))
        ]

    def _anchors(self, kpi: Kpi) -> list[Block]:
        if not kpi.anchors:
            return []
        anchors = [
            [self.words.number(anchor.score), short(earned_by(self.words, kpi, anchor), ANCHOR_LIMIT)]
            for anchor in kpi.anchors[:ANCHORS_SHOWN]
        ]
        return [section(self.words.say("reviews/sections/anchors", anchors=anchors))]

    def asked(self, key: str) -> list[Block]:
        return [divider(), *self.about(key)]

    def count(self) -> str:
        if self.is_shared:
            return self.words.count(
                "%(number)s KPI of your department", "%(number)s KPIs of your department", len(self.items)
            )
        return self.words.count("%(number)s KPI", "%(number)s KPIs", len(self.items))

    def described(self) -> Mrkdwn:
        return self.words.say(
            "reviews/scheme_summary/kpi", is_shared=self.is_shared, most=self.section.most_items
        )

    def answered(self, key: str, answer: Answer) -> Mrkdwn:
        kpi = self.kpi(key)
        suggested = kpi.suggested(answer.actual)
        return self.words.say(
            "reviews/sections/kpi_answer",
            name=short(kpi.name),
            score=answer.score,
            meaning="" if answer.score is None else self.said(answer.score),
            actual=short(answer.actual or "–", ANCHOR_LIMIT),
            suggested=None if answer.score is None else suggested,
            is_suggested=suggested == answer.score,
        )
