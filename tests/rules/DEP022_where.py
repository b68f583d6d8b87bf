# The advice names the file that is there; variables of groups are told by their parts.
# --- .env.dist
DATABASE_URL=postgresql://localhost/app  # expect: DEP022 "Read by the application and not listed here: `SIGNING_KEY`" "List each in `.env.dist`"
VAULT__TOKEN=local
# --- .env.dist-cache
DATABASE_URL=postgresql://localhost/app
SMTP_HOST=localhost
# --- fly.toml
[env]
OWN_HOST = "https://shop.example"
# --- guide.md
Set `MAIL_FROM=shop@example.com` to your address; `SIGNING_KEY` is a known flaw.
# --- app/main.py
import os

from fastapi import FastAPI
from pydantic import BaseModel
from pydantic_settings import BaseSettings, SettingsConfigDict

app = FastAPI()
url = os.environ["DATABASE_URL"]
host = os.environ["OWN_HOST"]
sender = os.environ["MAIL_FROM"]
server = os.environ["SMTP_HOST"]
colours = os.getenv("COLORTERM")
secret = os.environ["SIGNING_KEY"]


class Vault(BaseModel):
    token: str = ""


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_nested_delimiter="__")
    vault: Vault = Vault()


settings = Settings()
# --- app/providers/_retired/old.py
import os

RETIRED_KEY = os.environ["RETIRED_KEY"]
# --- AGENTS.md
- API keys are read from `AGENT_KEY`.
# --- app/agents.py
import os

AGENT_KEY = os.environ["AGENT_KEY"]
