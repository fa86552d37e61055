from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from newsroom.core import views


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch):
    monkeypatch.setattr(views._migrations, "applied", False)


def fail(*args, **kwargs):
    raise OperationalError("could not connect to server: secret-host, user newsroom, password hunter2")


@pytest.mark.django_db
class TestAProcessManagerAsks:
    def test_a_living_process_says_so_without_asking_anybody(self, client):
        with CaptureQueriesContext(connection) as queries:
            response = client.get("/healthz")
        assert (response.status_code, response.json(), len(queries)) == (200, {"status": "ok"}, 0)

    def test_a_complete_newsroom_is_ready(self, client):
        response = client.get("/readyz")
        assert response.status_code == 200
        assert response.json() == {
            "status": "ok",
            "checks": {"database": "ok", "migrations": "ok", "cache": "ok"},
        }

    def test_answers_are_never_stored_and_set_no_cookie(self, client):
        for address in ("/healthz", "/readyz"):
            response = client.get(address)
            assert response["Cache-Control"] == "no-store"
            assert not response.cookies

    def test_a_lost_database_is_named_without_its_secrets(self, client, monkeypatch):
        monkeypatch.setattr(connection, "cursor", fail)
        response = client.get("/readyz")
        assert response.status_code == 503
        assert response.json() == {"status": "unavailable", "reason": "database"}
        assert b"hunter2" not in response.content

    def test_a_missing_migration_makes_a_new_release_wait(self, client):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE app = 'articles'")
        assert client.get("/readyz").json() == {"status": "unavailable", "reason": "migrations"}

    def test_a_cache_that_forgets_is_not_ready(self, client, monkeypatch):
        monkeypatch.setattr(type(cache._connections[cache._alias]), "get", lambda *args, **kwargs: None)
        assert client.get("/readyz").json() == {"status": "unavailable", "reason": "cache"}

    def test_a_process_is_alive_while_its_database_is_lost(self, client, monkeypatch):
        monkeypatch.setattr(connection, "cursor", fail)
        assert client.get("/healthz").status_code == 200
