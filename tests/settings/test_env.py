"""A setting that cannot be read stops the process and says which one, what was found and what is expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom.settings import env


def test_a_missing_setting_is_named_with_what_is_expected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)

    with pytest.raises(env.SettingError, match=r"SECRET_KEY: not set; expected a random text"):
        env.text("SECRET_KEY", expected="a random text")


def test_an_empty_setting_counts_as_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEFAULT_FROM_EMAIL", "  ")

    assert env.text("DEFAULT_FROM_EMAIL", "desk@example.org") == "desk@example.org"
    assert env.optional_text("DEFAULT_FROM_EMAIL") is None


@pytest.mark.parametrize(
    ("value", "expected"), [("true", True), ("1", True), ("YES", True), ("off", False), ("0", False)]
)
def test_a_switch_is_read_in_the_usual_words(monkeypatch: pytest.MonkeyPatch, value: str, expected: bool) -> None:
    monkeypatch.setenv("DEBUG", value)

    assert env.boolean("DEBUG", not expected) is expected


def test_a_switch_in_other_words_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBUG", "maybe")

    with pytest.raises(env.SettingError, match="DEBUG: found 'maybe'; expected true or false"):
        env.boolean("DEBUG", False)


@pytest.mark.parametrize("value", ["-1", "7", "two", "1.5"])
def test_a_number_outside_its_bounds_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("TRUSTED_PROXY", value)

    with pytest.raises(env.SettingError, match="at least 0 and at most 5"):
        env.integer("TRUSTED_PROXY", 1, maximum=5)


def test_a_list_is_split_at_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "newsroom.example, www.newsroom.example,")

    assert env.words("ALLOWED_HOSTS") == ["newsroom.example", "www.newsroom.example"]


def test_a_list_of_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", ",")

    with pytest.raises(env.SettingError, match="ALLOWED_HOSTS"):
        env.words("ALLOWED_HOSTS")


def test_a_relative_folder_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDIA_ROOT", "media")

    with pytest.raises(env.SettingError, match="an absolute path"):
        env.path("MEDIA_ROOT", Path("/srv/media"))


@pytest.mark.parametrize(
    "value", ["newsroom.example", "https://", "https://newsroom.example/berita", "ftp://newsroom.example"]
)
def test_an_address_that_is_not_a_base_address_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SITE_URL", value)

    with pytest.raises(env.SettingError, match="SITE_URL"):
        env.web_address("SITE_URL")


def test_a_site_without_https_is_refused_where_https_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "http://newsroom.example")

    with pytest.raises(env.SettingError, match="an address such as https:"):
        env.web_address("SITE_URL", secure=True)


def test_a_database_of_an_unknown_kind_is_refused_without_showing_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://desk:rahasia@db/newsroom")

    with pytest.raises(env.SettingError) as caught:
        env.database("DATABASE_URL")

    assert "mysql" in str(caught.value)
    assert "rahasia" not in str(caught.value)


def test_a_postgresql_address_becomes_a_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://desk:rahasia@db:5433/newsroom")

    found = env.database("DATABASE_URL")

    assert (found["ENGINE"], found["HOST"], found["PORT"]) == ("django.db.backends.postgresql", "db", 5433)
    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("newsroom", "desk", "rahasia")


def test_a_cache_that_is_not_redis_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "memcached://cache:11211")

    with pytest.raises(env.SettingError, match="REDIS_URL"):
        env.redis_address("REDIS_URL")


def test_a_mail_server_address_becomes_mail_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", "smtp+tls://desk:rahasia@mail.example:587")

    found = env.mail_server("EMAIL_URL")

    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_USE_TLS"]) == ("mail.example", 587, True)


def test_a_mail_server_of_an_unknown_kind_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", "pigeon://mail.example")

    with pytest.raises(env.SettingError, match="EMAIL_URL: found an address of kind 'pigeon'"):
        env.mail_server("EMAIL_URL")
