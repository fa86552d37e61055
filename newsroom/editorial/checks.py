"""System checks: the names in the table of roles resolve, and the append-only tables are guarded."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.checks import Error, Tags, Warning, register

from newsroom.editorial.bootstrap import DESK_MODEL, HOME_MODEL
from newsroom.editorial.roles import ROLES
from newsroom.editorial.triggers import missing_guards


@register()
def check_names_in_roles(app_configs: Any = None, **kwargs: Any) -> list[Error]:
    """Return an error for each page type or model right in the table of roles that does not exist."""
    errors = []
    labels = {label for rights in ROLES.values() for label in rights.on_pages} | {DESK_MODEL, HOME_MODEL}
    for label in sorted(labels):
        if not _model_exists(label):
            errors.append(Error(f"The roles name the page type {label}, which does not exist.", id="editorial.E001"))
    for role, rights in ROLES.items():
        for name in sorted(rights.on_models):
            if name == "wagtailadmin.access_admin":
                continue
            app_label, codename = name.split(".")
            if not _model_exists(f"{app_label}.{codename.split('_', 1)[1]}") and codename not in _own_rights(app_label):
                errors.append(Error(f"The role {role} names {name}, which does not exist.", id="editorial.E002"))
    return errors


@register(Tags.database)
def check_guards(app_configs: Any = None, databases: Any = None, **kwargs: Any) -> list[Warning]:
    """Return a warning for each trigger that an append-only table lacks; ``migrate`` puts it back, so no error."""
    return [
        Warning(f"The trigger {name} is missing: run migrate.", id="editorial.W003")
        for using in databases or ()
        for name in missing_guards(using)
    ]


def _model_exists(label: str) -> bool:
    try:
        apps.get_model(label)
    except LookupError:
        return False
    return True


def _own_rights(app_label: str) -> set[str]:
    """Return the rights that the models of an app declare themselves."""
    models = apps.get_app_config(app_label).get_models()
    return {codename for model in models for codename, _name in model._meta.permissions}
