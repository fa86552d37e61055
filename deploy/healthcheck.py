"""Ask the web process beside whether it can serve readers; exit code 0 means yes."""

from __future__ import annotations

import os
import sys
from http.client import HTTPConnection, HTTPException

PORT = 8000
SECONDS = 4


def is_ready() -> bool:
    """Return whether /readyz answers 200 under the first host name this site answers to."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".")
    connection = HTTPConnection("127.0.0.1", PORT, timeout=SECONDS)
    try:
        connection.request("GET", "/readyz", headers={"Host": host, "X-Forwarded-Proto": "https"})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if is_ready() else 1)
