# A list of the same name in another folder is another list.
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- api/requirements.txt
fastapi==0.141.0
pytest==8.4.0  # expect: DEP006 "`pytest`" "install that where the tests run, also in `.github/workflows/api.yml`, `.github/workflows/other.yml` and `api/README.md`."
# --- api/README.md
```
pip install -r requirements.txt
pytest
```
# --- e2e/requirements.txt
playwright==1.50.0
# --- e2e/README.md
```
cd e2e
pip install -r requirements.txt
pytest -v
```
# --- .github/workflows/e2e.yml
on: push
jobs:
  e2e:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
        with:
          key: ${{ hashFiles('**/requirements.txt') }}
      - run: |
          cd e2e
          pip install -r requirements.txt
          pytest -v
# --- .github/workflows/api.yml
on: push
jobs:
  api:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - run: pip install -r requirements.txt && pytest
        working-directory: ./api
# --- .github/workflows/other.yml
on: push
jobs:
  api:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - run: |
          pip install -r api/requirements.txt
          pytest api
# --- Dockerfile
FROM python:3.12-slim
COPY . .
RUN pip install -r api/requirements.txt
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
