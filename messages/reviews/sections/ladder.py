"""Values: five rungs each, and what a score says of them."""

from decimal import Decimal

from bot.domain.reviews.sections import LadderSection
from bot.domain.reviews.sections.rungs import RUNGS, rungs_reached
from bot.domain.reviews.self_score import Answer
from messages.catalog import Mrkdwn, Words
from messages.kit import Block, actions, button, checkboxes, context, divider, field_input, section
from messages.reviews.sections.renderer import ItemLine, Renderer
from messages.reviews.self_score_fields import CHOOSE, HALF, READ, block_id, claimed, score_field

MOST_WORDS, MOST_CHARACTERS = 5, 18
"""Of a rung where it is chosen, in English and in Chinese (our choice)."""

_RUNGS = range(1, RUNGS + 1)
_ENDS = ",;:，；：、"
_FIRST_CHINESE = "\u2e80"


class LadderRenderer(Renderer[LadderSection]):
    """Values on their ladders."""

    def line(self, key: str) -> ItemLine:
        return ItemLine(item=(self.section.key, key), name=self._name(key))

    def about(self, key: str) -> list[Block]:
        rungs = [self.words.pick(rung) for rung in self.section.ladder(key).rungs]
        return [section(self.words.say("reviews/sections/ladder", name=self._name(key), rungs=rungs))]

    def intro(self) -> list[Block]:
        """Where a rung's words stand there only in part, the way to all of them."""
        if all(self._named(key, rung) == self._says(key, rung) for key in self.items for rung in _RUNGS):
            return []
        read = button(self.words.label("Read the rungs…"), READ, value=self.section.key)
        return [actions(read, block_id=f"self_score:read:{self.section.key}")]

    def asked(self, key: str) -> list[Block]:  # noqa: ARG002
        """The rungs are the choices."""
        return [divider()]

    def outro(self, *, all_scored: bool = False) -> list[Block]:
        """Once for all of them, until it has shown in what is asked."""
        if all_scored:
            return []
        below, from_ = self.section.case_below, self.section.case_from
        return [context(self.words.say("reviews/sections/ladder_form_rule", below=below, from_=from_))]

    def score(self, key: str, answer: Answer, *, at_once: bool) -> list[Block]:  # noqa: ARG002
        """How far up, and half of the next once that is known: a ladder is climbed from below."""
        item, name = (self.section.key, key), self._name(key)
        passed, in_part = (None, False) if answer.score is None else rungs_reached(answer.score)
        how_far = score_field(
            self.words,
            self.words.label("%(name)s: how far up?", name=name),
            item,
            self._climbs(key),
            chosen=None if passed is None else claimed(passed),
            at_once=True,
        )
        if passed is None or passed == RUNGS:
            return [how_far]
        half = field_input(
            self.words.label("%(name)s: rung %(rung)s", name=name, rung=passed + 1),
            checkboxes(
                CHOOSE,
                [(HALF, self.words.label("Met in part: half a rung"))],
                chosen=[HALF] if in_part else [],
            ),
            block_id=block_id(f"{HALF}{passed + 1}", item),
            optional=True,
            dispatches=True,
        )
        return [how_far, half]

    def _climbs(self, key: str) -> list[tuple[str, str]]:
        """Each choice by its rung's first words: whole, they are more than a screen should hold."""
        rungs = [
            (claimed(rung), self.words.label("%(rung)s. %(says)s", rung=rung, says=self._named(key, rung)))
            for rung in _RUNGS
        ]
        return [(claimed(0), self.words.label("0. Not yet")), *rungs]

    def _says(self, key: str, rung: int) -> str:
        return " ".join(self.words.pick(self.section.ladder(key).rungs[rung - 1]).split())

    def _named(self, key: str, rung: int) -> str:
        return first_words(self._says(key, rung))

    def preview(self) -> list[Block]:
        return [*super().preview(), self._rule()]

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


def first_words(text: str) -> str:
    """A sentence by its beginning: up to the end of a clause if possible, with "…" for the rest; all of it
    where it is short.
    """
    whole = text.rstrip("。.")
    is_chinese = any(each >= _FIRST_CHINESE for each in whole)
    pieces = list(whole) if is_chinese else whole.split()
    most, between = (MOST_CHARACTERS, "") if is_chinese else (MOST_WORDS, " ")
    if len(pieces) <= most:
        return text
    ends = [at for at in range(1, most + 1) if pieces[at - 1][-1] in _ENDS or pieces[at] in _ENDS]
    return between.join(pieces[: max(ends, default=most)]).rstrip(_ENDS) + "…"


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
