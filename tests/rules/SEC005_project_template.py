# Copier rewrites the file for each project that is made of the template.
# --- copier.yml
project_name:
  type: str
# --- .env
SECRET_KEY=changethis
POSTGRES_PASSWORD=changethis
