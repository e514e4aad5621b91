"""Profiles as text for people and as objects for programs: which there are, and all that one holds.

Shows values with their sources; what they mean for a message is not known here.
"""

from __future__ import annotations

from itertools import combinations
from json import JSONEncoder
from typing import TYPE_CHECKING, Any, NamedTuple

from .display import paint
from .findings import hanging

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..channels.limits import Limit, Source
    from ..channels.profiles import ChannelRules, Profile
    from ..core.policy import NationalLanguage, Policy
    from .display import Screen

__all__ = ["Listed", "profile_fields", "profile_json", "profile_list", "profile_list_json", "profile_text"]

_LABEL = 12  # columns of what a value is called


class Listed(NamedTuple):
    """A profile in a list, and the file it comes from; nothing where it is built in."""

    profile: Profile
    file: str | None = None


def profile_list(listed: Iterable[Listed], screen: Screen) -> Iterator[str]:
    """Give out each profile's name, channels and summary.

    >>> from segmenter.providers import profile
    >>> from segmenter.report.display import Screen
    >>> print(*profile_list([Listed(profile("wavix"))], Screen()), sep="", end="")
    wavix: sms, mms
      Wavix SMS and MMS, API v3
    """
    for one, file in listed:
        lines = hanging(f"{one.name}: {', '.join(one.channels)}", screen)
        lines += hanging(one.summary, screen, first=2)
        if file is not None:
            lines += hanging(f"yours, from {file}", screen, first=2)
        if lines[0].startswith(one.name):
            lines[0] = paint(one.name, "bold", screen) + lines[0].removeprefix(one.name)
        yield "".join(f"{line}\n" for line in lines)


def profile_list_json(listed: Iterable[Listed], *, ascii_only: bool = False) -> str:
    """Return the list as an array of objects."""
    encode = JSONEncoder(ensure_ascii=ascii_only).encode
    objects = (
        {"name": one.name, "summary": one.summary, "channels": [*one.channels], "file": file}
        for one, file in listed
    )
    return "[\n" + ",\n".join(map(encode, objects)) + "\n]\n"


def profile_json(profile: Profile, *, ascii_only: bool = False) -> str:
    """Return all that a profile holds as one object."""
    return JSONEncoder(ensure_ascii=ascii_only, indent=2).encode(profile_fields(profile)) + "\n"


def profile_fields(profile: Profile) -> dict[str, Any]:
    """Return all that a profile holds by name, as programs see it."""
    most = profile.max_variable
    return {
        "name": profile.name,
        "summary": profile.summary,
        "follows": profile.follows,
        "partial": profile.partial,
        "channels": {channel.value: _rules_fields(rules) for channel, rules in profile.channels.items()},
        "policy": {
            "encodings": [encoding.value for encoding in profile.policy.encodings],
            "locking_shifts": _languages(profile.policy.locking_shifts),
            "single_shifts": _languages(profile.policy.single_shifts),
            "boundary": profile.policy.boundary.value,
            "reference_width": profile.policy.reference_width.value,
        },
        "prefix": profile.prefix,
        "suffix": profile.suffix,
        "strip": profile.strip,
        "substitution": profile.substitution,
        "max_segments": profile.max_segments,
        "max_recipients": profile.max_recipients,
        "max_audience": profile.max_audience,
        "max_variable": None if most is None else _limit_fields(most),
        "template_needs_variables": profile.template_needs_variables,
        "send_styles": sorted(profile.send_styles),
        "downgrades": {more.value: less.value for more, less in profile.downgrades.items()},
        "codes": [
            dict.fromkeys(("rule", "field", "channel"))
            | dict(zip(("rule", "field", "channel"), about, strict=False))
            | {"code": code, "words": profile.words.get(code)}
            for about, code in profile.codes.items()
        ],
        "server_codes": {code: profile.words.get(code) for code in sorted(profile.server_codes)},
        "sources": [_source_fields(source) for source in profile.sources],
    }


def _rules_fields(rules: ChannelRules) -> dict[str, Any]:
    return {
        "combinations": [sorted(parts) for parts in rules.combinations],
        "limits": [_limit_fields(limit) for limit in rules.limits],
        "required": rules.required,
        "empty_text": rules.empty_text,
        "sender": rules.sender and dict(zip(("form", "words"), rules.sender, strict=True)),
        "recipient": rules.recipient and dict(zip(("form", "words"), rules.recipient, strict=True)),
    }


def _limit_fields(limit: Limit) -> dict[str, Any]:
    return {
        "field": limit.field,
        "number": limit.number,
        "measure": limit.measure.value,
        "severity": limit.severity.value,
        "source": _source_fields(limit.source),
        "note": limit.note,
    }


def _source_fields(source: Source) -> dict[str, str | None]:
    return {"page": source.page, "read": source.read.isoformat() if source.read else None}


def _languages(shifts: Iterable[NationalLanguage]) -> list[str]:
    """Return languages as a profile's file names them, in the order of their identifiers."""
    return [language.name.lower() for language in sorted(shifts)]


