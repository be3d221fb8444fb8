"""How a section is shown, whatever its kind: its items, what is asked of each, what was answered."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from bot.domain.reviews.basis import Basis
from bot.domain.reviews.facts import Item
from bot.domain.reviews.kpis import Kpi
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.sections import BaseSection
from bot.domain.reviews.self_score import Answer
from bot.domain.weeks.pocket import KeptFile
from messages.catalog import Mrkdwn, Words, escape
from messages.kit import SECTION_LIMIT, Block, Element, context, fit, section
from messages.reviews.score_lines import in_full, meaning, option_value
from messages.reviews.self_score_fields import score_field
from messages.weeks.pocket_lines import file_names

LINES_IN_A_SECTION = 5

S = TypeVar("S", bound=BaseSection)


@dataclass(frozen=True, kw_only=True)
class ItemLine:
    """An item under the name that people know it by. `weight` in percent of its section; None: equal.

    `target` is what it aims at, with its unit, and `text` what it says in full, where it has one. `kpi`: the
    one that it is, where it is one.
    """

    item: Item
    name: str
    weight: int | None = None
    target: Mrkdwn | None = None
    text: str | None = None
    kpi: Kpi | None = None

    def suggested(self, score: Decimal, actual: str | None) -> Decimal | None:
        """The score that its figure suggests, where that is another one than `score`."""
        suggested = self.kpi.suggested(actual) if self.kpi else None
        return None if suggested == score else suggested


class Renderer(ABC, Generic[S]):
    """One section of a scheme in one reader's words. Items are named by their keys."""

    def __init__(self, words: Words, scheme: Scheme, section: S, basis: Basis) -> None:
        self.words = words
        self.scheme = scheme
        self.section = section
        self.basis = basis

    @property
    def name(self) -> str:
        return self.words.pick(self.section.name)

    @property
    def items(self) -> tuple[str, ...]:
        return self.section.items(self.basis)

    @abstractmethod
    def line(self, key: str) -> ItemLine:
        """An item as cards list it."""

    @abstractmethod
    def about(self, key: str) -> list[Block]:
        """What is scored, and what earns what."""

    @abstractmethod
    def said(self, score: Decimal) -> str:
        """What a score stands for."""

    @abstractmethod
    def count(self) -> str:
        """How much is scored, for a list: "2 KPIs"."""

    @abstractmethod
    def described(self) -> Mrkdwn:
        """What is scored and how it adds up, for whoever chooses or checks a scheme."""

    @abstractmethod
    def answered(self, key: str, answer: Answer) -> Mrkdwn:
        """What was entered for an item, in one line."""

    def intro(self) -> list[Block]:
        """What stands above the items of a screen."""
        return []

    def outro(self, *, all_scored: bool = False) -> list[Block]:  # noqa: ARG002
        """What stands below them. `all_scored`: a score of each was chosen."""
        rule = self.case_rule()
        return [rule] if rule is not None else []

    def lead(self) -> Mrkdwn | None:
        """What is to be known of a section before its items, wherever they are shown."""
        return None

    def adds_up(self) -> list[Mrkdwn]:
        """What its mean is made of, where that is not the scores of its items."""
        return []

    def asked(self, key: str) -> list[Block]:
        """What stands above the fields of an item in the form."""
        return self.about(key)

    def prefilled(self, _key: str) -> str | None:
        """What stands in an item's field for the figure before anything was typed."""
        return None

    def preview(self) -> list[Block]:
        """All of it, before anything has to be entered."""
        return [block for key in self.items for block in self.about(key)]

    def choices(self) -> list[tuple[str, str]]:
        """The scores that can be given with what they mean, best first: "3.5 · meets expectation"."""
        return [
            (option_value(score), fit(f"{self.words.number(score)} · {self.said(score)}", 75))
            for score in self.section.points(self.scheme.points)
        ]

    def score(self, key: str, answer: Answer, *, at_once: bool) -> list[Block]:
        """The fields in which somebody scores themselves on an item; `at_once`: there is room for them."""
        item = (self.section.key, key)
        score, hint = answer.score, None
        if self.suggests(key):
            hint = self.words.label("Left open, it is what your figure suggests.")
            score = self.section.suggested(self.basis, key, answer.actual) if score is None else score
        return [
            score_field(
                self.words,
                self.words.label("%(name)s: score", name=self.line(key).name),
                item,
                self.choices(),
                chosen=None if score is None else option_value(score),
                at_once=at_once,
                hint=hint,
            )
        ]

    def suggests(self, _key: str) -> bool:
        """Whether the figure of an item can suggest its score."""
        return False

    def heading(self) -> Mrkdwn:
        """The section's name, before what was entered in it."""
        return Mrkdwn(f"_{escape(self.name)}_")

    def case_rule(self) -> Block | None:
        """Which scores ask for a case."""
        said = self.case_rule_text()
        return context(said) if said is not None else None

    def case_rule_text(self) -> Mrkdwn | None:
        if not self.section.has_cases:
            return None
        return self.words.say(
            "reviews/sections/case_rule", below=self.section.case_below, from_=self.section.case_from
        )

    def overview(
        self,
        keys: Sequence[str],
        answers: Mapping[Item, Answer],
        *,
        files: Mapping[int, KeptFile],
        button: Element | None,
        case_limit: int,
    ) -> Iterator[Block]:
        """What was entered on one screen, to be read over; cases in full up to `case_limit`."""
        entered = [(key, answers.get((self.section.key, key), Answer())) for key in keys]
        heads = [self._head(key, answer) for key, answer in entered]
        if not self.section.has_cases and not any(answer.evidence for _, answer in entered):
            for at in range(0, len(heads), LINES_IN_A_SECTION):
                lines = Mrkdwn("\n".join(heads[at : at + LINES_IN_A_SECTION]))
                yield section(lines, accessory=None if at else button)
            return
        for number, (head, (_, answer)) in enumerate(zip(heads, entered, strict=True)):
            yield section(head, accessory=None if number else button)
            along = tuple(files[case_id] for case_id in answer.files if case_id in files)
            pieces = list(in_full(answer.evidence or "", at_most=case_limit))
            if pieces and along:
                pieces[-1:] = _joined(pieces[-1], file_names(self.words, along))
            yield from map(section, pieces)

    def _head(self, key: str, answer: Answer) -> Mrkdwn:
        """What was entered for an item, and for which rungs its case speaks."""
        said = self.answered(key, answer)
        if not (answer.evidence and answer.rungs):
            return said
        return Mrkdwn("\n".join([said, spoken_for(self.words, answer.rungs)]))


def _joined(case: Mrkdwn, files: Mrkdwn) -> list[Mrkdwn]:
    """What comes along stands under the case, in one block with it where there is room."""
    together = Mrkdwn(f"{case}\n{files}")
    return [together] if len(together) <= SECTION_LIMIT else [case, files]


def spoken_for(words: Words, rungs: Sequence[int]) -> Mrkdwn:
    """ "The case speaks for rungs 2 and 3."."""
    return words.say(
        "reviews/sections/speaks_for", count=len(rungs), rungs=words.names([str(each) for each in rungs])
    )


class OnTheScale(Renderer[S]):
    """A section whose items are scored on the scheme's own scale."""

    def said(self, score: Decimal) -> str:
        return meaning(self.words, self.scheme, score)
