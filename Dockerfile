# One image for web, worker and beat; they differ only in their command (docker-compose.yml).

FROM python:3.11-slim-bookworm AS base
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*
ENV PATH=/srv/venv/bin:$PATH PYTHONUNBUFFERED=1 DJANGO_SETTINGS_MODULE=procurement.settings.production \
    STATIC_ROOT=/srv/static MEDIA_ROOT=/srv/media XDG_CACHE_HOME=/tmp/cache
WORKDIR /srv/kring

FROM base AS build
RUN apt-get update && apt-get install -y --no-install-recommends gettext && rm -rf /var/lib/apt/lists/*
COPY requirements/ /build/
RUN python -m venv /srv/venv \
    && pip install --no-cache-dir --require-hashes -r /build/tools.txt \
    && uv pip sync --python /srv/venv/bin/python --no-cache --compile-bytecode --require-hashes /build/base.txt
COPY . .
RUN find . -name '*.po' -exec sh -ec 'msgfmt --check-format -o "${1%.po}.mo" "$1"' sh {} \; \
    && python -m compileall -q .
# Collecting needs the settings but no secret and no database: these values end with this line.
RUN SECRET_KEY=only-for-collecting PRICE_KEYS=b25seS1mb3ItY29sbGVjdGluZy1zdGF0aWMtZmlsZXM= \
    DATABASE_URL=postgresql:///none python manage.py collectstatic --noinput

FROM base
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin kring \
    && install -d -o kring -g kring -m 0700 /srv/media
COPY --from=build /srv/venv /srv/venv
COPY --from=build /srv/static /srv/static
COPY --from=build /srv/kring /srv/kring
USER kring
EXPOSE 8000
CMD ["gunicorn", "procurement.wsgi:application", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", \
     "--workers", "2", "--threads", "4", "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
