# --- app/main.py
from html import escape

import jinja2
from fastapi import FastAPI, Form, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse
from fastapi.templating import Jinja2Templates
from markupsafe import Markup

from app.pages import Page, error_page, page

app = FastAPI()
templates = Jinja2Templates(directory="templates")
LOADED = jinja2.Environment(loader=jinja2.FileSystemLoader("templates"))  # expect: SEC031/review
OFF = jinja2.Environment(autoescape=False)  # expect: SEC031/review
ON = jinja2.Environment(loader=jinja2.FileSystemLoader("templates"), autoescape=jinja2.select_autoescape())
TEXT = jinja2.Environment()


@app.get("/direct")
def direct(name: str) -> HTMLResponse:
    return HTMLResponse(f"<h1>{name}</h1>")  # expect: SEC031 "query parameter `name`"


@app.get("/class", response_class=HTMLResponse)
async def by_class(name: str, number: int):
    if number:
        return f"<h1>{number}</h1>"
    return "<h1>" + name + "</h1>"  # expect: SEC031


@app.get("/response")
def response(name: str) -> Response:
    return Response(content=f"<h1>{name}</h1>", media_type="text/html")  # expect: SEC031


@app.post("/form")
def form(name: str = Form()) -> HTMLResponse:
    return HTMLResponse(page(name))  # expect: SEC031 "form field `name`"


@app.get("/markup")
def markup(request: Request, name: str):
    return templates.TemplateResponse(request, "page.html", {"name": Markup(name)})  # expect: SEC031


@app.get("/escaped")
def escaped(name: str) -> HTMLResponse:
    return HTMLResponse(f"<h1>{escape(name)}</h1>")


@app.get("/template")
def template(request: Request, name: str):
    return templates.TemplateResponse(request, "page.html", {"name": name})


@app.get("/json")
def json(name: str) -> JSONResponse:
    return JSONResponse({"name": name})


@app.get("/text")
def text(name: str) -> PlainTextResponse:
    return PlainTextResponse(f"<h1>{name}</h1>")


@app.get("/plain")
def plain(name: str) -> Response:
    return Response(content=f"<h1>{name}</h1>", media_type="text/plain")


@app.get("/safe")
def safe(name: str) -> HTMLResponse:
    return HTMLResponse(Page(name).html())
# --- app/pages.py
from html import escape


def page(name: str) -> str:
    return f"<p>{name}</p>"


def error_page(name: str) -> str:
    return "<p>error</p>"


class Page:
    def __init__(self, name: str) -> None:
        self.name = escape(name)

    def html(self) -> str:
        return f"<p>{self.name}</p>"
# --- app/flask_views.py
import json

import flask
from flask import Flask, jsonify, redirect, render_template, request

flask_app = Flask(__name__)


@flask_app.route("/models/<model>")
def show_model(model):
    page = "<a href='{}'>{}</a>".format(model, model)
    return page  # expect: SEC031 "`model`"


@flask_app.route("/missing")
def missing():
    return f"<p>{request.args.get('name')}</p>", 404  # expect: SEC031 "`request.args`"


@flask_app.post("/echo")
def echo():
    return request.get_json()


@flask_app.route("/json")
def as_json():
    return jsonify({"name": request.args["name"]})


@flask_app.route("/template")
def template():
    return render_template("page.html", name=request.args["name"])


@flask_app.route("/number")
def number():
    return "<p>%d</p>" % int(request.args["number"])


@flask_app.route("/dict")
def as_dict():
    return {"name": request.args["name"]}


def helper():
    return "<p>" + request.args["name"]
# --- app/script.py
import json

from flask import Flask, request

flask_app = Flask(__name__)


def in_script(value: str) -> str:
    encoded = json.dumps(value)
    return encoded.replace("</", "<\\/").replace("<!--", "<\\!--")


@flask_app.route("/script")
def script():
    kind = in_script(request.args.get("kind", ""))
    return f"<script>show({kind})</script>"


@flask_app.route("/raw")
def raw():
    kind = json.dumps(request.args.get("kind", ""))
    return f"<script>show({kind})</script>"  # expect: SEC031
