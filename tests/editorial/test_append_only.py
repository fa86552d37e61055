"""Evidence stays as it was written: the database refuses, whoever asks and in whatever words."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, models, transaction
from wagtail.log_actions import log

from newsroom.editorial import actions, audit, emergency, triggers, withdrawals
from newsroom.editorial.models import Approval, DayHead, Entitlement, ForcePublish, Submission, Withdrawal
from newsroom.legacy.models import ImportBatch, ImportRecord
from newsroom.users.models import User
from tests.factories import article_draft, public_article

pytestmark = pytest.mark.django_db


@contextmanager
def refused():
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        yield


def run(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def one_row_in_every_table(newsroom_desk, wartawan, redaktur, pemred):
    """A correction over the desk, a withdrawal, an import, two lines of the logs: rows in nearly every table."""
    audit.record(audit.EXPORTED, user=wartawan)
    DayHead.objects.create(day="2026-11-23", sequence=1, hash="0" * 64)
    log(instance=wartawan, action="wagtail.edit")
    article = public_article(newsroom_desk, owner=wartawan)
    draft = article.get_latest_revision_as_object()
    draft.correction_kind, draft.correction_note = "pembaruan", "Jumlah peserta ditambahkan."
    draft.body = [("paragraph", "<p>Pesertanya lima puluh.</p>")]
    draft.save_revision(user=wartawan)
    actions.submit(draft, user=wartawan)
    actions.decide(type(article).objects.get(pk=article.pk), "approve", user=redaktur)
    other = public_article(newsroom_desk)
    request = withdrawals.propose(
        other, user=redaktur, kind="withdrawn", reason="duplicate", public_text="Terbit dua kali."
    )
    withdrawals.carry_out(request, user=pemred)
    urgent = article_draft(newsroom_desk, owner=wartawan)
    fingerprint = urgent.get_latest_revision_as_object().fingerprint()
    actions.publish_emergency(urgent, user=redaktur, reason="Banjir bandang.", fingerprint=fingerprint)
    emergency.clear(ForcePublish.objects.get(), user=pemred)
    batch = ImportBatch.objects.create(identifier="uji", person=wartawan)
    ImportRecord.objects.create(batch=batch, file_name="uji.html", status="rejected")


def test_no_statement_changes_or_removes_a_row_of_any_append_only_table(one_row_in_every_table):
    filled = 0
    for model in triggers.guarded_models():
        table = connection.ops.quote_name(model._meta.db_table)
        column = model._meta.concrete_fields[1]
        before = list(model._base_manager.order_by("pk").values())
        if not before:
            continue
        filled += 1
        for statement in (f"UPDATE {table} SET id = id + 1000", f"DELETE FROM {table}"):
            with refused():
                run(statement)
        with refused():
            model._base_manager.update(**{column.attname: models.F(column.attname)})
        with refused():
            model._base_manager.all()._raw_delete("default")
        assert list(model._base_manager.order_by("pk").values()) == before
    assert filled >= 12


def test_a_row_is_not_replaced_by_inserting_over_it(newsroom_desk):
    article = public_article(newsroom_desk)
    before = Entitlement.objects.filter(page=article).values().get()
    columns = ", ".join(f'"{field.column}"' for field in Entitlement._meta.concrete_fields)
    if connection.vendor == "sqlite":
        with refused():
            run(f"INSERT OR REPLACE INTO editorial_entitlement SELECT {columns} FROM editorial_entitlement")
    else:
        with refused():
            run(
                f"INSERT INTO editorial_entitlement ({columns}) SELECT {columns} FROM editorial_entitlement "
                "ON CONFLICT (id) DO UPDATE SET fingerprint = 'x'"
            )
        # Deferred checks of this transaction would be refused first, for a reason of their own.
        run("SET CONSTRAINTS ALL IMMEDIATE")
        with refused():
            run("TRUNCATE editorial_entitlement CASCADE")
    assert Entitlement.objects.filter(page=article).values().get() == before


def test_two_pages_may_still_be_published_after_one_another(newsroom_desk):
    public_article(newsroom_desk)
    public_article(newsroom_desk)
    assert Entitlement.objects.filter(batch="test").count() == 2


def test_a_draft_without_records_is_still_deleted_and_its_writer_too(newsroom_desk):
    writer = User.objects.create_user("sementara", "sementara@example.test", "x")
    draft = article_draft(newsroom_desk, owner=writer)
    draft.delete()
    writer.delete()
    assert not User.objects.filter(username="sementara").exists()


def test_a_rebuilt_table_is_guarded_again_after_migrate(newsroom_desk):
    public_article(newsroom_desk)
    with connection.cursor() as cursor:
        on_table = " ON editorial_entitlement" if connection.vendor == "postgresql" else ""
        deed = "change" if connection.vendor == "postgresql" else "update"
        cursor.execute(f"DROP TRIGGER append_only_editorial_entitlement_{deed}{on_table}")
    assert triggers.missing_guards() == [f"append_only_editorial_entitlement_{deed}"]
    assert triggers.install_guards("editorial") == 1
    assert triggers.missing_guards() == []
    with refused():
        run("UPDATE editorial_entitlement SET fingerprint = 'x'")


def test_the_records_of_a_review_cannot_be_rewritten(newsroom_desk, wartawan, redaktur, pemred):
    article = article_draft(newsroom_desk, owner=wartawan)
    actions.submit(article, user=wartawan)
    actions.decide(article.__class__.objects.get(pk=article.pk), "approve", user=redaktur)
    for model in (Submission, Approval):
        row = model.objects.get(page=article)
        with refused():
            run(f"UPDATE {model._meta.db_table} SET person_id = %s WHERE id = %s", pemred.pk, row.pk)
        assert model.objects.get(pk=row.pk).person_id == row.person_id
    assert not Withdrawal.objects.exists()
