"""Pins: only what is public can be pinned, and a pin of what is no longer public does not show."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils import timezone

from home.models import HomePage, HomePin
from newsroom.editorial import withdrawals
from tests.factories import article_draft, public_article


@pytest.mark.django_db
class TestPins:
    def test_a_draft_cannot_be_pinned_and_does_not_show_by_a_row_written_past_the_form(self, client, newsroom_desk):
        front = HomePage.objects.get()
        draft, public = article_draft(newsroom_desk, title="Rahasia"), public_article(newsroom_desk)
        with pytest.raises(ValidationError) as refusal:
            HomePin(page=front, article=draft).clean()
        assert "article" in refusal.value.message_dict
        HomePin(page=front, article=public).clean()
        HomePin.objects.create(page=front, article=draft)
        assert "Rahasia" not in client.get("/").content.decode()

    def test_a_pin_leads_from_its_start_to_its_end_and_goes_with_a_withdrawal(
        self, client, newsroom_desk, redaktur, pemred, time_machine_at
    ):
        now = timezone.now()
        old = public_article(newsroom_desk, published_at=now - timedelta(days=300))
        newest = public_article(newsroom_desk, published_at=now - timedelta(days=1))
        HomePin.objects.create(
            page=HomePage.objects.get(),
            article=old,
            starts_at=now + timedelta(hours=1),
            ends_at=now + timedelta(hours=2),
        )
        for minutes, lead in ((0, newest), (90, old), (120, newest)):
            with time_machine_at(now + timedelta(minutes=minutes)):
                assert client.get("/").context["lead_story"] == lead, minutes
        request = withdrawals.propose(
            old, user=redaktur, kind="withdrawn", reason="other", public_text="Sudah tidak berlaku lagi."
        )
        withdrawals.carry_out(request, user=pemred)
        cache.clear()
        with time_machine_at(now + timedelta(minutes=90)):
            assert client.get("/").context["lead_story"] == newest
