# Three images from one file: `app` (web and worker), `proxy` (nginx with the static files of exactly this release) and `edge` (Varnish).

FROM python:3.13-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /srv/newsroom
RUN python -m venv /srv/venv
COPY requirements.txt ./
RUN /srv/venv/bin/pip install --require-hashes -r requirements.txt
COPY manage.py pyproject.toml ./
COPY newsroom newsroom
COPY home home
COPY templates templates
COPY deploy/gunicorn.conf.py deploy/healthcheck.py deploy/
# The values serve this one command: production settings refuse to start without them, and none stays in the image.
RUN DJANGO_SETTINGS_MODULE=newsroom.settings.production \
    SECRET_KEY=only-for-collecting-static-files-while-building-0123456789 \
    ALLOWED_HOSTS=build.invalid SITE_URL=https://build.invalid \
    DATABASE_URL=sqlite:////tmp/build.sqlite3 REDIS_URL=redis://build.invalid:6379/0 \
    STATIC_ROOT=/srv/static \
    /srv/venv/bin/python manage.py collectstatic --noinput

FROM python:3.13-slim-bookworm AS app
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PATH=/srv/venv/bin:$PATH \
    DJANGO_SETTINGS_MODULE=newsroom.settings.production STATIC_ROOT=/srv/static MEDIA_ROOT=/srv/media
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin newsroom \
    && install --directory --owner newsroom --group newsroom /srv/media
WORKDIR /srv/newsroom
COPY --from=build /srv/venv /srv/venv
COPY --from=build /srv/static /srv/static
COPY --from=build /srv/newsroom /srv/newsroom
USER 10001
VOLUME ["/srv/media"]
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 CMD ["python", "deploy/healthcheck.py"]
CMD ["gunicorn", "--config", "deploy/gunicorn.conf.py", "newsroom.wsgi"]

FROM debian:bookworm-slim AS edge
# hadolint ignore=DL3008
RUN apt-get update && apt-get install --yes --no-install-recommends varnish varnish-modules && rm -rf /var/lib/apt/lists/*
COPY deploy/varnish /srv/varnish
USER 10001
EXPOSE 6081
CMD ["/srv/varnish/start.sh"]

FROM nginx:1.28-bookworm AS proxy
COPY deploy/nginx.conf /etc/nginx/nginx.conf
COPY deploy/proxy_params_newsroom /etc/nginx/proxy_params_newsroom
COPY deploy/upstream.conf /etc/nginx/upstream.conf
COPY --from=build /srv/static /srv/static
EXPOSE 80 443
