# Who reads the env file is named: these need its values from elsewhere then.
# --- history/1/README.md
First.
# --- .env
SECRET_KEY=changeme  # expect: SEC005/review "git tracks" "read by `Settings` (`backend/app/config.py:4`), `compose.yml:4`, `scripts/start.sh:2`, `.vscode/launch.json:2` and `web/tests/config.ts:3`: whatever"
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
# --- scripts/start.sh
# source .env
. ./.env
uvicorn app:app
# --- .vscode/launch.json
{
  "envFile": "${workspaceFolder}/.env"
}
# --- web/tests/config.ts
import dotenv from "dotenv"
// dotenv.config({ path: "../../.env" })
dotenv.config({ path: path.join(__dirname, "../../.env") })
# --- web/vite.config.ts
const own = readFileSync(".env")
# --- web/env.d.ts
const base = import.meta.env.BASE
