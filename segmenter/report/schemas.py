"""Which results and inputs have a JSON Schema, and the schemas as text.

The shape of a class is its own business; here is only where each is.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ..core.inputs import json_schema as input_schema
from ..core.schemas import DIALECT, schema_of

__all__ = ["INPUTS", "RESULTS", "schema_named"]

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
    "Record": ("providers.records", "read_messages() of each provider"),
    "CampaignRecord": ("providers.dexatel.records", "read_campaigns() of dexatel"),
}
"""The results by name: the module of the class, and the command or function that returns it."""

INPUTS = {
    "Policy": "core.policy",
    "OutboundMessage": "channels.messages",
    "Variable": "templates.variables",
    "Rate": "pricing.cards.rates",
    "RateCard": "pricing.cards.cards",
    "Money": "pricing.money",
}
"""What pydantic, and so FastAPI, makes of JSON by name: the module of the class."""


def schema_named(name: str) -> dict[str, Any]:
    """Return the schema of a result or an input by the name of its class."""
    module = INPUTS.get(name) or RESULTS[name][0]
    cls = getattr(import_module(f"..{module}", __package__), name)
    return {"$schema": DIALECT, **input_schema(cls)} if name in INPUTS else schema_of(cls)
