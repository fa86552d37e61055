"""Which files staff see in the choosers: none that belongs to somebody else's draft."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission

from newsroom.core.policies import REGISTRY
from newsroom.images.media_use import sync_media_use
from newsroom.images.models import NewsDocument, NewsImage
from newsroom.images.policy import MediaPolicy

from .files import PDF, photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def contributor():
    """May upload, and has no right to choose in any collection."""
    group = Group.objects.create(name="Pengunggah lembaga")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for app_label, codename in (("wagtailimages", "add_image"), ("wagtaildocs", "add_document")):
        GroupCollectionPermission.objects.create(
            group=group,
            collection=Collection.get_first_root_node(),
            permission=Permission.objects.get(content_type__app_label=app_label, codename=codename),
        )
    user = get_user_model().objects.create_user("lembaga", "lembaga@example.test", "sandi-rahasia-1")
    user.groups.add(group)
    return user


@pytest.fixture
def files(officer, contributor, holder):
    """Three images and three documents: secret, own and public."""
    made = {}
    for name, owner in (("rahasia", officer), ("sendiri", contributor), ("terbuka", officer)):
        made[name] = NewsImage.objects.create(title=f"{name} gambar", file=photo(), uploaded_by_user=owner)
        made[f"{name}-dok"] = NewsDocument.objects.create(
            title=f"{name} dokumen", file=ContentFile(PDF, name="a.pdf"), uploaded_by_user=owner
        )
    sync_media_use(holder, [made["terbuka"]], [made["terbuka-dok"]])
    return made


@pytest.fixture
def browser(client, contributor):
    client.force_login(contributor)
    return client


def test_wagtails_policies_are_ours(browser):
    # The first request loads what the apps wire into the admin.
    browser.get(reverse("wagtailadmin_home"))
    if REGISTRY is not None:
        asked = [REGISTRY.get_by_type(model) for model in (NewsImage, NewsDocument)]
    else:
        from wagtail.documents.permissions import permission_policy as documents
        from wagtail.images.permissions import permission_policy as images

        asked = [images, documents]
    assert all(isinstance(policy, MediaPolicy) for policy in asked)


@pytest.mark.parametrize("chooser", ["wagtailimages_chooser", "wagtaildocs_chooser"])
@pytest.mark.parametrize("view", ["choose", "choose_results"])
def test_a_contributor_finds_own_and_public_files_only(browser, files, chooser, view):
    page = browser.get(reverse(f"{chooser}:{view}")).content.decode()
    assert "sendiri" in page
    assert "terbuka" in page
    assert "rahasia" not in page


def test_a_search_in_the_chooser_finds_no_more(worker_at_hand, browser, files):
    page = browser.get(f"{reverse('wagtailimages_chooser:choose_results')}?q=rahasia").content.decode()
    assert "rahasia gambar" not in page


def test_a_guessed_number_shows_nothing(browser, files):
    path = reverse("wagtailimages_chooser:chosen", args=[files["rahasia"].pk])
    response = browser.get(path)
    assert response.status_code in {302, 403, 404}
    assert "rahasia" not in response.content.decode()
    many = reverse("wagtailimages_chooser:chosen_multiple")
    assert "rahasia" not in browser.get(f"{many}?id={files['rahasia'].pk}").content.decode()
    document = reverse("wagtaildocs_chooser:chosen", args=[files["rahasia-dok"].pk])
    assert "rahasia" not in browser.get(document).content.decode()


def test_own_and_public_files_can_be_chosen(browser, files):
    for name in ("sendiri", "terbuka"):
        response = browser.get(reverse("wagtailimages_chooser:chosen", args=[files[name].pk]))
        assert response.json()["result"]["id"] == str(files[name].pk)


def test_a_public_file_of_another_cannot_be_edited(browser, files):
    assert browser.get(reverse("wagtailimages:edit", args=[files["terbuka"].pk])).status_code == 302
    assert browser.get(reverse("wagtailimages:edit", args=[files["sendiri"].pk])).status_code == 200


def test_the_private_document_of_another_is_not_served(browser, files):
    assert browser.get(files["rahasia-dok"].url).status_code == 404
    assert browser.get(files["sendiri-dok"].url).status_code == 200


def test_a_right_to_choose_in_the_collection_shows_all(desk, files):
    page = desk.get(reverse("wagtailimages_chooser:choose")).content.decode()
    assert all(name in page for name in ("rahasia", "sendiri", "terbuka"))


def test_staff_without_any_right_find_nothing(client, stranger, files):
    client.force_login(stranger)
    for chooser in ("wagtailimages_chooser", "wagtaildocs_chooser"):
        page = client.get(reverse(f"{chooser}:choose")).content.decode()
        assert not any(name in page for name in ("rahasia", "sendiri", "terbuka"))


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_wagtails_internal_lists_are_closed(desk, files, kind):
    for path in (f"/redaksi/api/main/{kind}/", f"/redaksi/api/main/{kind}/{files['rahasia'].pk}/"):
        assert desk.get(path).status_code == 404


class TestSeveralAtOnce:
    def path(self, model: str, action: str, *keys: object) -> str:
        query = "&".join(f"id={key}" for key in keys)
        return f"{reverse('wagtail_bulk_action', args=['images', model, action])}?{query}"

    @pytest.mark.parametrize("action", ["delete", "add_tags", "add_to_collection"])
    def test_a_guessed_number_shows_no_title(self, browser, files, action):
        for model, key in (("newsimage", files["rahasia"].pk), ("newsdocument", files["rahasia-dok"].pk)):
            response = browser.get(self.path(model, action, key))
            assert response.status_code == 404
            assert "rahasia" not in response.content.decode()

    def test_the_own_files_can_be_handled_together(self, browser, files):
        page = browser.get(self.path("newsimage", "delete", files["sendiri"].pk))
        assert page.status_code == 200
        assert "sendiri" in page.content.decode()

    def test_a_public_file_of_another_is_not_deleted(self, browser, files):
        browser.post(self.path("newsimage", "delete", files["terbuka"].pk))
        assert NewsImage.objects.filter(pk=files["terbuka"].pk).exists()

    def test_whoever_is_not_signed_in_is_led_to_the_door(self, client, files):
        assert client.get(self.path("newsimage", "delete", files["rahasia"].pk)).status_code == 302
