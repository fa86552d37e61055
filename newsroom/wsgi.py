"""The WSGI application that gunicorn serves; the production settings unless told otherwise."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings.production")

application = get_wsgi_application()

from django.conf import settings  # noqa: E402

if settings.NEWSROOM_PRODUCTION:
    from newsroom.settings.checks import refuse_demo_accounts

    refuse_demo_accounts()
