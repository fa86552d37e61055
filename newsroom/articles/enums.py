"""Words of the articles."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AgencyRole(models.TextChoices):
    """How an agency belongs to an article; three different links."""

    OWN = "own", _("Publishes it")
    CONTRIBUTING = "contributing", _("Contributed to it")
    SUBJECT = "subject", _("Is its subject")


class CreditRole(models.TextChoices):
    """What a credited person or office did."""

    REPORTER = "reporter", _("Reporter")
    EDITOR = "editor", _("Editor")
    OFFICE = "office", _("Office")


class Precision(models.TextChoices):
    """How exactly a publication time is known."""

    SECOND = "second", _("To the second")
    DAY = "day", _("Day only")


class DeskKind(models.TextChoices):
    """Whose desk it is."""

    NEWSROOM = "newsroom", _("The newsroom's own")
    AGENCY = "agency", _("An agency with its own writers")
    EMBARGO = "embargo", _("Embargoed work")


class CorrectionKind(models.TextChoices):
    """What a change of a public article is, in the words of Indonesian newsrooms."""

    MINOR = "minor", _("Minor: spelling or layout, nothing that readers must know")
    RALAT = "ralat", _("Erratum (ralat): an error of the newsroom")
    KOREKSI = "koreksi", _("Correction (koreksi): facts are put right")
    PEMBARUAN = "pembaruan", _("Update (pembaruan): new facts are added")


class TwinNotice(models.TextChoices):
    """What became of the original of a translated article, until a person has looked at it."""

    CHANGED = "changed", _("The Indonesian text changed")
    TAKEN_BACK = "taken_back", _("The Indonesian text was taken back")
