# Two stages: what builds (npm, pip's cache) does not go into what runs.
FROM python:3.13-slim AS build
WORKDIR /app
RUN python -m venv /venv
COPY requirements.txt ./
RUN /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
RUN /venv/bin/python -m config.frontend && rm -rf node_modules

FROM python:3.13-slim
ARG VERSION=unknown
LABEL org.opencontainers.image.title="Dreamtable" \
      org.opencontainers.image.description="A virtual tabletop for role-playing groups" \
      org.opencontainers.image.licenses="AGPL-3.0-or-later" \
      org.opencontainers.image.version="$VERSION"
# pg_dump: `quickstart` copies the database before it migrates it.
RUN apt-get update \
    && apt-get install -y --no-install-recommends postgresql-client \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --system --gid 10001 dreamtable \
    && useradd --system --uid 10001 --gid dreamtable --no-create-home dreamtable \
    && install -d -o dreamtable -g dreamtable -m 750 /data /tls
# Owned by root, and run by somebody who cannot write it: with compose.yaml the whole file system is read-only but /data.
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DJANGO_ENV=production DATA_DIR=/data PORT=8010
USER 10001:10001
VOLUME /data
EXPOSE 8010
HEALTHCHECK --start-period=60s --interval=10s --timeout=5s CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://localhost:' + os.environ['PORT'] + '/api/v1/health', timeout=3)"]
# One container alone. exec: the server itself receives SIGTERM, and ends its sockets in order. In compose.yaml another
# service has prepared the database before several of these serve.
CMD ["sh", "-c", "python manage.py quickstart && python manage.py collectstatic --noinput --verbosity 0 && exec python manage.py serve"]
