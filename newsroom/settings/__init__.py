"""Settings: `development` for one machine, `test` for the test suite, `production` for a server."""

from __future__ import annotations
