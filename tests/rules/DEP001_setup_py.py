# --- shop/main.py
from fastapi import FastAPI

app = FastAPI()
# --- setup.py
from setuptools import setup

setup(name="shop", install_requires=["fastapi"])
