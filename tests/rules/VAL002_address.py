# VAL016 asks for `EmailStr`, which limits the text as well.
# rules: VAL016
from fastapi import FastAPI

app = FastAPI()


@app.post("/recovery/{email}")
def recover(email: str) -> str:  # expect: VAL016 "`recover` takes any text as `email`"
    return send(email)


@app.post("/teams/{team}")
def rename(team: str) -> str:  # expect: VAL002 "does not limit the text of `team`"
    return send(team)
