# --- main.py
import uvicorn

from app.config import config

if __name__ == "__main__":
    uvicorn.run(
        "app.main:app",
        reload=True if config.ENV != "production" else False,  # expect: DEP017/warning "uvicorn reloads in every environment"
    )
# --- serve.py
import uvicorn

from app.config import config

if __name__ == "__main__":
    uvicorn.run("app.main:app", reload=config.ENV != "production")  # expect: DEP017/warning "always holds"
# --- serve_well.py
import uvicorn

from app.config import config

if __name__ == "__main__":
    uvicorn.run("app.main:app", reload=config.ENV != "prod")
# --- start.py
import os

import uvicorn

from app.config import config, STAGES


def main(stage: str) -> None:
    os.environ["STAGE"] = stage
    uvicorn.run("app.main:app", reload=config.STAGE != "live")  # expect: DEP017/warning "always holds" "Decide it by `stage`, and import what reads the settings only behind the line that sets `STAGE`"
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- app/config.py
import os

from pydantic_settings import BaseSettings


class Config(BaseSettings):
    ENV: str = "development"
    STAGE: str = "local"


kinds = {"test": Config, "local": Config, "prod": Config}
config: Config = kinds[os.environ["ENV"]]()
STAGES = {"local": 1, "prod": 4}[os.getenv("STAGE", "local")]
