# --- app/main.py
from fastapi import FastAPI, Response

app = FastAPI()


@app.get("/")
def page(response: Response) -> None:
    response.set_cookie("is_access_token_expired", "true")
    response.set_cookie("access_token", "")
    response.set_cookie("access_token", load_token())  # expect: SEC064
