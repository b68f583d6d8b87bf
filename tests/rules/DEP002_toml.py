# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- pyproject.toml
[project]
name = "shop"
dependencies = [
    "fastapi>=0.141",
    "uvicorn => 0.35",  # expect: DEP002/critical "no version specifier"
    "common @ git+https://github.com/acme/common@v1",
]

[project.optional-dependencies]
aws = ["boto3>=1.34"]

[dependency-groups]
dev = ["pytest>=8", {include-group = "lint"}]
lint = ["ruff"]
# --- services/worker/pyproject.toml
[tool.poetry.dependencies]
python = "^3.12"
fastapi = "^0.141"
common = { path = "../../libs/common", develop = true }
gone = { path = "../../libs/gone" }  # expect: DEP002/review "does not exist"
hidden = { git = "ssh://git@github.com/acme/hidden.git" }  # expect: DEP002/review
# --- libs/common/setup.py
from setuptools import setup

setup(name="common", install_requires=[])
# --- broken/pyproject.toml
[project  # expect: DEP002/review "not valid TOML"
name = "broken"
# --- template/requirements.txt
fastapi=={{ cookiecutter.fastapi_version }}
# --- {{cookiecutter.project_slug}}/pyproject.toml
[project]
name = "made"

[project.scripts]
{{ cookiecutter.package_name }} = "{{ cookiecutter.package_name }}.main:run"
# --- template/pyproject.toml
[project]
name = "made"
dependencies = ["fastapi=={{ fastapi_version }}"]
{% if with_scripts %}
[project.scripts]
{% endif %}
# --- tests/data/requirements.txt
fastapi=0.1
