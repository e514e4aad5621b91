"""The tables in the docs are made from the code: ``python -m tests.test_docs_tables`` writes them again.

A table stands between ``<!-- table: NAME -->`` and ``<!-- end -->``. The file pattern of the hooks is
made the same way.
"""

import re
from argparse import Action
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import pytest

from segmenter import Limit, Profile
from segmenter.audit.reasons import REASON_WORDS
from segmenter.catalogs import FORMATS
from segmenter.channels.rules import RULES
from segmenter.cli import COMMANDS, command_named
from segmenter.providers import PROFILES, PROVIDERS, profile
from segmenter.providers.dexatel import CAMPAIGNS, PROFILE
from segmenter.providers.endpoints.descriptions import API_NAMES, ApiInput, Endpoint, api
from segmenter.report.schemas import INPUTS, RESULTS
from tests.library_listing import docstrings, listing

DOCS = Path(__file__).parent.parent / "docs"
HOOKS = DOCS.parent / ".pre-commit-hooks.yaml"
HOOK_FILES = re.compile(r"(?<=files: &files ).*")
PLACE = re.compile(r"(<!-- table: (?P<name>.+?) -->\n)(?P<table>.*?)(<!-- end -->)", re.DOTALL)


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return "\n" + "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines) + "\n"


def source(limit: Limit) -> str:
    read = limit.source.read
    return f"{limit.source.page} ({read.isoformat() if read else 'unverified'})"


def limits() -> str:
    rows = [
        (channel, limit.field, f"{limit.number:,}", limit.measure, limit.severity, source(limit), limit.note)
        for channel, rules in profile("standard").channels.items()
        for limit in rules.limits
    ]
    sms = (
        "sms",
        "text",
        "255",
        "segments",
        "error",
        "TS 23.040 §9.2.3.24.1 (2026-11-22)",
        "160/153 and 70/67 units",
    )
    return table(("channel", "field", "limit", "measure", "beyond it", "source", "note"), [sms, *rows])


def rules(command: str) -> str:
    return table(
        ("rule", "name", "severity", "finds"),
        [
            (rule.code, f"`{rule.name}`", rule.severity, rule.summary)
            for rule in RULES.values()
            if command in rule.reported_by
        ],
    )


def reasons() -> str:
    return table(
        ("reason", "what the provider does"),
        [(f"`{reason.value}`", words) for reason, words in REASON_WORDS.items()],
    )


def profiles() -> str:
    rows = [
        (f"`{name}`", profile(name).summary, profile(name).follows, profile(name).partial)
        for name in PROFILES
    ]
    return table(("name", "for", "follows", "cannot tell"), rows)


def codes(values: Profile) -> str:
    rules_of: dict[int, list[str]] = {}
    for key, code in values.codes.items():
        rules_of.setdefault(code, []).append(" ".join(key))
    rows = [
        (code, words, "only by the server" if code in values.server_codes else ", ".join(rules_of[code]))
        for code, words in values.words.items()
    ]
    return table(("code", "the document's words", "known before sending, by rule and field"), rows)


def endpoints(name: str) -> str:
    """Return a section for each endpoint of a provider: its parameters, and what is done with them."""
    return "".join(endpoint_section(name, endpoint) for endpoint in api(name).endpoints.values()) + "\n"


def endpoint_section(name: str, endpoint: Endpoint) -> str:
    rows = [
        (
            f"`{given.name}`" + ", required" * given.required,
            ", ".join(f"`{choice}`" for choice in given.choices) or allowed(given),
            given.about
            + (f" ({given.source})" if given.source and given.source not in endpoint.source else ""),
            done_with(name, endpoint, given),
        )
        for given in endpoint.inputs
    ]
    head = ("parameter", "values", "what it is for", "what is done with it")
    about = f"{endpoint.about}. Source: {endpoint.source}."
    return f"\n### {endpoint.method} {endpoint.path}\n\n{about}\n{table(head, rows).removesuffix(chr(10))}"


def allowed(given: ApiInput) -> str:
    schema = given.schema
    words = {"date": "a date, `2026-11-28`", "date-time": "ISO 8601"}.get(str(schema.get("format")), "")
    if not words and "minimum" in schema:
        words = (
            f"{schema['minimum']} to {schema['maximum']}"
            if "maximum" in schema
            else f"{schema['minimum']} or more"
        )
    return words or {"string": "text", "array": "texts"}.get(schema["type"], f"{schema['type']}")


BODY_OPTIONS = {
    **dict.fromkeys(("from", "from_number"), "`--from`"),
    **dict.fromkeys(("to", "number"), "`--to`"),
    **dict.fromkeys(("text", "content"), "the text"),
    "message_body": "the text, `--image` and `--media`",
    "media_url": "`--image` or `--media`",
    "button": "`--button-caption`, `--button-url`",
    "variables": "`--variable`, in order",
    **{
        name: f"`--{name.replace('_', '-')}`"
        for name in ("channel", "image", "caption", "template", "schedule")
    },
    "send_style": "`--send-style`",
}
"""The option of ``segmenter send`` that fills a field of a body; the others are set with ``--field``."""


def done_with(name: str, endpoint: Endpoint, given: ApiInput) -> str:
    if given.place == "body":
        return BODY_OPTIONS.get(given.name, "`--field`")
    if endpoint.paging is None:
        return "the argument `ID`"
    if given.name == endpoint.paging.parameter:
        return "set for each page; given, the list begins there"
    if given.name in endpoint.defaults:
        return f"`--filter`; `{endpoint.defaults[given.name]}` unless given"
    return "`--filter`, sent as given"


