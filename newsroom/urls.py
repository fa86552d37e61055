"""Addresses: the desk, accounts and files first, then the reader's lists, then the pages of the tree."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from home.direct import page
from newsroom.editorial import early_urls
from newsroom.editorial import urls as editorial_urls
from newsroom.images import urls as media_urls
from newsroom.images.views import serve_rendition
from newsroom.users import urls as accounts_urls

# Wagtail's own sign-in forms check a password only: no throttle, no second factor. They lead to the one door.
to_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)
to_password_reset = RedirectView.as_view(pattern_name="account_reset_password")

urlpatterns = [
    path("redaksi/login/", to_sign_in),
    re_path(r"^redaksi/password_reset/", to_password_reset),
    re_path(r"^_util/login/", to_sign_in),
    path("redaksi/", include(accounts_urls.admin_urlpatterns)),
    path("redaksi/", include(media_urls.admin_urlpatterns)),
    path("redaksi/", include(editorial_urls.first_urlpatterns)),
    path("redaksi/", include(wagtailadmin_urls)),
    path("dokumen/", include(media_urls)),
    path("akun/", include(accounts_urls)),
    path("embargo/", include(early_urls)),
    path("", include("newsroom.core.urls")),
    path("", include("newsroom.metrics.urls")),
]

# Once in each language: Indonesian at the plain address, English below /en/.
urlpatterns += i18n_patterns(
    path("", include("newsroom.listings.urls")),
    path("", include("newsroom.authenticity.urls")),
    path("", include("newsroom.syndication.urls")),
    path("", include("home.urls")),
    prefix_default_language=False,
)

if settings.DEBUG:
    # Renditions only: originals and documents are never served by their file name.
    urlpatterns += [
        re_path(r"^media/(?P<path>images/.+)$", serve_rendition),
    ]

if settings.NEWSROOM_DEMO:
    urlpatterns += [path("gaya/", include("newsroom.demo.urls"))]

urlpatterns += [re_path(wagtail_urls.serve_pattern, page, name="wagtail_serve"), path("", include(wagtail_urls))]
