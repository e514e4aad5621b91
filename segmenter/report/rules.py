"""The rules of `lint` as text: a list, or each in full with its examples; and as JSON.

Shows what each rule says of itself; nothing is checked here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .display import cut_to_columns, paint, wrap
from .lint_json import encoder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..lint.rules.rule import Example, Rule
    from .display import Screen

__all__ = ["example_words", "rule_list", "rules_json", "rules_text"]


def rule_list(rules: Iterable[Rule], screen: Screen) -> Iterator[str]:
    """Give out a line for each rule: its code, how bad it is, and what it finds."""
    for rule in rules:
        words = f"{rule.code}  {rule.severity.value:<7}  {rule.summary}"
        yield cut_to_columns(words, screen) + "\n"


def rules_text(rules: Iterable[Rule], screen: Screen) -> Iterator[str]:
    """Give out each rule in full."""
    for number, rule in enumerate(rules):
        yield "\n" * (number > 0)
        yield paint(f"{rule.code} {rule.name}", "bold", screen) + "\n"
        for words in (rule.summary, rule.why):
            yield from (line.rstrip() + "\n" for line in wrap(words, screen))
        options = f"; reads {', '.join(rule.options)}" if rule.options else ""
        yield from (line.rstrip() + "\n" for line in wrap(f"{_about(rule)}{options}", screen))
        for label, examples in (("found in", rule.bad), ("not in", rule.good)):
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


def rules_json(rules: Iterable[Rule], *, ascii_only: bool = False) -> str:
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
    return text, ", ".join(said)


def _toml(value: Any) -> str:
    from json import dumps

    if isinstance(value, dict):
        return f"{{ {', '.join(f'{name} = {_toml(inner)}' for name, inner in value.items())} }}"
    return dumps(value, ensure_ascii=False)


def _about(rule: Rule) -> str:
    fixable = {"yes": "fixable", "unsafe": "fixable, not safely", "no": "not fixable"}[rule.fixable.value]
    return f"{rule.severity.value}, {fixable}"


def _fields(rule: Rule) -> dict[str, Any]:
    fields = rule._asdict()
    for name in ("bad", "good"):
        fields[name] = [example._asdict() for example in fields[name]]
    return fields
