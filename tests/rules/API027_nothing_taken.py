# --- app/main.py
from fastapi import FastAPI
from fastapi.responses import FileResponse, PlainTextResponse

app = FastAPI()


@app.route("/logo.png")  # expect: API027/warning
async def logo(request):
    return FileResponse("logo.png")


@app.route("/echo")  # expect: API027/critical
async def echo(request):
    return PlainTextResponse(request.query_params["text"])
