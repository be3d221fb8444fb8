"""The evidence pocket: save a message, write a case, read, move, annotate, remove; all by its owner alone."""

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from bot.domain.access import Deed, may, require
from bot.domain.drafts import Form, Typed
from bot.domain.intake.markup import mentioned
from bot.domain.text import is_blank
from bot.domain.weeks.kept_under import Place
from bot.domain.weeks.pocket import PAGE, Case, Heard, KeptFile, PlaceForm, PocketView, Said, chosen_place
from bot.domain.weeks.pocket_files import Keeping
from bot.errors import Missing, Refusal
from bot.services.acting import Acting
from bot.services.intake.markup import people_named
from bot.services.weeks.pocket_places import places_of
from bot.services.weeks.pocket_reminder import show_reminder_anew
from storage.unit import Unit

NO_CASE = 0


def open_keeping(acting: Acting, heard: Heard) -> PlaceForm:
    """The form for a message. What it says now is what will be kept, whatever becomes of it meanwhile.

    A message that is in the pocket already is told to be, with where. Raises Refusal("deed.not_yours").
    """
    require(Deed.KEEP_EVIDENCE, acting.by)
    with acting.store.begin() as unit:
        kept = unit.pocket.of_message(acting.person.id, channel=heard.channel, ts=heard.ts)
        if kept is not None and not kept.is_removed:
            return _form(unit, acting, case=kept)
        known = _recognised(unit, heard)
        subject = _subject(heard.channel, heard.ts)
        unit.drafts.save(acting.person.id, Form.POCKET, subject, _dumped(known), at=acting.now)
        return replace(_form(unit, acting), heard=known)


def keep_message(
    acting: Acting,
    *,
    channel: str,
    ts: str,
    value: str,
    title: str,
    note: str,
    link: str | None = None,
    is_gone: bool = False,
) -> Case:
    """Keep the message of the form that was opened. One that is kept already is not doubled, but moved.

    `value` and `title`: the place that was chosen, or a heading that was written. `is_gone`: Slack says that
    the message is not there any more. Raises Refusal: deed.not_yours, pocket.no_place, pocket.place_gone,
    pocket.not_there_any_more.
    """
    require(Deed.KEEP_EVIDENCE, acting.by)
    person = acting.person
    with acting.store.begin() as unit:
        # Taken first: of two clicks the second waits here, and finds what the first one has kept.
        draft = unit.drafts.take(person.id, Form.POCKET, _subject(channel, ts))
        kept = unit.pocket.of_message(person.id, channel=channel, ts=ts)
        place = chosen_place(
            places_of(unit, person, also=kept.place if kept else None), value=value, title=title
        )
        if kept is not None and (draft is None or not kept.is_removed):
            return _moved(unit, kept, place, note=note)
        if draft is None:
            raise Refusal("pocket.not_there_any_more")
        if kept is not None:
            unit.pocket.forget(kept.id)
        show_reminder_anew(unit, acting)
        copy = _copy(acting, _restored(draft.data), place, note=note, link=link, is_gone=is_gone)
        case_id = unit.pocket.keep(copy, at=acting.now)
        if case_id is None:
            twin = unit.pocket.of_message(person.id, channel=channel, ts=ts)
            assert twin is not None
            return _moved(unit, twin, place, note=note)
        return unit.pocket.get(case_id)


def drop_message(acting: Acting, *, channel: str, ts: str) -> None:
    """The form was closed: nothing of the message stays."""
    require(Deed.KEEP_EVIDENCE, acting.by)
    with acting.store.begin() as unit:
        unit.drafts.drop(acting.person.id, Form.POCKET, _subject(channel, ts))


def open_writing(acting: Acting) -> PlaceForm:
    """The form for a case that nobody wrote in Slack. Raises Refusal("deed.not_yours")."""
    require(Deed.KEEP_EVIDENCE, acting.by)
    with acting.store.read() as unit:
        return _form(unit, acting)


def write_case(acting: Acting, *, text: str, day: date | None, value: str, title: str) -> Case:
    """Keep what was written, as of that day of the writer's (today where none is said).

    Raises Refusal: deed.not_yours, pocket.no_words, pocket.no_place, pocket.place_gone, pocket.not_yet.
    """
    require(Deed.KEEP_EVIDENCE, acting.by)
    if is_blank(text):
        raise Refusal("pocket.no_words", field="words")
    today = acting.now.astimezone(acting.person.zone).date()
    if day is not None and day > today:
        raise Refusal("pocket.not_yet", field="day", on=day)
    with acting.store.begin() as unit:
        place = chosen_place(places_of(unit, acting.person), value=value, title=title)
        written = Case(
            id=NO_CASE,
            owner_id=acting.person.id,
            place=place,
            text=text.strip(),
            names={},
            note="",
            said=None,
            files=(),
            happened_on=day or today,
            kept_at=acting.now,
        )
        show_reminder_anew(unit, acting)
        case_id = unit.pocket.keep(written, at=acting.now)
        assert case_id is not None
        return unit.pocket.get(case_id)


def read_pocket(acting: Acting, *, page: int = 0, removed: int | None = None) -> PocketView:
    """A page of one's own pocket; one that is not there is the last one. `removed`: the case that was taken
    out last, to be taken back. Raises Refusal("deed.not_yours").
    """
    require(Deed.KEEP_EVIDENCE, acting.by)
    with acting.store.read() as unit:
        groups = tuple(unit.pocket.groups(acting.person.id))
        view = PocketView(cases=(), groups=groups, page=page)
        page = min(page, view.last_page)
        return replace(
            view,
            page=page,
            cases=tuple(unit.pocket.page(acting.person.id, start=page * PAGE, count=PAGE)),
            removed=_removed(unit, acting, removed),
            reminds=not unit.pocket_reminders.silent([acting.person.id]),
        )


