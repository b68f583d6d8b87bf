# --- app/config.py
import dotenv
from dotenv import load_dotenv as load

OVERRIDE = True

load(override=True)  # expect: SEC011
# fixed: load()
dotenv.load_dotenv(".env", override=True)  # expect: SEC011 "wins over the variables that the platform sets"
# fixed: dotenv.load_dotenv(".env")
load(override=True, dotenv_path=".env.local")  # expect: SEC011
# fixed: load(dotenv_path=".env.local")
load(".env", verbose=True, override=OVERRIDE, encoding="utf-8")  # expect: SEC011
# fixed: load(".env", verbose=True, encoding="utf-8")

load()
load(override=False)
load(".env")


def chosen(env_file: str) -> None:
    load(env_file, override=True)


def reload(force: bool) -> None:
    load(override=force)


if __name__ == "__main__":
    load(override=True)
# --- scripts/seed.py
from dotenv import load_dotenv

load_dotenv(override=True)
# --- tests/test_config.py
from dotenv import load_dotenv

load_dotenv(override=True)
# --- app/launcher_tui.py
from dotenv import load_dotenv


def reload() -> None:
    load_dotenv(override=True)
# --- app/settings_tool.py
from dotenv import load_dotenv
from rich.prompt import Prompt


def edit() -> None:
    Prompt.ask("Which?")
    load_dotenv(override=True)
