"""What a step of the guide is told from, and how it is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.local.cast import Cast
from bot.local.clock import LABELS
from bot.local.seeding import slack_id
from bot.sandbox import APP, GuideStep, Jump
from bot.services.milestones import HowFar
from messages.catalog import Words
from messages.guide import step_words
from storage.cards import Spot


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What a step is told from: who plays, how far it has come, whose words, where the clock can go.

    `in_channels`: the words of what many read; `to_developers`: of what their channel reads.
    """

    cast: Cast
    far: HowFar
    words: Words
    in_channels: Words
    to_developers: Words
    jumps: dict[str, Jump]
    policy: Policy
    now: datetime

    @property
    def today(self) -> date:
        """The head office's."""
        return self.now.astimezone(ZoneInfo(self.policy.default_timezone)).date()


def told(
    scene: Scene,
    step: str,
    who: Person,
    facts: Mapping[str, str],
    *,
    place: str = APP,
    thread: Spot | None = None,
    text: str = "",
    move: Jump | None = None,
) -> GuideStep:
    """A step for `who`, in a thread where there is one already; `text` is there to be sent."""
    said = step_words(
        scene.words, step, in_channels=scene.in_channels, to_developers=scene.to_developers, **facts
    )
    return GuideStep(
        id=step,
        what=said.what,
        why=said.why,
        user=slack_id(who),
        place=place,
        thread=thread.ts if thread else None,
        text=text,
        move=move,
    )


def moved(scene: Scene, step: str, who: Person, facts: Mapping[str, str], *, to: str) -> GuideStep:
    """A step of the clock; it goes where its button in the top bar goes."""
    label, jump = _label(scene.words, to), scene.jumps.get(to)
    move = Jump(id=to, label=label, to=jump.to) if jump else None
    return told(scene, step, who, {**facts, "jump": label}, move=move)


def jump_to(scene: Scene, key: str, to: datetime | None) -> Jump | None:
    """A move of the clock that its top bar does not have; None where it is no move forward."""
    if to is None or to <= scene.now:
        return None
    return Jump(id=key, label=f"{scene.words.day(to)} {scene.words.time(to)}", to=to)


def _label(words: Words, place: str) -> str:
    languages: Sequence[str] = ("en", "zh_Hans", "zh_Hant")
    return LABELS[place][languages.index(words.language)]
