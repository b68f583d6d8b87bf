# rules: DEP003
# --- pyproject.toml
[project]
name = "orders"
version = "1"
dependencies = ["pydantic==2.11.4"]
# --- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY requirements.prod.txt .
RUN pip install --no-cache-dir -r requirements.prod.txt
COPY . .
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0"]
# above expect: DEP004/warning "The command starts `uvicorn`, which no manifest declares" "Put `requirements.prod.txt` into git"
# --- app/main.py
import slowapi  # expect: DEP003/warning "" "Put `requirements.prod.txt` into git"
from fastapi import FastAPI, File, UploadFile  # expect: DEP003/warning

app = FastAPI()


@app.post("/files")
def add(file: UploadFile = File()) -> None: ...  # expect: DEP004/warning "" "Put `requirements.prod.txt` into git"
