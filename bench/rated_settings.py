"""Production settings for `make lighthouse`, with what the server in front does in production: packing and pictures."""

from __future__ import annotations

import os

from newsroom.settings.production import *  # noqa: F403
from newsroom.settings.production import MIDDLEWARE

MIDDLEWARE = ["django.middleware.gzip.GZipMiddleware", *MIDDLEWARE]
# A folder with `media/images` in it; nginx serves that folder, and nothing else of the media.
WHITENOISE_ROOT = os.environ["RATED_ROOT"]
