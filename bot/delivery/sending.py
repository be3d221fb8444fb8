"""How one message comes to stand where it belongs."""

from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from bot.delivery.outgoing import Outgoing
from bot.delivery.places import Places
from bot.delivery.redraw import after_a_move, drawing
from bot.delivery.wording import Prepared, Wording
from bot.domain.cards import CardKey
from bot.domain.policy import Policy
from bot.slack.client import Posted, Slack
from bot.slack.errors import CardGone, NotThere, Rejected, ThreadGone
from bot.slack.limits import POST
from bot.slack.reasons import Reason, reason_of
from messages.kit import Message
from storage.cards import Spot
from storage.unit import Store

INVALID_BLOCKS = "invalid_blocks"

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Try:
    """One try. `mark`: by what the message is known again; `unsure`: an earlier try may have come through.
    `soon`: somebody waits for it.
    """

    mark: str
    unsure: bool
    soon: bool
    now: datetime


class Sending:
    """Posts, updates, replies and whispers; what stood in a place that is gone is posted anew."""

    def __init__(self, *, store: Store, slack: Slack, policy: Policy, wording: Wording) -> None:
        self._store = store
        self._slack = slack
        self._wording = wording
        self._places = Places(store, slack, policy=policy)

    def send(self, prepared: Prepared, this: Try) -> Posted | None:
        """Where the message stands now; None where nothing had to be sent. Raises SlackFailure's kinds."""
        outgoing, card = prepared.outgoing, prepared.card
        if outgoing.is_taken_down:
            self._take_down(card)
            return None
        if card is not None:
            if card.fingerprint == prepared.fingerprint:
                return None
            try:
                if stands := self._update(card, prepared, this):
                    return stands
            except CardGone:
                log.info("delivery.card_was_deleted", mark=this.mark)
                if outgoing.only_update:
                    return None
        if outgoing.instead_at is not None:
            self._say_instead(outgoing, outgoing.instead_at)
            return None
        if outgoing.whisper_to is not None:
            self._whisper(prepared, this)
            return None
        if prepared.parent is not None:
            return self._reply(prepared.parent, prepared, this)
        return self._post(prepared, this)

    def _take_down(self, card: Spot | None) -> None:
        if card is None:
            return
        try:
            self._slack.delete(Posted(channel=card.channel, ts=card.ts))
        except (CardGone, NotThere) as gone:
            log.info("delivery.was_gone_already", reason=gone.reason)

    def _update(self, card: Spot, prepared: Prepared, this: Try) -> Posted | None:
        """None where it stood in a place that is gone. Raises CardGone."""
        posted = Posted(channel=card.channel, ts=card.ts)
        try:
            self._update_blocks(posted, prepared.outgoing, this)
        except NotThere as gone:
            if reason_of(gone.reason) is Reason.PERSON:
                raise
            log.info("delivery.card_stood_in_a_place_that_is_gone", mark=this.mark, reason=gone.reason)
            self._look_again(prepared.outgoing, gone=card.channel, now=this.now)
        else:
            return posted
        return None

    def _post(self, prepared: Prepared, this: Try) -> Posted:
        outgoing = prepared.outgoing
        place = self._places.find(outgoing, now=this.now, known=prepared.place)
        try:
            return self._say(outgoing, this, channel=place, thread_ts=outgoing.thread_ts)
        except NotThere as gone:
            if reason_of(gone.reason) is Reason.PERSON:
                raise
            other = self._look_again(outgoing, gone=place, now=this.now)
            if other is None:
                raise
        return self._say(outgoing, this, channel=other, thread_ts=None)

    def _reply(self, parent: Spot, prepared: Prepared, this: Try) -> Posted:
        outgoing = prepared.outgoing
        try:
            return self._say(outgoing, this, channel=parent.channel, thread_ts=parent.ts)
        except (CardGone, ThreadGone) as gone:
            log.info("delivery.thread_is_gone", mark=this.mark, reason=gone.reason)
        except NotThere as gone:
            if reason_of(gone.reason) is Reason.PERSON:
                raise
            log.info("delivery.thread_is_gone", mark=this.mark, reason=gone.reason)
            self._look_again(outgoing, gone=parent.channel, now=this.now)
        anew = self._draw_anew(parent.key, this)
        if anew is None:
            return self._post(prepared, this)
        return self._say(outgoing, this, channel=anew.channel, thread_ts=anew.ts)

    def _draw_anew(self, key: str, this: Try) -> Posted | None:
        """Post the card of a thread that is gone; None where nothing is to be seen of it any more."""
        notice = drawing(key)
        prepared = self._wording.prepare(notice, now=this.now) if notice else None
        if not isinstance(prepared, Prepared):
            return None
        posted = self._post(prepared, replace(this, mark=f"{this.mark}-card"))
        with self._store.begin() as unit:
            unit.cards.put(spot(key, posted, prepared), now=this.now, before=unit.cards.get(key))
        return posted

    def _look_again(self, outgoing: Outgoing, *, gone: str, now: datetime) -> str | None:
        other = self._places.look_again(outgoing, gone=gone, now=now)
        if other is not None and outgoing.person is None:
            with self._store.begin() as unit:
                unit.outbox.add(*after_a_move(unit, gone=gone, to=other), now=now)
        return other

    def _say(self, outgoing: Outgoing, this: Try, *, channel: str, thread_ts: str | None) -> Posted:
        if (file := outgoing.attachment) is not None:
            # It carries no mark: after a doubtful try it may come twice, which is better than never.
            return self._slack.send_file(
                channel,
                name=file.name,
                content=file.content,
                comment=outgoing.message.text,
                thread_ts=thread_ts,
            )
        if this.unsure and (found := self._slack.find(channel, mark=this.mark, thread_ts=thread_ts)):
            return found
        try:
            return self._post_blocks(outgoing.message, this, channel=channel, thread_ts=thread_ts)
        except Rejected as refusal:
            plainer = _plainer(outgoing, refusal, this)
        return self._post_blocks(plainer, this, channel=channel, thread_ts=thread_ts)

    def _update_blocks(self, posted: Posted, outgoing: Outgoing, this: Try) -> None:
        message = outgoing.message
        try:
            self._slack.update(
                posted, text=message.text, blocks=message.blocks, mark=this.mark, soon=this.soon
            )
        except Rejected as refusal:
            plainer = _plainer(outgoing, refusal, this)
            self._slack.update(
                posted, text=plainer.text, blocks=plainer.blocks, mark=this.mark, soon=this.soon
            )

    def _post_blocks(self, message: Message, this: Try, *, channel: str, thread_ts: str | None) -> Posted:
        return self._slack.post(
            channel,
            text=message.text,
            blocks=message.blocks,
            thread_ts=thread_ts,
            mark=this.mark,
            soon=this.soon,
        )

    def _say_instead(self, outgoing: Outgoing, url: str) -> None:
        # The address is a way into the channel for whoever has it: it is never logged.
        message = outgoing.message
        try:
            self._slack.replace(url, text=message.text, blocks=message.blocks)
        except Rejected as refused:
            log.info("delivery.not_changed_any_more", reason=refused.reason)

    def _whisper(self, prepared: Prepared, this: Try) -> None:
        # It cannot be looked up afterwards and does not last: after a doubtful try it is left at that.
        outgoing = prepared.outgoing
        if this.unsure or outgoing.whisper_to is None or not outgoing.whisper_to.slack_id:
            return
        parent = prepared.parent
        self._slack.whisper(
            parent.channel if parent else self._places.find(outgoing, now=this.now),
            to=outgoing.whisper_to.slack_id,
            text=outgoing.message.text,
            blocks=outgoing.message.blocks,
            thread_ts=parent.ts if parent else outgoing.thread_ts,
        )


def _plainer(outgoing: Outgoing, refusal: Rejected, this: Try) -> Message:
    """Without what Slack refused. Raises it where nothing plainer is there, or it was something else."""
    if outgoing.plainer is None or refusal.reason != INVALID_BLOCKS:
        raise refusal
    log.info("delivery.said_plainer", mark=this.mark, blocks=sorted(refusal.blocks))
    return outgoing.plainer(refusal.blocks)


def method_of(prepared: Prepared) -> str:
    """What Slack is called with for it, where nothing is in the way."""
    if prepared.outgoing.is_taken_down:
        return "chat.delete"
    if prepared.card is not None:
        return "chat.update"
    return "chat.postEphemeral" if prepared.outgoing.whisper_to is not None else POST


def spot(key: CardKey | str, posted: Posted, prepared: Prepared) -> Spot:
    """Where a card stands, and what it shows."""
    return Spot(key=str(key), channel=posted.channel, ts=posted.ts, fingerprint=prepared.fingerprint)
