"""A manager's half-done scoring: what stands in the form, as it is kept until it is approved."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.drafts import Draft, Typed
from bot.domain.reviews.approval import ApprovalFacts, Wanted, lacking, standing, with_scores
from bot.domain.reviews.facts import Item, ReviewFacts

SCORES, REASONS, WINDOW = "scores", "reasons", "window"


@dataclass(frozen=True, kw_only=True)
class ScoreForm:
    """What the form shows. `entered`: what stands in it; `read_at`: when that was kept, "" where nothing was.

    `window`: in which it was entered; `is_elsewhere`: another one had kept something since it was shown here.
    `reason_from`: from how many points of difference on a reason is asked for.
    """

    facts: ApprovalFacts
    entered: Mapping[Item, Wanted]
    read_at: str
    reason_from: Decimal
    window: str = ""
    is_elsewhere: bool = False

    def is_of(self, *, read_at: str, window: str) -> bool:
        """Whether a form that was shown then, in that window, has nothing older in it than this."""
        return self.read_at == read_at or (bool(window) and self.window == window)

    @property
    def is_draft(self) -> bool:
        """Whether some of it is not saved."""
        return bool(self.read_at)

    @property
    def is_ready(self) -> bool:
        """Whether what holds can be approved as it is: nothing is half done, nothing lacks."""
        review = self.facts.review
        return not differs(review, self.entered) and not any(
            lacking(review, item, each, reason_from=self.reason_from)
            for item, each in standing(review).items()
        )

    @property
    def summed_up(self) -> ReviewFacts:
        """The review as though what stands in the form were approved."""
        return with_scores(self.facts.review, self.entered)


def score_form(facts: ApprovalFacts, draft: Draft | None, *, reason_from: Decimal) -> ScoreForm:
    """The form where it was left; what is not in the draft stands as it holds."""
    kept = entered_in(draft.data) if draft else {}
    holds = standing(facts.review)
    return ScoreForm(
        facts=facts,
        entered={item: kept.get(item, wanted) for item, wanted in holds.items()},
        read_at=draft.saved_at.isoformat() if draft else "",
        reason_from=reason_from,
        window=str(draft.data.get(WINDOW) or "") if draft else "",
    )


def as_typed(entered: Mapping[Item, Wanted], *, window: str = "") -> Typed:
    """As JSON values; the keys are "section:item"."""
    keyed = {":".join(item): each for item, each in entered.items()}
    return {
        SCORES: {key: f"{each.score.normalize():f}" for key, each in keyed.items()},
        REASONS: {key: each.reason for key, each in keyed.items() if each.reason},
        WINDOW: window,
    }


def entered_in(typed: Typed) -> dict[Item, Wanted]:
    """What a draft holds."""
    reasons = typed.get(REASONS) or {}
    return {
        item_of(key): Wanted(score=Decimal(score), reason=reasons.get(key) or None)
        for key, score in (typed.get(SCORES) or {}).items()
    }


def item_of(key: str) -> Item:
    """An item by its key in a form."""
    section, _, item = key.partition(":")
    return section, item


def differs(facts: ReviewFacts, entered: Mapping[Item, Wanted]) -> bool:
    """Whether anything entered is not what holds already."""
    holds = standing(facts)
    return any(holds[item] != each for item, each in entered.items() if item in holds)
