# A field that nothing reads is lost to nobody yet.
from pydantic import field_validator
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    environment: str = "local"
    region: str = "eu"

    @field_validator("environment")
    @classmethod
    def check_environment(cls, value: str) -> str:  # expect: VAL006/warning "the field becomes None" "Nothing reads the field yet"
        if value not in ("local", "production"):
            raise ValueError("environment must be local or production")

    @field_validator("region")
    @classmethod
    def check_region(cls, value: str) -> str:  # expect: VAL006/critical "the field becomes None"
        if not value:
            raise ValueError("region must not be empty")


settings = Settings()
print(settings.region)
