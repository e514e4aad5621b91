"""Which results have a JSON Schema, and the schemas as text.

The shape of a result is its own business; here is only where each class is.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ..core.schemas import schema_of
from .json_format import json_line

__all__ = ["RESULTS", "schema_json", "schema_named"]

RESULTS = {
    "Count": ("core.counting", "segmenter count"),
    "Message": ("core.segmentation", "segmenter split"),
    "Explanation": ("advice.explanation", "segmenter explain"),
    "Substitution": ("advice.substitution", "segmenter fix"),
    "Bounds": ("templates.bounds", "segmenter template, as range"),
    "Fitting": ("templates.fitting", "segmenter fit"),
    "Distribution": ("templates.audience", "segmenter template, as audience"),
    "Validation": ("channels.findings", "segmenter validate"),
    "Finding": ("channels.findings", "segmenter check --format jsonl"),
    "FileRun": ("channels.findings", "segmenter check"),
    "Profile": ("channels.profiles", "segmenter profiles show"),
    "Quote": ("pricing.quotes.quotes", "segmenter price"),
    "Comparison": ("pricing.quotes.comparison", "segmenter price --compare"),
    "Campaign": ("pricing.campaigns.campaigns", "segmenter campaign"),
    "Check": ("pricing.cards.checks", "segmenter rates check, each file"),
    "Audit": ("audit.audits", "segmenter audit"),
    "Difference": ("audit.differences", "segmenter audit, each difference"),
}
"""The results by name: the module of the class, and the command that prints it as JSON."""


def schema_named(name: str) -> dict[str, Any]:
    """Return the schema of a result by the name of its class."""
    module, _ = RESULTS[name]
    return schema_of(getattr(import_module(f"..{module}", __package__), name))


def schema_json(name: str, *, ascii_only: bool = False) -> str:
    """Return the schema of a result as JSON on many lines."""
    return json_line(schema_named(name), ascii_only=ascii_only, indent=2)
