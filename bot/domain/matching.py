"""Who of the organisation file is who of the database: a person outlives every key."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.domain.organisation import Organisation, PersonEntry
from bot.errors import Refusal


@dataclass(frozen=True, kw_only=True)
class Known:
    """Somebody whom the database knows. `addresses` are those that they had, in the file or in Slack."""

    id: int
    email: str
    name: str
    post: str
    number: str | None = None
    slack_id: str | None = None
    addresses: frozenset[str] = frozenset()
    has_left: bool = False


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What somebody said of doubtful cases, by the address in the file.

    `same`: the address that this person had before. `new`: nobody whom the database knows.
    """

    same: Mapping[str, str] = field(default_factory=dict)
    new: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """Somebody of the file who may be one of these: the name and the post agree, and no key does."""

    entry: PersonEntry
    candidates: tuple[Known, ...]


@dataclass(frozen=True, kw_only=True)
class Matching:
    """Whose id stands for whom, by the address in the file, and what only a person can say."""

    ids: Mapping[str, int]
    doubts: tuple[Doubt, ...]


_Key = Callable[[PersonEntry], Iterable[Known]]


def match(people: Sequence[PersonEntry], known: Sequence[Known], *, answers: Answers) -> Matching:
    """Find everybody by the strongest key that they have.

    The company's own number, then what was answered, the present address, the Slack account, a former
    address. Two numbers that differ are two people, whatever else agrees. Where nothing but name and post
    agrees it is a doubt, never a guess. Raises Refusal: organisation.answer.
    """
    free = {each.id: each for each in known}
    ids: dict[str, int] = {}
    for key in (_numbers(known), _answered(people, known, answers), *_keys(known)):
        for entry in people:
            if entry.email in ids or entry.email in answers.new:
                continue
            fitting = [each for each in key(entry) if each.id in free and not _are_two(entry, each)]
            if len(fitting) == 1:
                ids[entry.email] = fitting[0].id
                del free[fitting[0].id]
    for new, old in answers.same.items():
        if ids.get(new) != _by_any_address(known)[old][0].id:
            raise Refusal("organisation.answer", address=new, where="otherwise")
    return Matching(ids=ids, doubts=tuple(_doubts(people, free.values(), known=ids, answers=answers)))


def with_present_managers(
    organisation: Organisation, known: Sequence[Known], matching: Matching
) -> Organisation:
    """The same with managers by their address in the file, where somebody names one by another of theirs."""
    present = {entry.email for entry in organisation.people}
    by_id = {person_id: email for email, person_id in matching.ids.items()}
    moved = {
        address: by_id[found[0].id]
        for address, found in _by_any_address(known).items()
        if address not in present and len(found) == 1 and found[0].id in by_id
    }
    return replace(
        organisation,
        people=tuple(
            replace(entry, manager=moved[entry.manager]) if entry.manager in moved else entry
            for entry in organisation.people
        ),
    )


def _numbers(known: Sequence[Known]) -> _Key:
    by_number = {each.number: [each] for each in known if each.number}
    return lambda entry: by_number.get(entry.number, []) if entry.number else []


def _answered(people: Sequence[PersonEntry], known: Sequence[Known], answers: Answers) -> _Key:
    by_address = _by_any_address(known)
    here = {entry.email for entry in people}
    for new, old in answers.same.items():
        if new not in here:
            raise Refusal("organisation.answer", address=new, where="file")
        if len(by_address.get(old, ())) != 1:
            raise Refusal("organisation.answer", address=old, where="database")
    for new in answers.new - here:
        raise Refusal("organisation.answer", address=new, where="file")
    return lambda entry: by_address[answers.same[entry.email]] if entry.email in answers.same else []


def _keys(known: Sequence[Known]) -> tuple[_Key, ...]:
    by_email = _grouped(known, lambda each: (each.email,))
    by_account = _grouped(known, lambda each: (each.slack_id,) if each.slack_id else ())
    by_former = _grouped(known, lambda each: each.addresses)
    return (
        lambda entry: by_email.get(entry.email, ()),
        lambda entry: by_account.get(entry.slack_id, ()) if entry.slack_id else (),
        lambda entry: by_former.get(entry.email, ()),
    )


def _by_any_address(known: Sequence[Known]) -> Mapping[str, Sequence[Known]]:
    """Whose an address is; where nobody has it any more, whose it was."""
    had = _grouped(known, lambda each: each.addresses)
    return {**had, **_grouped(known, lambda each: (each.email,))}


def _grouped(known: Iterable[Known], keys: Callable[[Known], Iterable[str]]) -> Mapping[str, Sequence[Known]]:
    groups: dict[str, list[Known]] = {}
    for each in known:
        for key in keys(each):
            groups.setdefault(key, []).append(each)
    return groups


def _are_two(entry: PersonEntry, known: Known) -> bool:
    return bool(entry.number and known.number and entry.number != known.number)


def _doubts(
    people: Sequence[PersonEntry], free: Iterable[Known], *, known: Mapping[str, int], answers: Answers
) -> Iterable[Doubt]:
    alike = _grouped(free, lambda each: (_likeness(each.name, each.post),))
    for entry in people:
        if entry.email in known or entry.email in answers.new:
            continue
        candidates = tuple(
            each for each in alike.get(_likeness(entry.name, entry.post), ()) if not _are_two(entry, each)
        )
        if candidates:
            yield Doubt(entry=entry, candidates=candidates)


def _likeness(name: str, post: str) -> str:
    return f"{' '.join(name.split()).casefold()}\n{' '.join(post.split()).casefold()}"
