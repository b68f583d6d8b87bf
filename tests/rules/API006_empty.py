from fastapi import FastAPI, Response

app = FastAPI()


@app.post("/verify")  # expect: API006/suggestion "`verify` answers without content" "`response_class=Response`"
async def verify(token: str):
    return Response(status_code=200)


@app.post("/check", response_class=Response)
async def check(token: str):
    return Response(status_code=200)


@app.post("/shown")
async def shown(token: str):
    return Response("text", status_code=200)


@app.post("/typed")
async def typed(token: str):
    return Response(content=token, media_type="text/plain")


@app.delete("/gone", status_code=204)
async def gone():
    return Response(status_code=204)


@app.delete("/left")  # expect: API006/suggestion "answers without content" "`status_code=204`"
async def left():
    return Response(status_code=204)
