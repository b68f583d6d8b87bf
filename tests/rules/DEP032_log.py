# The container does not start where its user may not make the file of a log.
# --- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY . .
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0"]  # expect: DEP032/review "no USER" "`RUN chown app /srv` for the folder that new ones (`audit.log`) are made in"
# --- app/main.py
import logging

from fastapi import FastAPI

logging.getLogger().addHandler(logging.FileHandler("audit.log"))
app = FastAPI()


@app.get("/")
def root() -> str:
    with open("index.html") as page:
        return page.read()
