"""How the administrator keeps accounts, and what he cannot do."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.urls import reverse

from newsroom.users.models import RoleGrant, User

from .conftest import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("worker_at_hand")]

ADD = "/redaksi/users/new/"


def edit(user) -> str:
    return reverse("wagtailusers_users:edit", args=[user.pk])


def form(user, **changes):
    data = {
        "username": user.username,
        "email": user.email,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "is_active": "on" if user.is_active else "",
        "groups": [str(key) for key in user.groups.values_list("pk", flat=True)],
        **changes,
    }
    return {name: value for name, value in data.items() if value not in ("", None)}


def fresh(user) -> User:
    return get_user_model().objects.get(pk=user.pk)


class TestNewAccount:
    DATA = {"username": "baru", "email": "baru@example.test", "first_name": "Baru"}

    def test_a_new_account_gets_an_invitation_instead_of_a_password(
        self, office, writers, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            response = office.post(ADD, {**self.DATA, "groups": [writers.pk]})
        assert response.status_code == 302
        made = User.objects.get(username="baru")
        assert not made.has_usable_password()
        assert set(made.groups.all()) == {writers}
        assert mail.outbox[0].to == ["baru@example.test"]
        assert re.search(r"/akun/password/reset/key/\S+", mail.outbox[0].body)

    def test_the_form_asks_for_no_password_and_for_one_name(self, office):
        page = office.get(ADD)
        assert page.status_code == 200
        assert "password1" not in page.context["form"].fields
        assert not page.context["form"].fields["last_name"].required

    def test_a_password_in_a_forged_form_is_ignored(self, office):
        office.post(ADD, {**self.DATA, "password1": PASSWORD, "password2": PASSWORD})
        assert not User.objects.get(username="baru").has_usable_password()

    def test_an_editor_role_of_a_new_account_waits(self, office, editors):
        office.post(ADD, {**self.DATA, "groups": [editors.pk]})
        made = User.objects.get(username="baru")
        assert not made.groups.exists()
        assert RoleGrant.objects.get().user == made

    def test_an_administrator_makes_no_superuser(self, office):
        office.post(ADD, {**self.DATA, "is_superuser": "on"})
        assert not User.objects.filter(is_superuser=True).exists()

    def test_who_may_not_manage_accounts_makes_none(self, client, editor):
        client.force_login(editor)
        client.post(ADD, self.DATA)
        assert not User.objects.filter(username="baru").exists()


class TestEditing:
    def test_the_administrator_corrects_a_name(self, office, writer):
        assert office.post(edit(writer), form(writer, first_name="Sari Dewi")).status_code == 302
        assert fresh(writer).get_full_name() == "Sari Dewi"

    def test_a_role_is_requested_and_the_page_says_so(self, office, writer, writers, editors):
        response = office.post(edit(writer), form(writer, groups=[writers.pk, editors.pk]), follow=True)
        assert set(fresh(writer).groups.all()) == {writers}
        assert RoleGrant.objects.get().group == editors
        assert any("Redaktur" in str(message) for message in response.context["messages"])

    def test_nobody_changes_the_own_roles(self, office, administrator, administrators, editors, writers):
        response = office.post(edit(administrator), form(administrator, groups=[administrators.pk, editors.pk]))
        assert response.status_code == 200
        assert response.context["form"].errors["groups"]
        office.post(edit(administrator), form(administrator, groups=[writers.pk]))
        assert set(fresh(administrator).groups.all()) == {administrators}
        assert not RoleGrant.objects.exists()

    def test_nobody_makes_himself_a_superuser(self, office, administrator):
        office.post(edit(administrator), form(administrator, is_superuser="on"))
        assert not fresh(administrator).is_superuser

    def test_an_administrator_makes_nobody_a_superuser(self, office, writer):
        response = office.post(edit(writer), form(writer, is_superuser="on"))
        assert response.status_code == 200
        assert not fresh(writer).is_superuser

    def test_a_superuser_can(self, client, superuser, writer):
        client.force_login(superuser)
        assert client.post(edit(writer), form(writer, is_superuser="on")).status_code == 302
        assert fresh(writer).is_superuser

    def test_a_superusers_account_is_out_of_the_administrators_reach(self, office, superuser):
        assert office.get(edit(superuser)).status_code == 403
        office.post(edit(superuser), form(superuser, email="penyusup@example.test"))
        assert fresh(superuser).email == "darurat@example.test"

    def test_the_administrator_sets_no_password(self, office, writer):
        office.post(edit(writer), form(writer, password1="sandi-milik-admin", password2="sandi-milik-admin"))
        assert fresh(writer).check_password(PASSWORD)

    def test_the_address_of_an_editor_is_changed_by_the_editor_alone(self, office, client, editor):
        office.post(edit(editor), form(editor, email="penyusup@example.test"))
        assert fresh(editor).email == "budi@example.test"

    def test_the_old_address_hears_of_a_new_one(self, office, writer, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            office.post(edit(writer), form(writer, email="lain@example.test"))
        assert mail.outbox[-1].to == ["sari@example.test"]
        assert "lain@example.test" in mail.outbox[-1].body


class TestNoDeletion:
    def test_the_page_offers_none(self, office, writer):
        delete = reverse("wagtailusers_users:delete", args=[writer.pk])
        assert delete not in office.get(edit(writer)).content.decode()
        assert delete not in office.get(reverse("wagtailusers_users:index")).content.decode()

    @pytest.mark.parametrize("who", ["administrator", "superuser"])
    def test_a_forged_deletion_is_refused(self, client, request, writer, who):
        client.force_login(request.getfixturevalue(who))
        assert client.post(reverse("wagtailusers_users:delete", args=[writer.pk])).status_code == 403
        assert fresh(writer)

    @pytest.mark.parametrize("who", ["administrator", "superuser"])
    def test_deleting_several_is_refused(self, client, request, writer, who):
        client.force_login(request.getfixturevalue(who))
        path = reverse("wagtail_bulk_action", args=["users", "user", "delete"])
        assert client.post(f"{path}?id={writer.pk}").status_code == 403
        assert fresh(writer)

    def test_deactivation_is_offered_and_works(self, office, writer):
        assert office.post(edit(writer), form(writer, is_active="")).status_code == 302
        assert not fresh(writer).is_active


class TestSeveralAtOnce:
    def act(self, client, action, *users, **data):
        path = reverse("wagtail_bulk_action", args=["users", "user", action])
        return client.post(f"{path}?{'&'.join(f'id={user.pk}' for user in users)}", data)

    def test_an_editor_role_waits_for_each(self, office, writer, editors):
        self.act(office, "assign_role", writer, role=editors.pk)
        assert editors not in fresh(writer).groups.all()
        assert RoleGrant.objects.get().user == writer

    def test_a_harmless_role_is_given_and_the_others_stay(self, office, editor, editors, writers):
        self.act(office, "assign_role", editor, role=writers.pk)
        assert set(fresh(editor).groups.all()) == {editors, writers}

    def test_not_to_oneself(self, office, administrator, administrators, writers):
        self.act(office, "assign_role", administrator, role=writers.pk)
        assert set(fresh(administrator).groups.all()) == {administrators}

    def test_a_superuser_is_not_switched_off(self, office, superuser, writer):
        self.act(office, "set_active_state", superuser, writer, mark_as_active="False")
        assert fresh(superuser).is_active
        assert not fresh(writer).is_active


class TestGroups:
    def test_what_a_role_may_do_is_out_of_the_administrators_reach(self, office, administrators):
        for path in (
            reverse("wagtailusers_groups:index"),
            reverse("wagtailusers_groups:add"),
            reverse("wagtailusers_groups:edit", args=[administrators.pk]),
        ):
            assert office.get(path).status_code in {302, 403}
        before = administrators.permissions.count()
        office.post(
            reverse("wagtailusers_groups:edit", args=[administrators.pk]), {"name": "Administrator", "permissions": []}
        )
        assert administrators.permissions.count() == before

    def test_even_with_the_right_to_change_groups(self, office, administrator, administrators):
        from .conftest import group

        group("Administrator", "auth.change_group", "auth.add_group")
        response = office.get(reverse("wagtailusers_groups:edit", args=[administrators.pk]))
        assert response.status_code in {302, 403}


class TestNames:
    def test_one_name_is_enough(self, db):
        assert str(User(username="suharto", first_name="Suharto")) == "Suharto"

    def test_without_a_name_the_user_name_stands_in(self, db):
        assert User(username="her").get_full_name() == "her"
        assert User(username="her").get_short_name() == "her"

    def test_stray_spaces_do_not_show(self, db):
        assert User(username="x", first_name=" Siti ", last_name="Nur  Aini ").get_full_name() == "Siti Nur Aini"
