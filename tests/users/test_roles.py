"""Who gets which role, and who says so."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry

from newsroom.users import roles
from newsroom.users.models import RoleGrant

from .conftest import account

pytestmark = pytest.mark.django_db(transaction=False)


@pytest.fixture
def waiting(administrator, writer, editors, managing_editor, django_capture_on_commit_callbacks):
    """A request for the editor's role that waits for a second person."""
    with django_capture_on_commit_callbacks(execute=True):
        return roles.request_role(administrator, writer, editors)


def has_role(user, group) -> bool:
    return get_user_model().objects.get(pk=user.pk).groups.filter(pk=group.pk).exists()


class TestRequest:
    def test_an_editor_role_takes_no_effect_at_once(self, waiting, writer, editors):
        assert waiting.is_open
        assert not has_role(writer, editors)

    @pytest.mark.usefixtures("worker_at_hand")
    def test_every_managing_editor_is_alarmed_and_nobody_else(self, waiting, managing_editor):
        assert [message.to for message in mail.outbox] == [[managing_editor.email]]
        assert "Redaktur" in mail.outbox[0].subject
        assert reverse("role_grants") in mail.outbox[0].body

    def test_asking_twice_makes_one_request(self, waiting, other_administrator, writer, editors):
        assert roles.request_role(other_administrator, writer, editors) == waiting

    def test_nobody_asks_for_the_own_role(self, administrator, editors):
        with pytest.raises(PermissionDenied):
            roles.request_role(administrator, administrator, editors)
        with pytest.raises(PermissionDenied):
            roles.set_roles(administrator, administrator, [editors])

    def test_a_harmless_role_needs_one_person(self, administrator, editor, writers, editors):
        assert roles.set_roles(administrator, editor, [editors, writers]) == []
        assert has_role(editor, writers)

    def test_a_role_is_taken_away_at_once(self, administrator, editor, editors):
        roles.set_roles(administrator, editor, [])
        assert not has_role(editor, editors)

    def test_the_role_that_manages_accounts_needs_a_second_person_too(self, administrator, writer, administrators):
        grants = roles.set_roles(administrator, writer, [administrators])
        assert [grant.group for grant in grants] == [administrators]
        assert not has_role(writer, administrators)

    def test_a_superuser_needs_a_second_person_as_well(self, superuser, writer, editors):
        roles.set_roles(superuser, writer, [editors])
        assert not has_role(writer, editors)
        with pytest.raises(PermissionDenied):
            roles.confirm_role(superuser, RoleGrant.objects.get().pk)


class TestConfirmation:
    def test_a_second_administrator_makes_it_effective(self, waiting, other_administrator, writer, editors):
        roles.confirm_role(other_administrator, waiting.pk)
        assert has_role(writer, editors)
        waiting.refresh_from_db()
        assert waiting.confirmed_by == other_administrator
        assert waiting.confirmed_at is not None

    def test_a_managing_editor_may_confirm(self, waiting, managing_editor, writer, editors):
        roles.confirm_role(managing_editor, waiting.pk)
        assert has_role(writer, editors)

    def test_the_one_who_asked_may_not(self, waiting, administrator, writer, editors):
        with pytest.raises(PermissionDenied):
            roles.confirm_role(administrator, waiting.pk)
        assert not has_role(writer, editors)

    def test_the_one_who_gets_it_may_not(self, waiting, writer, managing_editors, editors):
        writer.groups.add(managing_editors)
        with pytest.raises(PermissionDenied):
            roles.confirm_role(writer, waiting.pk)

    @pytest.mark.parametrize("who", ["writer", "editor"])
    def test_others_may_not(self, request, waiting, who):
        with pytest.raises(PermissionDenied):
            roles.confirm_role(request.getfixturevalue(who), waiting.pk)

    def test_a_deactivated_second_person_may_not(self, waiting, other_administrator):
        other_administrator.is_active = False
        other_administrator.save()
        with pytest.raises(PermissionDenied):
            roles.confirm_role(other_administrator, waiting.pk)

    def test_twice_is_once(self, waiting, other_administrator, managing_editor):
        roles.confirm_role(other_administrator, waiting.pk)
        with pytest.raises(ValidationError):
            roles.confirm_role(managing_editor, waiting.pk)

    def test_a_refused_request_stays_refused(self, waiting, other_administrator, managing_editor, writer, editors):
        roles.refuse_role(managing_editor, waiting.pk)
        with pytest.raises(ValidationError):
            roles.confirm_role(other_administrator, waiting.pk)
        assert not has_role(writer, editors)

    def test_the_one_who_asked_may_withdraw(self, waiting, administrator):
        assert not roles.refuse_role(administrator, waiting.pk).is_open

    def test_a_deactivated_account_gets_no_role(self, waiting, managing_editor, writer):
        writer.is_active = False
        writer.save()
        with pytest.raises(ValidationError):
            roles.confirm_role(managing_editor, waiting.pk)

    def test_each_step_leaves_a_line_in_the_log(self, waiting, managing_editor, writer):
        roles.confirm_role(managing_editor, waiting.pk)
        actions = list(registry.get_logs_for_instance(writer).values_list("action", "user__username"))
        assert ("newsroom.role.requested", "dewi") in actions
        assert ("newsroom.role.confirmed", "ratna") in actions

    def test_the_database_itself_refuses_one_person_for_both(self, waiting):
        with pytest.raises(IntegrityError), transaction.atomic():
            RoleGrant.objects.filter(pk=waiting.pk).update(
                confirmed_by=waiting.requested_by, confirmed_at=timezone.now()
            )


