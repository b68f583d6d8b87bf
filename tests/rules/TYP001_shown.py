# What the code shows of a parameter is named; what it does not show is asked for in words.
# --- app/search.py
from pydantic import BaseModel, EmailStr


class Credentials(BaseModel):
    email: EmailStr
    age: int


def script(task, arguments=None) -> str:
    # above expect: TYP001 "`task`" "Write `task: str`."
    # above expect: TYP001 "`arguments`" "Write `arguments: str | None = None`."
    return "scripts/" + task + ".sh " + (arguments or "")


def changed(task) -> str:  # expect: TYP001 "`task`" "Write the type of what callers pass behind `task:`."
    task = str(task)
    return "scripts/" + task


def by_email(email) -> None:  # expect: TYP001 "`email`" "Write `email: str`."
    print(email)


def by_age(age) -> None:  # expect: TYP001 "`age`" "Write `age: int`."
    print(age)


def by_name(name) -> None:  # expect: TYP001 "`name`" "Write the type of what callers pass behind `name:`."
    if name is not None:
        print(name)


def by_either(key) -> None:  # expect: TYP001 "`key`" "Write the type of what callers pass behind `key:`."
    print(key)


def by_what(key, other=None, *more) -> None:
    # above expect: TYP001 "`key`" "Write the type of what callers pass behind `key:`."
    # above expect: TYP001 "`other`" "Write the type of what callers pass behind `other:`, with `| None`."
    # above expect: TYP001 "`*more`" "Write the type of one value behind `*more:`; `Any` where they are passed on."
    print(key, other, more)


def login(credentials: Credentials, unknown: object) -> None:
    by_email(credentials.email)
    by_email("a" + "b")
    by_age(age=credentials.age)
    by_name("one")
    by_either(1)
    by_either("one")
    by_what(unknown)
    by_what(1)
# --- app/sent.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/scripts")
def run(task, count=3, name="all", other=None) -> str:
    # above expect: TYP001 "`task`" "The type checker takes the parameter for `Any`"
    # above expect: TYP001 "`count`" "passes on any text unchecked"
    # above expect: TYP001 "`name`" "what the function does with what clients send"
    # above expect: TYP001 "`other`" "passes on any text unchecked"
    # fixed: def run(task, count: int = 3, name: str = "all", other=None) -> str:
    print(count, name, other)
    return "scripts/" + task
