# An extra is nothing that an image has to leave out; a name may be written in any case.
# --- main.py
from fastapi import FastAPI
from IPython import embed

app = FastAPI()


@app.get("/shell")
def shell() -> None:
    embed()
# --- pyproject.toml
[project]
name = "shop"
dependencies = [
    "fastapi>=0.141",
    "ipython>=8",
    "ruff>=0.11",  # expect: DEP006 "`ruff`" "Take it out of this list: `dev` has it already; who needs it asks for that extra; then `uv lock`."
]

[project.optional-dependencies]
dev = ["ruff"]
# --- uv.lock
version = 1
# --- Dockerfile
FROM python:3.12-slim
COPY . .
RUN uv sync --locked
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
