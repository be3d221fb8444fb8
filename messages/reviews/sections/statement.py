"""Rated statements: a sentence each, with the meaning of every point in view."""

from bot.domain.reviews.sections import StatementSection
from bot.domain.reviews.sections.statement import Statement
from bot.domain.reviews.self_score import Answer
from messages.catalog import Mrkdwn
from messages.kit import Block, context, divider, section
from messages.reviews.sections.renderer import ItemLine, OnTheScale


class StatementRenderer(OnTheScale[StatementSection]):
    """Sentences about behaviour or ability."""

    def line(self, key: str) -> ItemLine:
        text = self.words.pick(self.statement(key).text)
        return ItemLine(item=(self.section.key, key), name=self._name(key), text=text)

    def statement(self, key: str) -> Statement:
        return next(each for each in self.section.rated(self.basis) if each.key == key)

    def intro(self) -> list[Block]:
        points = [
            [self.words.number(point.score), self.words.pick(point.meaning)] for point in self.scheme.scale
        ]
        return [
            section(self.words.say("reviews/sections/statement_intro", section=self.name)),
            context(self.words.say("reviews/sections/scale_line", points=points)),
            *super().outro(),
        ]

    def outro(self, *, all_scored: bool = False) -> list[Block]:  # noqa: ARG002
        """Where several are asked for together, the rule about cases is read before them."""
        return []

    def about(self, key: str) -> list[Block]:
        statement = self.statement(key)
        said = self.words.say(
            "reviews/sections/statement", name=self._name(key), text=self.words.pick(statement.text)
        )
        return [section(said)]

    def asked(self, key: str) -> list[Block]:
        return [divider(), *self.about(key)]

    def count(self) -> str:
        return self.words.count(
            "%(number)s statement on %(section)s",
            "%(number)s statements on %(section)s",
            len(self.items),
            section=self.name,
        )

    def described(self) -> Mrkdwn:
        return self.words.say(
            "reviews/scheme_summary/statement",
            from_post=self.section.from_post,
            names=[self._name(key) for key in self.items],
        )

    def preview(self) -> list[Block]:
        said = [(self._name(key), self.words.pick(self.statement(key).text)) for key in self.items]
        return [section(self.words.say("reviews/sections/statements", section=self.name, statements=said))]

    def answered(self, key: str, answer: Answer) -> Mrkdwn:
        return self.words.say(
            "reviews/sections/answer",
            name=self._name(key),
            score=answer.score,
            meaning="" if answer.score is None else self.said(answer.score),
        )

    def _name(self, key: str) -> str:
        return self.words.pick(self.statement(key).name)
