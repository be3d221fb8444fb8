"""Values: five rungs each, and what a score says of them."""

from decimal import Decimal

from bot.domain.reviews.sections import LadderSection
from bot.domain.reviews.sections.rungs import RUNGS, rungs_reached
from bot.domain.reviews.self_score import Answer
from messages.catalog import Mrkdwn, Words
from messages.kit import OPTION_LIMIT, Block, checkboxes, context, divider, field_input, section
from messages.reviews.sections.renderer import ItemLine, Renderer
from messages.reviews.self_score_fields import CHOOSE, HALF, block_id, claimed, score_field


class LadderRenderer(Renderer[LadderSection]):
    """Values on their ladders."""

    def line(self, key: str) -> ItemLine:
        return ItemLine(item=(self.section.key, key), name=self._name(key))

    def about(self, key: str) -> list[Block]:
        rungs = [self.words.pick(rung) for rung in self.section.ladder(key).rungs]
        return [section(self.words.say("reviews/sections/ladder", name=self._name(key), rungs=rungs))]

    def asked(self, key: str) -> list[Block]:
        """The rungs are the choices; those that are too long for that are read above them."""
        return [divider(), *(self.about(key) if self._climbs(key) is None else ())]

    def outro(self) -> list[Block]:
        """Once for all of them."""
        below, from_ = self.section.case_below, self.section.case_from
        return [context(self.words.say("reviews/sections/ladder_form_rule", below=below, from_=from_))]

    def score(self, key: str, answer: Answer, *, at_once: bool) -> list[Block]:  # noqa: ARG002
        """How far up, and half of the next once that is known: a ladder is climbed from below."""
        item, name = (self.section.key, key), self._name(key)
        passed, in_part = (None, False) if answer.score is None else rungs_reached(answer.score)
        choices = self._climbs(key) or [
            (claimed(top), rungs(self.words, Decimal(top)), "") for top in range(RUNGS + 1)
        ]
        how_far = score_field(
            self.words,
            self.words.label("%(name)s: how far up?", name=name),
            item,
            [(value, said) for value, said, _ in choices],
            chosen=None if passed is None else claimed(passed),
            at_once=True,
            further={value: rest for value, _, rest in choices if rest},
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

    def _climbs(self, key: str) -> list[tuple[str, str, str]] | None:
        """Each choice with its rung's words, in two parts where they are long; None where it is longer."""
        found = [(claimed(0), self.words.label("0. Not yet"), "")]
        for top, rung in enumerate(self.section.ladder(key).rungs, start=1):
            said, rest = in_two(self.words.label("%(rung)s. %(says)s", rung=top, says=self.words.pick(rung)))
            if len(rest) > OPTION_LIMIT:
                return None
            found.append((claimed(top), said, rest))
        return found

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


def in_two(text: str) -> tuple[str, str]:
    """The words of a choice and what stands below it: cut behind a comma if possible, else between words."""
    text = " ".join(text.split())
    if len(text) <= OPTION_LIMIT:
        return text, ""
    commas = (place + 1 for place, each in enumerate(text[:OPTION_LIMIT]) if each in ",;，；、")
    at = max((place for place in commas if len(text) - place <= OPTION_LIMIT), default=0)
    at = at or text.rfind(" ", 0, OPTION_LIMIT) + 1 or OPTION_LIMIT
    return text[:at].strip(), text[at:].strip()


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
