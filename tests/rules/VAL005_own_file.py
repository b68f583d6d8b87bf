# A file that a class fills goes with it, and so do the imports of it.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- app/kinds.py
from pydantic import BaseModel


class Kind(BaseModel):
    FIRST = "first"  # expect: VAL005/warning "`FIRST` of `Kind`" "Delete the file, which holds nothing else, and what imports it (`app/store.py:1`): nothing reads what it names. Where it is a type (`app/store.py:4`), write `Literal["
    SECOND = False
# --- app/store.py
from app.kinds import Kind


def find(kind: Kind) -> object:
    return kind
# --- requirements.txt
fastapi==0.115.0
pydantic==2.9.0
