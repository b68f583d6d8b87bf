# The team that lints api/ leaves long lines to its formatter: of scripts, which it does not configure, too.
# --- api/pyproject.toml
[tool.ruff.lint]
select = ["E", "W"]
ignore = ["E501"]
# --- api/main.py
NAME = "a line that is longer than eighty-eight characters, which nobody asks about in this folder"
# --- scripts/release.py
import sys, os  # expect: COD007 "E401"

TEXT = "a line that is longer than eighty-eight characters, which nobody asks about in this folder"
print(TEXT, sys.argv, os.name)
