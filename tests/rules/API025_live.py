from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter()
app.include_router(router)


@router.get("/late")
def read_late() -> int:
    return 1
# --- requirements.txt
fastapi==0.141.0
