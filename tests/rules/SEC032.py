from fastapi import FastAPI
from jinja2 import Environment, Template
from jinja2.sandbox import SandboxedEnvironment
from pydantic import BaseModel

app = FastAPI()
environment = Environment(autoescape=True)
sandbox = SandboxedEnvironment()


class Mail(BaseModel):
    template: str
    name: str


@app.get("/template")
def template(text: str) -> str:
    return Template("Hello " + text).render()  # expect: SEC032


@app.post("/mail")
def mail(mail: Mail) -> str:
    return render(mail)


def render(mail: Mail) -> str:
    sandbox.from_string(mail.template).render()  # expect: SEC032/warning
    return environment.from_string(mail.template).render(name=mail.name)  # expect: SEC032 "`mail.template` of the body"


@app.get("/value")
def value(text: str) -> str:
    environment.from_string("Hello {{ text }}").render(text=text)
    return Template("Hello {{ text }}").render(text=text)
# --- app/flask_pages.py
import flask
from flask import request

flask_app = flask.Flask(__name__)


@flask_app.route("/error")
def error():
    flask.render_template_string("<p>%s</p>".format(request.url))
    return flask.render_template_string("<p>{}</p>".format(request.url))  # expect: SEC032