def read_case(acting: Acting, *, case_id: int) -> Case:
    """One case of one's own, whole. Raises Refusal: deed.not_yours; card.unknown."""
    with acting.store.read() as unit:
        return own_case(unit, acting, case_id)


def open_moving(acting: Acting, *, case_id: int) -> PlaceForm:
    """Where a case can go. Raises as `read_case`."""
    with acting.store.read() as unit:
        require(Deed.READ_POCKET, acting.by, (found := unit.pocket.get(case_id)))
        return _form(unit, acting, case=found)


def move_case(acting: Acting, *, case_id: int, value: str, title: str) -> None:
    """Keep a case under something else. Raises as `read_case`, and pocket.no_place, pocket.place_gone."""
    with acting.store.begin() as unit:
        require(Deed.CHANGE_POCKET, acting.by, (found := unit.pocket.get(case_id)))
        choices = places_of(unit, acting.person, also=found.place)
        unit.pocket.move(case_id, chosen_place(choices, value=value, title=title))


def edit_note(acting: Acting, *, case_id: int, note: str) -> None:
    """Write something else beside a case, or nothing. Raises as `read_case`."""
    _change(acting, case_id, lambda unit: unit.pocket.write_note(case_id, note.strip()))


def remove_case(acting: Acting, *, case_id: int) -> None:
    """Take a case out; for a day that can be taken back. What stands in a self-score stays there.

    Safe to run twice. Raises as `read_case`.
    """
    _change(acting, case_id, lambda unit: unit.pocket.remove(case_id, at=acting.now))


def bring_back_case(acting: Acting, *, case_id: int) -> None:
    """Put it back where it was. Safe to run twice. Raises as `read_case`."""
    _change(acting, case_id, lambda unit: unit.pocket.remove(case_id, at=None))


def own_case(unit: Unit, acting: Acting, case_id: int) -> Case:
    """The same inside a transaction."""
    found = unit.pocket.get(case_id)
    require(Deed.READ_POCKET, acting.by, found)
    if found.is_removed:
        raise Missing
    return found


def _change(acting: Acting, case_id: int, change: Callable[[Unit], None]) -> None:
    with acting.store.begin() as unit:
        require(Deed.CHANGE_POCKET, acting.by, unit.pocket.get(case_id))
        change(unit)


def _removed(unit: Unit, acting: Acting, case_id: int | None) -> Case | None:
    if case_id is None:
        return None
    found = unit.pocket.get(case_id)
    return found if found.is_removed and may(Deed.READ_POCKET, acting.by, found) else None


def _form(unit: Unit, acting: Acting, *, case: Case | None = None) -> PlaceForm:
    """What was chosen last is chosen again: most cases of a week are of one kind."""
    choices = places_of(unit, acting.person, also=case.place if case else None)
    last = next(iter(unit.pocket.newest(acting.person.id, count=1)), None)
    chosen = case.place if case else last.place if last else None
    known = {each.value for each in choices}
    return PlaceForm(choices=choices, chosen=chosen if chosen and chosen.value in known else None, case=case)


def _moved(unit: Unit, kept: Case, place: Place, *, note: str) -> Case:
    if kept.is_removed:
        unit.pocket.remove(kept.id, at=None)
    unit.pocket.move(kept.id, place)
    unit.pocket.write_note(kept.id, note.strip())
    return unit.pocket.get(kept.id)


def _recognised(unit: Unit, heard: Heard) -> Heard:
    """With the names of our own people."""
    named = people_named(unit, [heard.author_slack_id, *mentioned(heard.text)])
    author = named.get(heard.author_slack_id)
    return replace(
        heard,
        author=author.name if author else heard.author,
        author_id=author.id if author else None,
        names={slack_id: person.name for slack_id, person in named.items()},
    )


def _copy(acting: Acting, heard: Heard, place: Place, *, note: str, link: str | None, is_gone: bool) -> Case:
    return Case(
        id=NO_CASE,
        owner_id=acting.person.id,
        place=place,
        text=heard.text,
        names=heard.names,
        note=note.strip(),
        said=Said(
            channel=heard.channel,
            channel_name=heard.channel_name,
            ts=heard.ts,
            thread_ts=heard.thread_ts,
            author_slack_id=heard.author_slack_id,
            author=heard.author,
            author_id=heard.author_id,
            at=heard.at,
            link=link,
            deleted_at=acting.now if is_gone else None,
        ),
        files=heard.files,
        happened_on=heard.at.astimezone(acting.person.zone).date(),
        kept_at=acting.now,
        is_cut=heard.is_cut,
    )


def _subject(channel: str, ts: str) -> str:
    return f"{channel}:{ts}"


def _dumped(heard: Heard) -> Typed:
    return {**asdict(heard), "at": heard.at.isoformat()}


def _restored(data: Typed) -> Heard:
    values: dict[str, Any] = dict(data)
    files = tuple(_file(file) for file in values.pop("files"))
    return Heard(**{**values, "at": datetime.fromisoformat(values["at"]), "files": files})


def _file(values: dict[str, Any]) -> KeptFile:
    # A form may have been opened before contents were kept.
    return KeptFile(**{**values, "keeping": Keeping(values.get("keeping", Keeping.WAITS))})
