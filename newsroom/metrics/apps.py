"""Wiring of the `metrics` app."""

from __future__ import annotations

from django.apps import AppConfig


class MetricsConfig(AppConfig):
    """The `metrics` app."""

    name = "newsroom.metrics"
    label = "metrics"
    verbose_name = "Metrics"