class TestPage:
    def test_the_page_shows_the_request_to_a_managing_editor(self, client, waiting, managing_editor):
        client.force_login(managing_editor)
        page = client.get(reverse("role_grants"))
        assert page.status_code == 200
        assert "Sari" in page.content.decode()
        assert reverse("decide_role", args=[waiting.pk, "confirm"]) in page.content.decode()

    def test_it_offers_no_confirmation_to_the_one_who_asked(self, office, waiting):
        page = office.get(reverse("role_grants")).content.decode()
        assert reverse("decide_role", args=[waiting.pk, "confirm"]) not in page
        assert reverse("decide_role", args=[waiting.pk, "refuse"]) in page

    def test_confirming_on_the_page(self, client, waiting, managing_editor, writer, editors):
        client.force_login(managing_editor)
        client.post(reverse("decide_role", args=[waiting.pk, "confirm"]))
        assert has_role(writer, editors)

    @pytest.mark.parametrize("who", ["writer", "editor"])
    def test_others_get_403(self, client, request, waiting, who):
        client.force_login(request.getfixturevalue(who))
        assert client.get(reverse("role_grants")).status_code == 403
        assert client.post(reverse("decide_role", args=[waiting.pk, "confirm"])).status_code == 403

    def test_the_one_who_asked_gets_403_for_a_forged_confirmation(self, office, waiting, writer, editors):
        assert office.post(reverse("decide_role", args=[waiting.pk, "confirm"])).status_code == 403
        assert not has_role(writer, editors)

    def test_a_link_alone_confirms_nothing(self, client, waiting, managing_editor):
        client.force_login(managing_editor)
        assert client.get(reverse("decide_role", args=[waiting.pk, "confirm"])).status_code == 405


class TestCommand:
    def test_the_first_editor_of_a_new_installation(self, writer, editors, capsys):
        call_command("give_role", "sari", "Redaktur")
        assert has_role(writer, editors)
        assert "Sari" in capsys.readouterr().out

    def test_it_names_what_is_wrong(self, writer, editors):
        with pytest.raises(CommandError, match="siapa"):
            call_command("give_role", "siapa", "Redaktur")
        with pytest.raises(CommandError, match="Redaktur"):
            call_command("give_role", "sari", "Raja")


def test_a_sock_puppet_helps_nobody(office, administrator, writer, editors, administrators):
    """An administrator makes a second account to confirm his own request."""
    puppet = account("boneka")
    roles.set_roles(administrator, puppet, [administrators])
    roles.request_role(administrator, writer, editors)
    with pytest.raises(PermissionDenied):
        roles.confirm_role(puppet, RoleGrant.objects.get(group=editors).pk)
