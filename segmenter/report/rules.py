"""Rules as text: a list, or each in full with its examples; and as JSON.

Shows what each rule says of itself; nothing is checked here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..lint.rules import CODES, rule_of
from .display import cut_to_columns
from .json_format import json_line
from .kit import heading, prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..channels.rules import RegisteredRule
    from ..lint.rules.rule import Example
    from .display import Screen

__all__ = ["example_words", "rule_fields", "rule_list", "rules_text"]


def rule_list(rules: Iterable[RegisteredRule], screen: Screen) -> Iterator[str]:
    """Yield a line for each rule: its code, how bad it is, and what it finds."""
    for rule in rules:
        words = f"{rule.code}  {rule.severity.value:<7}  {rule.summary}"
        yield cut_to_columns(words, screen) + "\n"


def rules_text(rules: Iterable[RegisteredRule], screen: Screen) -> Iterator[str]:
    """Yield each rule in full."""
    for number, rule in enumerate(rules):
        lines = [""] * bool(number) + heading(f"{rule.code} {rule.name}", screen)
        fields = rule_fields(rule)
        options = f"; reads {', '.join(fields['options'])}" if fields["options"] else ""
        fixable = {"yes": "fixable", "unsafe": "fixable, not safely", "no": "not fixable"}[fields["fixable"]]
        default = "" if fields["by_default"] else ", off by default"
        reported = f"reported by {' and '.join(rule.reported_by)}"
        about = f"{rule.severity.value}, {fixable}{default}{options}; {reported}"
        for words in filter(None, (rule.summary, fields["why"], about)):
            lines += prose(words, screen, rest=0)
        for label, examples in _examples(rule).items():
            lines += ["", f"{label}:"]
            for example in examples:
                lines += _example_lines(example, screen)
        yield "".join(f"{line}\n" for line in lines)


def _example_lines(example: Example, screen: Screen) -> Iterator[str]:
    text, settings = _text_and_settings(example)
    line = cut_to_columns(f"  {text}", screen)
    yield line
    about = [_length(example)] if line != f"  {text}" else []
    about += [f"with {settings}"] if settings else []
    if about:
        yield from prose(", ".join(about), screen, first=6, rest=6)


def example_words(example: Example, *, longest: int | None = None) -> str:
    """Return an example in a line: its text in quotes, and what it is checked with.

    Args:
        example: of a rule.
        longest: how many code points of its text are shown; a longer one is shown with its length.

    >>> from segmenter.lint.rules.rule import Example
    >>> example_words(Example("It’s here", {"encoding": "gsm-7"}))
    '"It’s here" with encoding = "gsm-7"'
    """
    length = ""
    if longest is not None and len(example.text) > longest:
        length = f" ({_length(example)})"
        example = example._replace(text=f"{example.text[: longest - 30]} … {example.text[-27:]}")
    text, settings = _text_and_settings(example)
    return f"{text}{length} with {settings}" if settings else f"{text}{length}"


def _length(example: Example) -> str:
    return f"{len(example.text):,} code points"


def _text_and_settings(example: Example) -> tuple[str, str]:
    text = _toml(example.text)
    for character in sorted(set(text)):
        if not character.isprintable() or (character.isspace() and character != " "):
            text = text.replace(character, f"\\u{ord(character):04x}")
    settings = [f"{name} = {_toml(value)}" for name, value in example.configuration.items()]
    settings += [f"source {_toml(example.source)}"] if example.source is not None else []
    settings += [f"placeholders {example.syntax}"] if example.syntax else []
    settings += [f'comment "{example.comment}"'] if example.comment else []
    settings += ["isolated placeholders"] if example.isolated else []
    settings += [f"plural form {example.variant}"] if example.variant else []
    settings += [f"locale {example.locale}"] if example.locale else []
    if example.original is not None:
        settings.append(f"key among {', '.join(example.original)} of the source language")
    return text, ", ".join(settings)


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{name} = {_toml(inner)}' for name, inner in value.items())} }}"
    return json_line(value).rstrip("\n")


def rule_fields(rule: RegisteredRule) -> dict[str, Any]:
    """Return a rule by name, as programs see it; only those of `check` say why, and have examples."""
    fields: dict[str, Any] = {
        "code": rule.code,
        "name": rule.name,
        "summary": rule.summary,
        "why": "",
        "severity": rule.severity.value,
        "fixable": "no",
        "bad": (),
        "good": (),
        "options": (),
        "by_default": True,
    }
    if rule.code in CODES:
        of_check = rule_of(rule.code)
        fields |= {name: getattr(of_check, name) for name in ("why", "fixable", "options", "by_default")}
        for name in ("bad", "good"):
            fields[name] = [example._asdict() for example in getattr(of_check, name)]
    return fields | {"reported_by": rule.reported_by}


def _examples(rule: RegisteredRule) -> dict[str, tuple[Example, ...]]:
    if rule.code not in CODES:
        return {}
    of_check = rule_of(rule.code)
    return {"found in": of_check.bad, "not in": of_check.good}
