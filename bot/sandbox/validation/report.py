"""What is wrong with a payload, in the words and pointers that Slack answers with."""

from dataclasses import dataclass, field


@dataclass
class Report:
    """Problems in the order found; each reads `must be … [json-pointer:/blocks/0/text]`."""

    problems: list[str] = field(default_factory=list)
    letters: int = 0

    def add(self, message: str, at: str) -> None:
        """Note a problem at a JSON pointer."""
        self.problems.append(f"{message} [json-pointer:{at}]")

    def messages(self) -> list[str]:
        """The problems as `response_metadata.messages`."""
        return [f"[ERROR] {problem}" for problem in self.problems]

    def __bool__(self) -> bool:
        return bool(self.problems)