def answers(name: str, about: str) -> str:
    """Return which field of a record each field of an answer fills."""
    plan = PROVIDERS[name].record_plan(about)
    record_fields = plan._record._fields
    fields = {
        path + key: field
        for path, level in [
            ("", plan._level),
            *((f"{key}.", inner) for key, inner in plan._level.inner.items()),
        ]
        for key, (place, _, _) in level.entries.items()
        if place < len(record_fields)
        for field in [record_fields[place]]
    }
    names: list[str] = []
    for schema in SCHEMAS_OF[name, about]:
        for key, inner in api(name).document["components"]["schemas"][schema]["properties"].items():
            parts = [f"{key}.{part}" for part in inner.get("properties", ())]
            names += [
                name
                for name in (parts if any(part in fields for part in parts) else [key])
                if name not in names
            ]
    also = plan._level.also
    rows = [(f"`{key}`", shown_field(fields.get(also.get(key, key), ""), key)) for key in names]
    return table(("field of the answer", "field of the record"), rows)


SCHEMAS_OF = {
    ("dexatel", "message"): ("Message", "Sent"),
    ("dexatel", "campaign"): ("Campaign",),
    ("wavix", "message"): ("Message",),
    ("sendblue", "message"): ("Message", "MessageResponse", "MessageContent"),
}


def shown_field(field: str, key: str) -> str:
    if field:
        return f"`{field}`"
    if key in ("number", "sendblue_number"):
        return "`recipient` or `sender`, where these are not named; else kept in `extra`"
    return "kept in `extra`"


def formats() -> str:
    rows = [
        (
            f"`{name}`",
            format_.files or ", ".join(f"`{suffix}`" for suffix in format_.suffixes),
            format_.package,
            format_.entry,
            format_.comments,
            "yes" if format_.source else "",
        )
        for name, format_ in FORMATS.items()
    ]
    return table(("format", "files", "needs", "one entry is", "comments", "holds the source"), rows)


def format_facts(field: str, heading: str) -> str:
    rows = [(f"`{name}`", getattr(format_, field)) for name, format_ in FORMATS.items()]
    return table(("format", heading), [row for row in rows if row[1]])


def hook_pattern() -> str:
    suffixes = {suffix for format_ in FORMATS.values() for suffix in format_.suffixes + format_.among}
    inner = {one for one in suffixes if not any(one != other and one.endswith(other) for other in suffixes)}
    return rf"\.({'|'.join(suffix[1:] for suffix in sorted(inner))})$"


def commands() -> str:
    return "".join(map(command_section, COMMANDS)) + "\n"


def command_section(name: str) -> str:
    parser, _ = command_named(name)
    sections = [f"\n### segmenter {name}\n\n{parser.description}\n"]
    for group in parser._action_groups:
        rows = [
            (f"`{invocation(action)}`", (action.help or "").replace("|", "\\|"))
            for action in group._group_actions
            if action.dest != "help"
        ]
        if rows:
            title = (group.title or "").removeprefix("positional ")
            sections.append(table((title, group.description or ""), rows).removesuffix("\n"))
    return "".join(sections)


def invocation(action: Action) -> str:
    value = action.metavar or "|".join(map(str, action.choices or ()))
    names = ", ".join(action.option_strings)
    return f"{names} {value}".strip().replace("|", "\\|") if action.nargs != 0 else names


def schemas() -> str:
    return table(
        ("result or input", "printed, returned or taken by", "schema"),
        [
            (f"`{name}`", f"`{command}`", f"[{name}.json](../reference/schemas/{name}.json)")
            for name, command in [
                *((name, command) for name, (_, command) in RESULTS.items()),
                *((name, "pydantic") for name in INPUTS),
            ]
        ],
    )


TABLES: dict[str, Callable[[], str]] = {
    "schemas": schemas,
    "commands": commands,
    "library": listing,
    "docstrings": docstrings,
    "limits": limits,
    "rules": lambda: rules("validate"),
    "rules of audit": lambda: rules("audit"),
    "reasons": reasons,
    "profiles": profiles,
    "formats": formats,
    "rules of formats": lambda: format_facts("rule", "rule"),
    "placeholders of formats": lambda: format_facts("placeholders", "placeholders"),
    "dexatel": lambda: codes(PROFILE),
    "dexatel campaigns": lambda: codes(CAMPAIGNS),
    **{f"{name} endpoints": partial(endpoints, name) for name in API_NAMES},
    **{f"{name} {about} fields": partial(answers, name, about) for name, about in SCHEMAS_OF},
}


def places() -> list[tuple[Path, str, str]]:
    return [
        (page, found["name"], found["table"])
        for page in sorted(DOCS.rglob("[!_]*.md"))
        for found in PLACE.finditer(page.read_text("utf-8"))
    ]


@pytest.mark.parametrize(("page", "name", "shown"), places(), ids=lambda value: getattr(value, "stem", None))
def test_a_table_in_the_docs_is_what_the_code_says(page: Path, name: str, shown: str) -> None:
    assert shown == TABLES[name](), f"{page.name}: run python -m tests.test_docs_tables"


def test_every_table_has_a_place() -> None:
    assert {name for _, name, _ in places()} == set(TABLES)


def test_the_hooks_ask_for_the_files_of_every_format() -> None:
    assert HOOK_FILES.findall(HOOKS.read_text("utf-8")) == [hook_pattern()], (
        "run python -m tests.test_docs_tables"
    )


def write() -> None:
    HOOKS.write_text(HOOK_FILES.sub(lambda _: hook_pattern(), HOOKS.read_text("utf-8")), "utf-8")
    for page in {page for page, _, _ in places()}:
        text = PLACE.sub(lambda found: found[1] + TABLES[found["name"]]() + found[4], page.read_text("utf-8"))
        page.write_text(text, "utf-8")


if __name__ == "__main__":
    write()
