# --- app/main.py
import ast
import builtins
import importlib
import importlib as il

import pandas as pd
from fastapi import FastAPI, Request

app = FastAPI()
PLUGINS = ("app.a", "app.b")
NAME = "app.plugins"


@app.get("/calculate")
def calculate(expression: str, module: str, request: Request) -> float:
    eval(expression)  # expect: SEC026 "query parameter `expression` becomes part of the code that `eval` runs"
    # fixed: ast.literal_eval(expression)
    exec(f"x = {expression}")  # expect: SEC026
    builtins.eval(request.query_params["q"])  # expect: SEC026
    importlib.import_module(f"app.plugins.{module}")  # expect: SEC026/warning "loads code"
    importlib.import_module("plugins_" + module)  # expect: SEC026/review
    __import__(module)  # expect: SEC026
    code = compile(expression, "<input>", "eval")  # expect: SEC026
    return ast.literal_eval(expression)


def load(name: str, code: str) -> None:
    for plugin in PLUGINS:
        importlib.import_module(plugin)
    il.import_module(NAME)
    importlib.import_module(name)
    eval("1 + 1")
    exec("import os")
    exec(code)  # expect: SEC026
    compile(code, "<x>", "exec")
    compile("a", "<x>", "exec")


def frame(data: pd.DataFrame, model) -> None:
    data.eval("a + b")
    model.eval()


def eval_all(values: list[str]) -> list:
    return [ast.literal_eval(value) for value in values]
# --- app/own.py
import ast


def eval(text: str) -> object:
    return ast.literal_eval(text)


def use(text: str) -> object:
    return eval(text)
# --- app/views.py
import asyncio

from fastapi import FastAPI

from app.formula import result_of

app = FastAPI()


@app.get("/later")
async def later(code: str) -> None:
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, exec, code)  # expect: SEC026 "is code that `loop.run_in_executor` runs"
    await loop.run_in_executor(None, print, code)


@app.get("/formula")
def formula(text: str, number: int) -> float:
    return result_of({"formula": text, "number": number})
# --- app/formula.py
def result_of(task: dict) -> float:
    eval(f"round({task['number']})")  # expect: SEC026
    return eval(task["formula"])  # expect: SEC026
# --- app/plugins.py
import ast
from typing import Any

from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()


def get_admin_user(authorization: str = Header()) -> str:
    if authorization != "key":
        raise HTTPException(401)
    return authorization


@app.post("/plugins", dependencies=[Depends(get_admin_user)])
def plugin(code: str) -> None:
    exec(code, {})  # expect: SEC026/warning


@app.post("/check")
def check(code: str) -> None:
    compile(code, "<code>", "exec")


def annotation(tree: ast.expr, namespace: dict[str, Any], text: str) -> Any:
    code = compile(ast.Expression(tree), "<text>", "eval")
    eval(code)  # expect: SEC026/warning
    eval(text, namespace)  # expect: SEC026/warning
    return eval(text)  # expect: SEC026/review
# --- app/form.py
from flask_restful import Resource, reqparse

parser = reqparse.RequestParser()
parser.add_argument("code")


class Run(Resource):
    def post(self) -> None:
        args = parser.parse_args()
        exec(args["code"], {"__builtins__": {}})  # expect: SEC026/critical
# --- app/flavors.py
import importlib
from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Flavor:
    source: str


class Component(BaseModel):
    flavor: str
    setup: dict[str, Any]


def load(flavor: str | Flavor) -> Any:
    if isinstance(flavor, Flavor):
        found = flavor
    else:
        found = FLAVORS[flavor]
    return importlib.import_module(found.source)


FLAVORS: dict[str, Flavor] = {}


@app.post("/components")
def create(component: Component) -> None:
    load(component.flavor)
    importlib.import_module(component.setup["module"])  # expect: SEC026
# --- app/providers.py
import importlib
from enum import Enum

from fastapi import FastAPI

app = FastAPI()


class Method(Enum):
    github = "github-auth"
    google = "google-auth"


def load(provider: str) -> object:
    try:
        if Method(f"{provider}-auth") is Method.github:
            return None
        return importlib.import_module(f"app.providers.{provider}")
    except ValueError:
        return None


@app.get("/login/{provider}")
def login(provider: str, other: str) -> None:
    load(provider)
    importlib.import_module(f"app.providers.{other}")  # expect: SEC026
