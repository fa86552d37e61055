"""Gunicorn: two processes of four threads, the code loaded once and shared by fork."""

from __future__ import annotations

import os
import re
from typing import Any

from gunicorn.glogging import Logger

bind = os.environ.get("BIND", "0.0.0.0:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
preload_app = True
# Heartbeat files in memory: on a slow disk a write would stop the worker.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108
# Seconds: a request that takes longer is lost, and so is its process; a stop waits half as long for running requests.
timeout = 60
graceful_timeout = 30
keepalive = 5
# A process is replaced now and then, so that slow leaks never matter; the jitter keeps them from leaving together.
max_requests = 5000
max_requests_jitter = 500


class KeylessLogger(Logger):
    """An access log without the links of early readers: such an address is a key."""

    def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> Any:
        """Return the parts of a line of the log."""
        found = super().atoms(resp, req, environ, request_time)
        found["r"] = re.sub(r"/embargo/[^/ ]+", "/embargo/-", found["r"])
        return found


logger_class = KeylessLogger
accesslog = "-"
errorlog = "-"
access_log_format = '%({x-forwarded-for}i)s %(t)s "%(r)s" %(s)s %(b)s %(M)sms'
