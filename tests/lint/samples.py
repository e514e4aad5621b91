"""Catalogs, configurations and findings made for tests: values, without a file."""

from collections.abc import Mapping
from typing import Any

from segmenter.catalogs import Catalog, Entry, Remark
from segmenter.channels.findings import Finding
from segmenter.lint.checking import Checked, Options, check
from segmenter.lint.configuration import Configuration, of_values
from segmenter.lint.rules.rule import Example

ALL = Options(everything=True)


def catalog(*entries: Entry, path: str = "sms.json", remarks: tuple[Remark, ...] = ()) -> Catalog:
    return Catalog(
        path=path, format="json", text="", encoding="utf-8", mark=b"", entries=entries, remarks=remarks
    )


def configuration(values: Mapping[str, Any], path: str = "segmenter.toml") -> Configuration:
    return of_values(dict(values), path)


def entry_of(example: Example) -> Entry:
    return Entry(
        key="key",
        text=example.text,
        line=1,
        source=example.source,
        syntax=example.syntax,
        comments=(example.comment,) if example.comment else (),
        isolated=example.isolated,
        variant=example.variant,
        locale=example.locale,
    )


def checked(example: Example, options: Options = ALL) -> Checked:
    book = catalog(entry_of(example))
    if example.original is not None:
        sources = (Entry(key, text, 1) for key, text in example.original.items())
        book = book._replace(original=catalog(*sources, path="en.json"))
    return check(book, configuration(example.configuration), options)


def codes(text: str, values: Mapping[str, Any] | None = None, **fields: Any) -> list[str]:
    """Return the codes of what is found in one text."""
    entry = Entry(key="key", text=text, line=1, **fields)
    return [found.rule for found in check(catalog(entry), configuration(values or {}), ALL).findings]


def only(text: str, rule: str, values: dict[str, object] | None = None, **fields: object) -> Finding:
    """Return the one finding of a rule in one text."""
    entry = Entry(key="key", text=text, line=1, **fields)  # type: ignore[arg-type]
    findings = check(catalog(entry), configuration(values or {}), ALL).findings
    [finding] = [finding for finding in findings if finding.rule == rule]
    return finding
