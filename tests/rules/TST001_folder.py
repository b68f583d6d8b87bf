# project expect: TST001 "no test" "Begin with `backend/tests/test_app.py`"
# --- backend/requirements.txt
fastapi==0.115.6
httpx==0.28.1
# --- backend/app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/")
def root() -> None: ...
