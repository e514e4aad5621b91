"""Rules as text: a list, or each in full with its examples; and as JSON.

Shows what each rule says of itself; nothing is checked here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..lint.rules import CODES, rule_of
from .display import cut_to_columns, paint, wrap
from .lint_json import encoder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..channels.rules import RegisteredRule
    from ..lint.rules.rule import Example
    from .display import Screen

__all__ = ["example_words", "rule_list", "rules_json", "rules_text"]


def rule_list(rules: Iterable[RegisteredRule], screen: Screen) -> Iterator[str]:
    """Give out a line for each rule: its code, how bad it is, and what it finds."""
    for rule in rules:
        words = f"{rule.code}  {rule.severity.value:<7}  {rule.summary}"
        yield cut_to_columns(words, screen) + "\n"


def rules_text(rules: Iterable[RegisteredRule], screen: Screen) -> Iterator[str]:
    """Yield each rule in full."""
    for number, rule in enumerate(rules):
        yield "\n" * (number > 0)
        yield paint(f"{rule.code} {rule.name}", "bold", screen) + "\n"
        fields = _fields(rule)
        options = f"; reads {', '.join(fields['options'])}" if fields["options"] else ""
        fixable = {"yes": "fixable", "unsafe": "fixable, not safely", "no": "not fixable"}[fields["fixable"]]
        about = f"{rule.severity.value}, {fixable}{options}; reported by {' and '.join(rule.reported_by)}"
        for words in filter(None, (rule.summary, fields["why"], about)):
            yield from (line.rstrip() + "\n" for line in wrap(words, screen))
        for label, examples in _examples(rule).items():
            yield f"\n{label}:\n"
            for example in examples:
                yield from _example_lines(example, screen)


def _example_lines(example: Example, screen: Screen) -> Iterator[str]:
    text, said = _text_and_settings(example)
    shown = cut_to_columns(f"  {text}", screen)
    yield f"{shown}\n"
    about = [_length(example)] if shown != f"  {text}" else []
    about += [f"with {said}"] if said else []
    if about:
        inner = screen._replace(columns=max(screen.columns - 6, 8))
        yield from (f"      {line.rstrip()}\n" for line in wrap(", ".join(about), inner))


def rules_json(rules: Iterable[RegisteredRule], *, ascii_only: bool = False) -> str:
    """Return the rules as an array of objects."""
    return encoder(ascii_only=ascii_only).encode([_fields(rule) for rule in rules]) + "\n"


def example_words(example: Example, *, longest: int | None = None) -> str:
    """Return an example in a line: its text in quotes, and what it is checked with.

    Args:
        example: of a rule.
        longest: how many code points of its text are shown; of a longer one it is said how long it is.

    >>> from segmenter.lint.rules.rule import Example
    >>> example_words(Example("It’s here", {"encoding": "gsm-7"}))
    '"It’s here" with encoding = "gsm-7"'
    """
    length = ""
    if longest is not None and len(example.text) > longest:
        length = f" ({_length(example)})"
        example = example._replace(text=f"{example.text[: longest - 30]} … {example.text[-27:]}")
    text, said = _text_and_settings(example)
    return f"{text}{length} with {said}" if said else f"{text}{length}"


def _length(example: Example) -> str:
    return f"{len(example.text):,} code points"


def _text_and_settings(example: Example) -> tuple[str, str]:
    from json import dumps

    text = encoder(ascii_only=False).encode(example.text)
    for one in sorted({one for one in text if not one.isprintable() or (one.isspace() and one != " ")}):
        text = text.replace(one, f"\\u{ord(one):04x}")
    said = [f"{name} = {_toml(value)}" for name, value in example.configuration.items()]
    said += [f"source {dumps(example.source, ensure_ascii=False)}"] if example.source is not None else []
    said += [f"placeholders {example.syntax}"] if example.syntax else []
    said += [f'comment "{example.comment}"'] if example.comment else []
    said += ["isolated placeholders"] if example.isolated else []
    return text, ", ".join(said)


def _toml(value: Any) -> str:
    from json import dumps

    if isinstance(value, dict):
        return f"{{ {', '.join(f'{name} = {_toml(inner)}' for name, inner in value.items())} }}"
    return dumps(value, ensure_ascii=False)


def _fields(rule: RegisteredRule) -> dict[str, Any]:
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
    }
    if rule.code in CODES:
        of_check = rule_of(rule.code)
        fields |= {name: getattr(of_check, name) for name in ("why", "fixable", "options")}
        for name in ("bad", "good"):
            fields[name] = [example._asdict() for example in getattr(of_check, name)]
    return fields | {"reported_by": rule.reported_by}


def _examples(rule: RegisteredRule) -> dict[str, tuple[Example, ...]]:
    if rule.code not in CODES:
        return {}
    of_check = rule_of(rule.code)
    return {"found in": of_check.bad, "not in": of_check.good}