def profile_text(profile: Profile, screen: Screen) -> str:
    """Return all that a profile holds, every limit with its source."""
    return "\n".join(_lines(profile, screen)) + "\n"


def _lines(profile: Profile, screen: Screen) -> Iterator[str]:
    for line in hanging(profile.name, screen, rest=0):
        yield paint(line, "bold", screen)
    yield from hanging(profile.summary, screen, rest=0)
    yield ""
    yield from _labelled(_values(profile), screen)
    for channel, rules in profile.channels.items():
        yield from _heading(channel.value, screen)
        yield from _labelled(_rules(rules), screen)
        for limit in rules.limits:
            yield from _labelled({limit.field: _limit_words(limit)}, screen)
    yield from _code_lines(profile, screen)
    if profile.sources:
        yield from _heading("sources", screen)
    for source in profile.sources:
        yield from hanging(_source_words(source), screen, first=2, rest=4)


def _heading(words: str, screen: Screen) -> Iterator[str]:
    yield ""
    for line in hanging(words, screen, rest=0):
        yield paint(line, "bold", screen)


def _labelled(values: Mapping[str, str], screen: Screen) -> Iterator[str]:
    """Give out values below each other beside what they are called; those that are empty are left out."""
    for label, value in values.items():
        if value:
            head, *others = hanging(value, screen, first=2 + _LABEL, rest=2 + _LABEL)
            yield f"  {label:<{_LABEL - 1}} {head.lstrip()}"
            yield from others


def _values(profile: Profile) -> dict[str, str]:
    people = [f"at most {profile.max_recipients:,} in a message"] if profile.max_recipients else []
    if profile.max_audience:
        people.append(f"{profile.max_audience:,} in a campaign")
    most = profile.max_variable
    return {
        "follows": profile.follows,
        "partial": profile.partial or "no: nothing is known to be missing",
        "encoding": _policy_words(profile.policy),
        "changes": ", ".join(_changes(profile)),
        "segments": f"at most {profile.max_segments}",
        "recipients": ", ".join(people),
        "variables": "" if most is None else f"each {_limit_words(most)}",
        "template": "must come with its variables" if profile.template_needs_variables else "",
        "send styles": ", ".join(sorted(profile.send_styles)),
        "downgrades": ", ".join(f"{more} to {less}" for more, less in profile.downgrades.items()),
    }


def _policy_words(policy: Policy) -> str:
    words = [", else ".join(policy.encodings)]
    for kind, shifts in {"locking": policy.locking_shifts, "single": policy.single_shifts}.items():
        if shifts:
            words.append(f"{kind} shifts {' '.join(_languages(shifts))}")
    words.append(f"cut at any {policy.boundary.value}")
    words.append(f"reference of {policy.reference_width.value} bits")
    return "; ".join(words)


def _changes(profile: Profile) -> Iterator[str]:
    if profile.strip:
        yield "white space at both ends goes"
    if profile.prefix:
        yield f"{profile.prefix!r} is put before an SMS"
    if profile.suffix:
        yield f"{profile.suffix!r} is put after an SMS"
    if profile.substitution:
        yield f"characters may be replaced by the provider ({profile.substitution}); not applied to counts"


def _rules(rules: ChannelRules) -> dict[str, str]:
    parts = sorted(frozenset().union(*rules.combinations))
    every = {frozenset(one) for size in range(1, len(parts) + 1) for one in combinations(parts, size)}
    if len(parts) > 1 and every == set(rules.combinations):
        made_of = f"any of {', '.join(parts)}, alone or together"
    else:
        made_of = ", ".join(" + ".join(sorted(one)) for one in rules.combinations)
    return {
        "made of": made_of,
        "required": ", ".join(rules.required),
        "sender": rules.sender[1] if rules.sender else "",
        "recipient": rules.recipient[1] if rules.recipient else "",
    }


def _limit_words(limit: Limit) -> str:
    words = f"at most {limit.number:,} {limit.measure.value.replace('-', ' ')}"
    if limit.severity.value != "error":
        words += f" ({limit.severity.value} only)"
    notes = f"; {limit.note}" if limit.note else ""
    return f"{words} [{_source_words(limit.source)}]{notes}"


def _source_words(source: Source) -> str:
    return f"{source.page}, read {source.read}" if source.read else f"{source.page}, unverified"


def _code_lines(profile: Profile, screen: Screen) -> Iterator[str]:
    rules: dict[int, list[str]] = {}
    for about, code in profile.codes.items():
        rules.setdefault(code, []).append(" ".join(about))
    if rules:
        yield from _heading("error codes, with the findings that earn them", screen)
    for code, earned in sorted(rules.items()):
        words = f"{profile.words[code]} " if code in profile.words else ""
        yield from hanging(f"{code}  {words}({', '.join(earned)})", screen, first=2, rest=4)
    if profile.server_codes:
        yield from _heading("error codes that only the server can know", screen)
    for code in sorted(profile.server_codes):
        yield from hanging(f"{code}  {profile.words.get(code, '')}", screen, first=2, rest=4)
