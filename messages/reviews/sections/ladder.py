"""Values: five rungs each, and what a score says of them."""

from decimal import Decimal

from bot.domain.reviews.sections import LadderSection
from bot.domain.reviews.sections.ladder import RUNGS, rungs_reached
from bot.domain.reviews.self_score import Answer
from messages.catalog import Mrkdwn, Words
from messages.kit import Block, context, section
from messages.reviews.sections.renderer import ItemLine, Renderer


class LadderRenderer(Renderer[LadderSection]):
    """Values on their ladders."""

    def line(self, key: str) -> ItemLine:
        return ItemLine(item=(self.section.key, key), name=self._name(key))

    def about(self, key: str) -> list[Block]:
        rungs = [self.words.pick(rung) for rung in self.section.ladder(key).rungs]
        return [section(self.words.say("reviews/sections/ladder", name=self._name(key), rungs=rungs))]

    def asked(self, key: str) -> list[Block]:
        return [*self.about(key), self._rule()]

    def preview(self) -> list[Block]:
        return [*super().preview(), self._rule()]

    def form_choices(self) -> list[tuple[str, str]]:
        """A ladder is climbed from below."""
        return self.choices()[::-1]

    def said(self, score: Decimal) -> str:
        return rungs(self.words, score)

    def count(self) -> str:
        return self.words.count("%(number)s value", "%(number)s values", len(self.items))

    def described(self) -> Mrkdwn:
        names = [self._name(key) for key in self.items]
        return self.words.say("reviews/scheme_summary/ladder", names=names, rungs=RUNGS)

    def answered(self, key: str, answer: Answer) -> Mrkdwn:
        return self.words.say(
            "reviews/sections/answer",
            name=self._name(key),
            score=answer.score,
            meaning="" if answer.score is None else self.said(answer.score),
        )

    def _name(self, key: str) -> str:
        return self.words.pick(self.section.ladder(key).name)

    def _rule(self) -> Block:
        return context(self.words.say("reviews/sections/ladder_rule"))


def rungs(words: Words, score: Decimal) -> str:
    """ "rungs 1–2 passed, 3 in part" for 2.5. Source: domain.md §5."""
    passed, in_part = rungs_reached(score)
    if passed == RUNGS:
        return words.label("all five rungs passed")
    if passed == 0:
        return words.label("rung 1 in part") if in_part else words.label("rung 1 not passed yet")
    if passed == 1:
        return words.label("rung 1 passed, 2 in part") if in_part else words.label("rung 1 passed")
    if in_part:
        return words.label("rungs 1–%(top)s passed, %(next)s in part", top=passed, next=passed + 1)
    return words.label("rungs 1–%(top)s passed", top=passed)
