from urllib.parse import quote
from uuid import UUID

from fastapi import FastAPI, Header, HTTPException, Request, Response
from fastapi.responses import FileResponse, JSONResponse, StreamingResponse

app = FastAPI()


def disposition(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


@app.get("/download")
def download(name: str) -> StreamingResponse:
    return StreamingResponse(iter([b""]), headers=disposition(name))  # expect: SEC036/warning


@app.get("/assigned")
def assigned(name: str, response: Response) -> None:
    response.headers["X-Name"] = name  # expect: SEC036/warning "query parameter `name`"
    response.headers["X-Count"] = "1"


@app.get("/made")
def made(name: str) -> Response:
    response = JSONResponse({})
    response.headers["X-Name"] = name  # expect: SEC036/warning
    return response


@app.get("/quoted")
def quoted(name: str, key: UUID, number: int) -> Response:
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}", "X-Key": f"{key}-{number}"}
    return Response("", headers=headers)


@app.get("/repeated")
def repeated(request: Request, x_request_id: str = Header()) -> Response:
    return Response("", headers={"X-Request-ID": x_request_id, "X-Other": request.headers["x-other"]})


@app.get("/file")
def file(name: str) -> FileResponse:
    return FileResponse("/data/report.csv", filename=name)


@app.get("/moved")
def moved(name: str) -> None:
    raise HTTPException(302, headers={"location": f"https://api.example.com/callback?code={name}"})  # expect: SEC036/warning


@app.get("/cookie")
def cookie(name: str, response: Response) -> None:
    response.headers["Set-Cookie"] = f"name={name}"  # expect: SEC036/review
