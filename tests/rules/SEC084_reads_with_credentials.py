# A public interface that is only read and knows no cookie: credentials change nothing.
# --- app/main.py
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["*"],  # expect: SEC084/warning
    allow_credentials=True,
)


@app.get("/roast")
def roast(name: str) -> str:
    return f"Roast {name}"


@app.get("/manifest.json", include_in_schema=False)
def manifest() -> dict:
    return {"name": "roast"}
