"""`steward rehearse` as a process, to its end: a quarter with goals and weekly check-ins."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.builders.steward_command import clean_environment

DEPARTMENT, TEAM = 40, 9
"""People with whoever heads or leads them."""


@dataclass(frozen=True, kw_only=True)
class Rehearsing:
    """Seconds of a processor, and the most memory that the process had."""

    people: int
    cpu_seconds: float
    peak_mb: float


def measure_rehearsing(sizes: Sequence[int], *, folder: Path) -> list[Rehearsing]:
    """For organisations of each size: departments of forty, teams of eight, two of HR."""
    return [_rehearsed(size, folder) for size in sizes]


def _rehearsed(size: int, folder: Path) -> Rehearsing:
    file = folder / f"organisation-{size}.yaml"
    file.write_text("\n".join(_organisation(size)), encoding="utf-8")
    environment = clean_environment(DATABASE_URL=f"sqlite:///{folder / 'steward.db'}")
    command = [sys.executable, "-m", "bot", "rehearse", "--org", str(file), "--cycle", "2027Q1", "--goals"]
    with subprocess.Popen(command, env=environment, cwd=folder, stdout=subprocess.PIPE, text=True) as running:
        said = running.stdout.read() if running.stdout else ""
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode or "acknowledgement" not in said:
        raise RuntimeError(f"it ended with {running.returncode}")
    return Rehearsing(people=size, cpu_seconds=used.ru_utime + used.ru_stime, peak_mb=used.ru_maxrss / 1024)


def _organisation(size: int) -> Iterator[str]:
    departments = range(-(-(size - 3) // DEPARTMENT))
    yield "company: {country: CN, timezone: Asia/Shanghai, branch: Hangzhou}"
    yield "branches: [{name: Hangzhou}, {name: Taipei, country: TW, timezone: Asia/Taipei}]"
    yield f"departments: [{{name: Office}}, {', '.join(f'{{name: Shop {each}}}' for each in departments)}]"
    yield "people:"
    yield _person("boss", "Office", None, "grade: senior")
    for number in range(2):
        yield _person(f"hr{number}", "Office", "boss", "grade: senior, roles: [hr]")
    for number in range(size - 3):
        shop, place = divmod(number, DEPARTMENT)
        lead = number - (place - 1) % TEAM
        above = "boss" if place == 0 else f"p{number - place if lead == number else lead}"
        grade, branch = "senior" if place == 0 else "staff", "Taipei" if shop % 5 == 4 else "Hangzhou"
        yield _person(f"p{number}", f"Shop {shop}", above, f"grade: {grade}, branch: {branch}")


def _person(name: str, department: str, manager: str | None, rest: str) -> str:
    above = f", manager: {manager}@example.com" if manager else ""
    who = f"name: Colleague {name}, email: {name}@example.com, post: Specialist"
    return f"- {{{who}, department: {department}, {rest}{above}}}"
