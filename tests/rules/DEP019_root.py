# --- app/main.py
from elsewhere import router
from fastapi import FastAPI

app = FastAPI()  # expect: DEP019/warning
app.include_router(router)


@app.get("/")
def root() -> dict[str, str]:
    """Greets."""
    return {"message": "Hello"}
