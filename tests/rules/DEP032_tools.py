# --- Dockerfile
FROM ubuntu:24.04
WORKDIR /srv
COPY . .
ENV PATH="/root/.local/bin:$PATH"
RUN uv python install 3.12 && playwright install chromium
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]  # expect: DEP032 "runs as root" "such as `/opt/venv`, uv's Python by `ENV UV_PYTHON_INSTALL_DIR=/opt/python`, browsers by `ENV PLAYWRIGHT_BROWSERS_PATH=/opt/browsers`."
# --- main.py
from fastapi import FastAPI

app = FastAPI()
