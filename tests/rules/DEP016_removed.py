# --- requirements.txt
fastapi==0.165.0
starlette==1.10.0
# --- app/main.py
from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter()


def connect() -> None: ...


app.add_event_handler("startup", connect)  # expect: DEP016 "`app.add_event_handler` is gone" "AttributeError"
router.add_event_handler("startup", connect)  # expect: DEP016 "`router.add_event_handler` is deprecated"


@app.on_event("startup")  # expect: DEP016 "`app.on_event` is deprecated"
def warm_up() -> None: ...
