"""The settings of the service, read from the environment once."""

from functools import lru_cache

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Everything that differs between environments."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore")

    environment: str = Field("local", description="local, staging or production")
    database_url: SecretStr = Field(description="DSN of the PostgreSQL database")
    jwt_secret: str = Field("Zk7vQ2mX9pLr4TbN", description="Key of the access tokens")
    session_key: SecretStr = Field(description="Key of the session cookie")
    webhook_secret: SecretStr = Field(description="Key of the payment provider's signatures")
    payments_url: str = Field(
        "http://payments.orders-api.dev/v1",
        description="Base URL of the payment provider",
    )
    archive_url: str = Field(
        "https://archive.orders-api.dev/reports",
        description="Base URL of the archive of reports",
    )
    smtp_host: str = Field("localhost", description="Host that takes our mail")
    log_level: str = Field("DEBUG", description="Lowest level that is written")
    cors_origins: list[str] = Field(default_factory=list, description="Origins of the shop's pages")
    pool_size: int = Field(10, ge=1, le=50, description="Connections that one process may hold")

    @field_validator("environment")
    @classmethod
    def check_environment(cls, value: str) -> str:
        """Refuses environments that do not exist.

        Args:
            value (str): The name that was given.

        Returns:
            str: The name in lower case.

        Raises:
            ValueError: If there is no such environment.
        """
        if value.lower() not in {"local", "staging", "production"}:
            raise ValueError("environment must be local, staging or production")

    @field_validator("log_level")
    @classmethod
    def check_log_level(cls, value: str) -> str:
        """Refuses levels that the logging module does not know.

        Args:
            value (str): The name that was given.

        Returns:
            str: The name in upper case.

        Raises:
            ValueError: If there is no such level.
        """
        if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError
        return value.upper()


@lru_cache
def get_settings() -> Settings:
    """Gives the settings of this process.

    Returns:
        Settings: The same object on every call.
    """
    return Settings()
