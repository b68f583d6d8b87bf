# --- app/main.py
import copy
import hmac
import json
import pickle
from pathlib import Path
from pickle import loads

import joblib
import numpy as np
import redis
import torch
import yaml
from fastapi import FastAPI, Request, UploadFile
from yaml import SafeLoader, safe_load

app = FastAPI()
MODEL = Path("models") / "price.joblib"


class OwnLoader(yaml.SafeLoader):
    pass


@app.post("/import")
async def load(request: Request, file: UploadFile) -> dict:
    body = await request.body()
    pickle.loads(body)  # expect: SEC027 "`pickle.loads` runs code that `body` may hold"
    loads(await file.read())  # expect: SEC027
    joblib.load(file.file)  # expect: SEC027
    yaml.load(body)  # expect: SEC027 "any Python object"
    # fixed: yaml.safe_load(body)
    yaml.load(body, Loader=yaml.Loader)  # expect: SEC027
    yaml.load(body, yaml.UnsafeLoader)  # expect: SEC027
    yaml.load(body, Loader=yaml.FullLoader)  # expect: SEC027
    yaml.unsafe_load(body)  # expect: SEC027
    yaml.load(body, Loader=yaml.SafeLoader)
    yaml.load(body, SafeLoader)
    yaml.load(body, Loader=yaml.CSafeLoader)
    yaml.load(body, Loader=OwnLoader)
    safe_load(body)
    yaml.safe_load(body)
    return json.loads(body)


def cached(client: redis.Redis, key: str, data: bytes, path: str) -> object:
    pickle.loads(data)  # expect: SEC027
    pickle.loads(client.get(key))  # expect: SEC027
    with open(path, "rb") as handle:
        pickle.load(handle)  # expect: SEC027
    with open("state.pickle", "rb") as handle:
        pickle.load(handle)
    joblib.load("model.joblib")
    torch.load(path, weights_only=True)
    torch.load(path)  # expect: SEC027
    np.load(path)
    np.load(path, allow_pickle=True)  # expect: SEC027 "runs code" "without `allow_pickle`"
    return pickle.loads(pickle.dumps(data))


def signed(data: bytes, signature: bytes, key: bytes) -> object:
    if not hmac.compare_digest(hmac.digest(key, data, "sha256"), signature):
        raise ValueError("signature")
    return pickle.loads(data)


def other(value: dict) -> dict:
    return copy.deepcopy(value)
# --- app/uploads.py
from fastapi import FastAPI, UploadFile
from ruamel.yaml import YAML

from app.states import restore

app = FastAPI()
SAFE = YAML(typ="safe")
ANY = YAML(typ="unsafe")  # expect: SEC027/warning
BASE = YAML(typ="base")


@app.post("/state")
async def state(file: UploadFile) -> None:
    restore(await file.read())
# --- app/states.py
import _pickle
import pickle

import yaml


def restore(content: bytes) -> object:
    state = {"content": content, "version": 1}
    _pickle.loads(state["content"])  # expect: SEC027
    pickle.loads(unwrap(state))  # expect: SEC027
    return yaml.load("a: 1", Loader=yaml.Loader)  # expect: SEC027/suggestion


def unwrap(state: dict) -> bytes:
    return state["content"]
