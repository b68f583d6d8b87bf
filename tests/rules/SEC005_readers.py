# Who reads the env file is named: these need its values from elsewhere then.
# --- history/1/README.md
First.
# --- .env
SECRET_KEY=changeme  # expect: SEC005/review "git tracks" "read by `Settings` (`backend/app/config.py:4`) and `compose.yml:4`"
# --- compose.yml
services:
  api:
    environment:
      SECRET_KEY: ${SECRET_KEY}
# --- compose.deploy.yml
services:
  api:
    labels:
      - host=${DOMAIN}
# --- backend/app/config.py
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file="../.env")
    secret_key: str
