"""Settings from the environment, `.env` and STEWARD_CONFIG; the only reader of the environment."""

from collections.abc import Callable
from pathlib import Path

from pydantic import SecretStr, TypeAdapter, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.domain.policy import Policy
from bot.errors import SetupError
from bot.reading.yaml_tree import read_yaml

SLACK_API = "https://slack.com/api/"


class Settings(BaseSettings):
    """What README's Settings table lists."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8-sig", extra="ignore", env_ignore_empty=True
    )

    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_url: str = SLACK_API
    database_url: str = "sqlite:///steward.db"
    steward_config: Path | None = None
    steward_log: str = "auto"

    @property
    def has_slack(self) -> bool:
        return self.slack_bot_token is not None


def load_settings() -> Settings:
    """Read the environment. Raises SetupError with one line naming the setting that is wrong."""
    try:
        settings = Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"]).upper()
        raise SetupError(f"{name}: {first['msg']}. See README, Settings.") from None
    except UnicodeDecodeError:
        raise SetupError(".env: the file is not in UTF-8. Save it as UTF-8.") from None
    return settings.model_copy(update={"slack_api_url": settings.slack_api_url.rstrip("/") + "/"})


def load_policy(path: Path | None, *, tell: Callable[[str], object] | None = None) -> Policy:
    """The company's own choices. Raises SetupError naming the file and the field that is wrong.

    `tell` is given a line where the file is in another encoding than UTF-8.
    """
    if path is None:
        return Policy()
    try:
        data = read_yaml(path, tell=tell) or {}
    except SetupError as error:
        raise SetupError(f"STEWARD_CONFIG: {error}") from None
    try:
        return TypeAdapter(Policy).validate_python(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise SetupError(f"STEWARD_CONFIG: {path}, {place}: {first['msg']}.") from None
