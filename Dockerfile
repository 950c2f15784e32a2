# Two stages: what builds (npm, pip's cache) does not go into what runs.
FROM python:3.13-slim AS build
WORKDIR /app
RUN python -m venv /venv
COPY requirements.txt ./
RUN /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
RUN /venv/bin/python -m config.frontend && rm -rf node_modules

FROM python:3.13-slim
# pg_dump: `quickstart` copies the database before it migrates it.
RUN apt-get update \
    && apt-get install -y --no-install-recommends postgresql-client \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 dreamtable \
    && install -d -o dreamtable /data
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DJANGO_ENV=production DATA_DIR=/data PORT=8010
USER dreamtable
VOLUME /data
EXPOSE 8010
HEALTHCHECK --start-period=60s CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://localhost:' + os.environ['PORT'] + '/api/v1/health', timeout=3)"]
# exec: the server itself receives SIGTERM, and ends its sockets in order.
CMD ["sh", "-c", "python manage.py quickstart && python manage.py collectstatic --noinput --verbosity 0 && exec python manage.py serve"]
