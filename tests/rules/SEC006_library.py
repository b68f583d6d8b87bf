# --- .gitignore
__pycache__/
# --- shop/__init__.py
LIMIT = 1
