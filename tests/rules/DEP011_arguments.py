# What argparse, click or typer brings decides, and not its default.
# --- Dockerfile
FROM python:3.12-slim
COPY . .
CMD ["python", "parsed.py", "--host", "0.0.0.0"]
# --- Dockerfile.click
FROM python:3.12-slim
COPY . .
CMD ["python", "clicked.py", "--host", "0.0.0.0"]
# --- Dockerfile.typer
FROM python:3.12-slim
COPY . .
CMD ["python", "typed.py", "serve", "--host", "0.0.0.0"]
# --- Dockerfile.default
FROM python:3.12-slim
COPY . .
CMD ["python", "defaulted.py"]
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- parsed.py
import argparse

import uvicorn

parser = argparse.ArgumentParser()
parser.add_argument("--host", default="127.0.0.1")
args = parser.parse_args()
uvicorn.run("main:app", host=args.host)
# --- clicked.py
import click
import uvicorn


@click.command()
@click.option("--host", default="127.0.0.1")
def serve(host: str = "127.0.0.1") -> None:
    uvicorn.run("main:app", host=host)


serve()
# --- typed.py
import typer
import uvicorn

cli = typer.Typer()


@cli.command()
def serve(host: str = typer.Option("127.0.0.1")) -> None:
    uvicorn.run("main:app", host=host)


@cli.command()
def plain(host: str = "127.0.0.1") -> None:
    uvicorn.run("main:app", host=host)


cli()
# --- defaulted.py
import uvicorn


def serve(host: str = "127.0.0.1") -> None:
    uvicorn.run("main:app", host=host)


serve()
