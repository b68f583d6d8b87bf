# The container does not start where its user may not make the file of a log.
# --- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY . .
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0"]  # expect: DEP032/review "no USER" "`RUN chown app /srv` for the folder that new ones (such as `attachments`, `audit.log`, `orders.db`) are made in"
# --- app/main.py
import logging
from pathlib import Path

from fastapi import FastAPI
from sqlalchemy import create_engine

logging.getLogger().addHandler(logging.FileHandler("audit.log"))
app = FastAPI()


engine = create_engine("sqlite:///./orders.db")
ATTACHMENTS = Path("attachments")
PAGE = Path(__file__).parent / "page.html"


@app.post("/attachments/{name}")
def attach(name: str, content: bytes) -> None:
    folder = ATTACHMENTS / name
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "content", "wb") as output:
        output.write(content)
    with open("prices.yaml", "w") as prices:
        prices.write("a: 1")
    PAGE.write_text("made beside the code")
    Path("/tmp/seen").write_text("1")


@app.get("/")
def root() -> str:
    with open("index.html") as page:
        return page.read()
# --- prices.yaml
a: 2
