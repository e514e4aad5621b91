"""Profiles as text for people and as objects for programs: which there are, and all that one holds.

Shows values with their sources; what they mean for a message is not known here.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from ..core.results import plain_fields
from .kit import heading, labelled, prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..channels.limits import Limit, Source
    from ..channels.profiles import ChannelRules, Profile
    from ..core.policy import NationalLanguage, Policy
    from .display import Screen

_LABEL = 12

__all__ = ["Listed", "profile_list", "profile_list_fields", "profile_text"]


class Listed(NamedTuple):
    """A profile in a list, and the file it comes from; nothing where it is built in."""

    profile: Profile
    file: str | None = None


def profile_list(listed: Iterable[Listed], screen: Screen) -> Iterator[str]:
    """Yield each profile's name, channels and summary.

    >>> from segmenter.providers import profile
    >>> from segmenter.report.display import Screen
    >>> print(*profile_list([Listed(profile("wavix"))], Screen()), sep="", end="")
    wavix: sms, mms
      Wavix SMS and MMS, API v3
    """
    for profile, file in listed:
        words = f"{profile.name}: {', '.join(profile.channels)}"
        lines = prose(words, screen, colour="bold", head=profile.name)
        lines += prose(profile.summary, screen, first=2)
        if file is not None:
            lines += prose(f"yours, from {file}", screen, first=2)
        yield "".join(f"{line}\n" for line in lines)


def profile_list_fields(listed: Iterable[Listed]) -> Iterator[dict[str, Any]]:
    """Yield the list as JSON can hold it, an object for each profile."""
    for profile, file in listed:
        yield plain_fields(profile, "name", "summary") | {"channels": [*profile.channels], "file": file}


def _languages(shifts: Iterable[NationalLanguage]) -> list[str]:
    """Return languages as a profile's file names them, in the order of their identifiers."""
    return [language.name.lower() for language in sorted(shifts)]


def profile_text(profile: Profile, screen: Screen) -> str:
    """Return all that a profile holds, every limit with its source."""
    return "\n".join(_lines(profile, screen)) + "\n"


def _lines(profile: Profile, screen: Screen) -> Iterator[str]:
    yield from heading(profile.name, screen)
    yield from prose(profile.summary, screen, rest=0)
    yield ""
    yield from _labelled(_values(profile).items(), screen)
    for channel, rules in profile.channels.items():
        yield from _section(channel.value, screen)
        yield from _labelled(_rules(rules).items(), screen)
        yield from _labelled([(limit.field, _limit_words(limit)) for limit in rules.limits], screen)
    yield from _code_lines(profile, screen)
    if profile.sources:
        yield from _section("sources", screen)
    for source in profile.sources:
        yield from prose(_source_words(source), screen, first=2, rest=4)


def _section(words: str, screen: Screen) -> list[str]:
    return ["", *heading(words, screen)]


def _labelled(values: Iterable[tuple[str, str]], screen: Screen) -> list[str]:
    pairs = [*values]
    width = max([_LABEL, *(len(label) + 1 for label, value in pairs if value)])
    return labelled(pairs, screen, width=width, indent=2)


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
        yield "white space at both ends is removed"
    if profile.prefix:
        yield f"{profile.prefix!r} is put before an SMS"
    if profile.suffix:
        yield f"{profile.suffix!r} is put after an SMS"
    if profile.substitution:
        yield f"characters may be replaced by the provider ({profile.substitution}); not applied to counts"


def _answers(rules: ChannelRules) -> str:
    words = []
    if rules.max_suggestions is not None:
        words.append(
            f"at most {rules.max_suggestions} suggestions, {rules.max_suggestions_of_card} on a card"
        )
    if rules.max_options is not None:
        words.append(f"lists of {rules.min_options or 1} to {rules.max_options} options")
    return "; ".join(words)


def _rules(rules: ChannelRules) -> dict[str, str]:
    parts = sorted(frozenset().union(*rules.combinations))
    every = {frozenset(some) for size in range(1, len(parts) + 1) for some in combinations(parts, size)}
    if len(parts) > 1 and every == set(rules.combinations):
        made_of = f"any of {', '.join(parts)}, alone or together"
    else:
        made_of = ", ".join(" + ".join(sorted(combination)) for combination in rules.combinations)
    return {
        "made of": made_of,
        "required": ", ".join(rules.required),
        "sender": rules.sender[1] if rules.sender else "",
        "recipient": rules.recipient[1] if rules.recipient else "",
        "answers": _answers(rules),
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
        yield from _section("error codes, with the findings they stand for", screen)
    for code, earned in sorted(rules.items()):
        words = f"{profile.words[code]} " if code in profile.words else ""
        yield from prose(f"{code}  {words}({', '.join(earned)})", screen, first=2, rest=4)
    if profile.server_codes:
        yield from _section("error codes that only the server can know", screen)
    for code in sorted(profile.server_codes):
        yield from prose(f"{code}  {profile.words.get(code, '')}", screen, first=2, rest=4)
