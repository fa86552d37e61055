"""What the tests of emergency publications share."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from newsroom.articles.models import ArticlePage
from newsroom.editorial import actions
from tests.people import PASSWORD

REASON = "Banjir bandang, warga harus segera mengungsi."
TITLE = "Warga Diminta Mengungsi"


def fresh(article):
    return ArticlePage.objects.get(pk=article.pk)


def newest_fingerprint(article):
    return fresh(article).get_latest_revision_as_object().fingerprint()


def force(article, user, **fields):
    values = {"reason": REASON, "fingerprint": newest_fingerprint(article)} | fields
    return actions.publish_emergency(fresh(article), user=user, **values)


def read(article):
    return Client().get(fresh(article).public_path)


def url_of(article):
    return reverse("newsroom_emergency", args=[article.pk])


def clearing_url(article):
    return reverse("newsroom_emergency_clearing", args=[article.pk])


def form_of(article, **changes):
    given = {"reason": REASON, "has_read": "on", "fingerprint": newest_fingerprint(article), "password": PASSWORD}
    return given | changes


def changed(article, user, **fields):
    text = fresh(article).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(text, name, value)
    text.save_revision(user=user)
    return fresh(article)
