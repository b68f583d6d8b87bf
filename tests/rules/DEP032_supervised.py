# Models that are downloaded into root's home, and a supervisor that is told to be root.
# --- Dockerfile
FROM python:3.12-slim
RUN pip install --no-cache-dir fastapi nltk supervisor \
    && playwright install chromium
RUN python -c "import nltk; nltk.download('punkt')"
WORKDIR /srv
COPY supervisord.conf /etc/supervisord.conf
COPY . .
RUN python -c "from transformers import AutoTokenizer; \
AutoTokenizer.from_pretrained('some/model')"
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]  # expect: DEP032 "runs as root" "are made in, which is root's otherwise. Let the downloads of lines 4 and 8 run below `USER app`: they go into the home of who runs them. `supervisord`, started as that user, fails where its configuration has `user=root`, or a log or pid file in a folder that is not that user's."
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- cached/Dockerfile
FROM python:3.12-slim
ENV NLTK_DATA=/usr/share/nltk_data
RUN python -c "import nltk; nltk.download('punkt', download_dir='/usr/share/nltk_data')"
WORKDIR /srv
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]  # expect: DEP032 "runs as root" "are made in, which is root's otherwise."
# --- cached/main.py
from fastapi import FastAPI

app = FastAPI()
# --- copied/Dockerfile
FROM python:3.12-slim AS builder
RUN pip install nltk && python -c "import nltk; nltk.download('punkt')"
FROM python:3.12-slim
WORKDIR /srv
COPY --from=builder /root/nltk_data /root/nltk_data
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]  # expect: DEP032 "runs as root" "First put what `COPY --from=builder /root/nltk_data /root/nltk_data` (line 5) has in root's home, which nobody else may enter, elsewhere: packages into a virtual environment such as `/opt/venv`, NLTK's data into `/usr/local/share/nltk_data`."
# --- copied/main.py
from fastapi import FastAPI

app = FastAPI()
