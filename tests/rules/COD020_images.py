# config: max-routes = 1
# --- first/app/__init__.py
# --- first/app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/a")
def a() -> None: ...


# --- first/app/tests/test_a.py
def test_a() -> None:
    assert True


# --- second/app/__init__.py
# --- second/app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/b")
def b() -> None: ...


# --- second/app/tests/test_b.py
def test_b() -> None:  # expect: COD020 "package that is served, `second/app/`" "leave them out of the image: `**/tests` in `second/.dockerignore`"
    assert True


# --- second/Dockerfile
FROM python:3.12
WORKDIR /app
COPY ./app /app/app
CMD ["uvicorn", "app.main:app"]
