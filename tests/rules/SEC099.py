# config: ignore-packages = ["fastapy"]
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- auth.py
from passlib.context import CryptContext
# --- requirements.txt
fastapi==0.141.0
jwt==1.3.1  # expect: SEC099/review "`jwt`: it is not PyJWT"
PyJWT==2.10.1
dotenv  # expect: SEC099/review "python-dotenv"
python-dotenv
asyncio==3.4.3  # expect: SEC099/warning "the interpreter has its own"
python-jose[cryptography]==3.5.0  # expect: SEC099/warning "without a release" "which no file here imports"
passlib[bcrypt]==1.7.4  # expect: SEC099/warning "its last release" "hashes of bcrypt and Argon2, and no others) instead of `passlib`"
gqlalchemy==1.6
psycopg2-binary==2.9.10  # expect: SEC099/suggestion "which updates of the system do not reach"
psycopg2==2.9.10
reqeusts==2.31  # expect: SEC099/review "`reqeusts` is one letter away from `requests`"
pydantics==1.0  # expect: SEC099/review "`pydantic`"
fastapy==1.0
requests==2.32.0
redis==5.0
ujson==5.10
orjson==3.10
psycopg==3.2
sqlalchemy2-stubs==0.0.2
fastapi-users==14.0
jwt @ https://example.com/jwt-1.0.whl
# --- requirements-dev.txt
nose==1.3.7
# --- pyproject.toml
[project]
dependencies = ["passlib"]  # expect: SEC099/warning

[dependency-groups]
dev = ["psycopg2-binary"]
