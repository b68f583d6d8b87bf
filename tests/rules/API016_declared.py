# Where a default declares the parameter, only the description is to be added.
from fastapi import Cookie, FastAPI

app = FastAPI()


@app.post("/logout")
def logout(session: str | None = Cookie(None, alias="session")) -> str:  # expect: API016 "`logout` takes `session` without a description" "to the `Cookie(…)` of each cookie. An entry"
    return end(session)
