from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse

app = FastAPI()


@app.post("/verify")
async def verify(token: str):  # expect: TYP002 "what it returns" "Write `-> Response`"
    return Response(status_code=200)


@app.post("/both")
async def both(short: bool):  # expect: TYP002 "what it returns" "Write `-> Response`"
    if short:
        return Response(status_code=200)
    return JSONResponse({"a": 1})


@app.post("/one")
async def one(short: bool):  # expect: TYP002 "what it returns" "Write the model of what is sent behind `->`"
    return {"short": short}


class Hook:
    def called(self):  # expect: TYP002 "what it returns" "Write `-> None`; with the type of what a method that overrides it gives"
        pass


class Door:
    def closed(self):  # expect: TYP002 "what it returns" "Write `-> None`."
        pass


class OwnHook(Hook):
    def called(self) -> int:
        return 1
