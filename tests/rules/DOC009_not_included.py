# An endpoint of a router that nobody includes is read by who works on it.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/")
def root() -> str:
    """Greet the client."""
    return "x"
# --- app/archive.py
from fastapi import APIRouter, HTTPException

router = APIRouter()


@router.get("/archive")
def archive(name: str) -> str:  # expect: DOC009/suggestion
    """Give what was kept under a name.

    Args:
        name: under which it was kept.

    Returns:
        What was kept.
    """
    if not name:
        raise HTTPException(status_code=404)
    return name
