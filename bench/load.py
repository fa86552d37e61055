"""A small load client: some connections, each asking for one random address after the other, for some seconds."""

from __future__ import annotations

import random
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException


@dataclass
class Figures:
    """What one round of load found; times in seconds, one for each answer with status 200."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    errors: int = 0

    @property
    def rate(self) -> float:
        """Answers per second."""
        return len(self.times) / self.seconds if self.seconds else 0.0

    def percentile(self, share: float) -> float:
        """The time in milliseconds that `share` (0 to 1) of the answers kept to."""
        if not self.times:
            return 0.0
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000


def ask(connection: HTTPConnection, path: str) -> bool:
    """Ask for one path and read the answer; return whether it was a good one."""
    connection.request("GET", path, headers={"X-Forwarded-Proto": "https", "Accept-Encoding": "gzip"})
    response = connection.getresponse()
    response.read()
    return response.status == 200


def wait_until_ready(port: int, *, patience: float = 120) -> None:
    """Return when the server answers `/readyz` with 200.

    Raises:
        TimeoutError: it did not within `patience` seconds.
    """
    end = time.perf_counter() + patience
    while time.perf_counter() < end:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            if ask(connection, "/readyz"):
                return
        except (OSError, HTTPException):
            time.sleep(0.2)
        finally:
            connection.close()
    raise TimeoutError(f"No good answer from port {port} within {patience:.0f} s.")


def run_load(port: int, paths: list[str], *, seconds: float, connections: int, seed: int = 1) -> Figures:
    """Load the server on this machine's loopback address and return the figures.

    Args:
        port: where the server listens on 127.0.0.1.
        paths: addresses to draw from at random.
        seconds: how long to go on; running requests are waited for.
        connections: how many at the same time.
        seed: makes the draw repeatable.
    """
    figures = Figures()
    lock = threading.Lock()
    started = time.perf_counter()
    end = started + seconds

    def reader(number: int) -> None:
        draw = random.Random(seed * 1000 + number)
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        times: list[float] = []
        errors = 0
        while time.perf_counter() < end:
            before = time.perf_counter()
            try:
                good = ask(connection, draw.choice(paths))
            except (OSError, HTTPException):
                connection.close()
                good = False
            if good:
                times.append(time.perf_counter() - before)
            else:
                errors += 1
        connection.close()
        with lock:
            figures.times += times
            figures.errors += errors

    threads = [threading.Thread(target=reader, args=(number,)) for number in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    figures.seconds = time.perf_counter() - started
    return figures
