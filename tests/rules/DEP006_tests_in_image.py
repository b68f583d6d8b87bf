# The image is documented to run the tests.
# --- src/main.py
from fastapi import FastAPI

app = FastAPI()
# --- pyproject.toml
[tool.poetry.dependencies]
python = "^3.12"
fastapi = "^0.141"
pytest = "^8.4"  # expect: DEP006 "`pytest`" "Move it to `[tool.poetry.group.dev.dependencies]`. The tests of `docker-compose.yml:9` run in a container: build that from a stage of its own that installs these, too, by `poetry export --with dev`."
# --- docker-compose.yml
services:
  web:
    build: .
  # uncomment to run the tests
  # tests:
  #   build:
  #     context: .
  #     dockerfile: Dockerfile
  #   command: python -m pytest tests
# --- Dockerfile
FROM python:3.12 AS requirements
COPY ./pyproject.toml /tmp/
RUN poetry export -f requirements.txt --output requirements.txt
FROM python:3.12
COPY --from=requirements /tmp/requirements.txt /code/requirements.txt
RUN pip install --no-cache-dir -r /code/requirements.txt
COPY src /code/src
CMD ["uvicorn", "src.main:app", "--host", "0.0.0.0"]
