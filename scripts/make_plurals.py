"""Makes `segmenter.catalogs.plural_table` from the plural rules of CLDR that Babel carries.

    python scripts/make_plurals.py

Only whole numbers are counted in messages, so conditions on decimals are left out. A test makes the table
again and compares.
"""

from __future__ import annotations

import re
from pathlib import Path

import babel
from babel import Locale, localedata

TABLE = Path(__file__).resolve().parents[1] / "segmenter" / "catalogs" / "plural_table.py"
HEAD = '''"""Plural rules of languages for whole numbers, from CLDR as in Babel {babel}; Unicode-3.0 licence.

Made by `python scripts/make_plurals.py`; never edited. Categories without a condition are ``other``.
"""

'''
TERM = re.compile(r"([nivftec])(?: mod (\d+))? (not )?in ([\d.,]+)")


def simplified(rule: str) -> str:
    """Return a condition without what is fixed for whole numbers."""
    alternatives = []
    for alternative in rule.split(" or "):
        terms = []
        for term in alternative.split(" and "):
            match = TERM.fullmatch(term)
            assert match, term
            if match[1] in "ni":
                terms.append(term.replace("i mod", "n mod").replace("i in", "n in").replace("i not", "n not"))
            elif ("0" in re.split(r"\.\.|,", match[4])) is bool(match[3]):
                break  # never true of a whole number
        else:
            alternatives.append(" and ".join(terms))
    return " or ".join(alternatives)


def rules(kind: str) -> dict[str, list[str]]:
    """Return the languages by their rules."""
    languages: dict[str, list[str]] = {}
    for name in sorted(localedata.locale_identifiers()):
        if "_" in name and name != "pt_PT":
            continue
        conditions = {tag: simplified(rule) for tag, rule in getattr(Locale.parse(name), kind).rules.items()}
        key = "; ".join(f"{tag}: {condition}" for tag, condition in sorted(conditions.items()) if condition)
        languages.setdefault(key, []).append(name.replace("_", "-"))
    return languages


def table() -> str:
    """Return the module."""
    parts = [HEAD.format(babel=babel.__version__)]
    for name, kind in (("CARDINAL", "plural_form"), ("ORDINAL", "ordinal_form")):
        parts.append(f"{name} = {{\n")
        for rule, languages in sorted(rules(kind).items()):
            if rule or kind == "plural_form":
                parts.append(f"    {rule!r}: {' '.join(languages)!r},\n".replace("'", '"'))
        parts.append("}\n")
    return "# ruff: noqa: E501\n".join(["".join(parts[:1]), "".join(parts[1:])])


if __name__ == "__main__":
    TABLE.write_text(table(), "utf-8")
