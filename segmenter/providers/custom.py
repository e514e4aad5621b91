"""Profiles that users bring: TOML that extends a built-in one, in a file of its own or in pyproject.toml.

Reads values into values: what a profile means is not known here, and no key can bring code.
"""

from __future__ import annotations

import os.path
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..channels.findings import Severity
from ..channels.limits import Limit, Source
from ..channels.measures import Measure
from ..channels.profiles import Profile
from ..core.headers import MAX_SEGMENTS
from ..core.policy import LANGUAGES, Boundary, Encoding, Policy, ReferenceWidth
from ..errors import ProfileError, UnknownProfileError
from ..files.toml import Table, by_name, by_value, joined, parsed_file, show
from . import PROFILES, profile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..channels.messages import Channel
    from ..channels.profiles import ChannelRules

__all__ = ["find_profile", "load_profile", "nearest_pyproject", "own_profile", "profiles_in"]

PYPROJECT = "pyproject.toml"
PROFILES_KEY = "tool.segmenter.profiles"

_KEYS = (
    "extends",
    "summary",
    "prefix",
    "suffix",
    "strip",
    "max_segments",
    "max_recipients",
    "max_variable",
    "channels",
    "policy",
    "limits",
)
_POLICY_KEYS = (
    *("encodings", "locking_shifts", "single_shifts", "boundary", "reference_width"),
    *("without", "numbering"),
)
_VARIABLE_KEYS = ("number", "measure", "severity", "source", "read", "note")
_LIMIT_KEYS = ("channel", "field", *_VARIABLE_KEYS)
_FIELDS = (
    "sender",
    "text",
    "image",
    "template",
    "send_style",
    "header",
    "footer",
    "caption",
    "subject",
    "button.caption",
    "button.url",
)
_MOST = 1_000_000_000  # more is a typing error


def load_profile(path: str | os.PathLike[str], name: str | None = None) -> Profile:
    """Read a profile from a file.

    Args:
        path: a TOML file that is one profile, or a pyproject.toml, whose profiles are the tables
            ``[tool.segmenter.profiles.NAME]``.
        name: which profile of a pyproject.toml; it may be left out where there is only one. For another file,
            what to call the profile; by default the file's name without its extension.

    Raises:
        ProfileError: the file cannot be read, is not TOML, or holds a wrong key, type or value.
        UnknownProfileError: the pyproject.toml has no profile of this name; a `LookupError`.
    """
    file = os.fspath(path)
    if Path(file).name != PYPROJECT:
        return _profile(
            Table(parsed_file(file, ProfileError), file, "", _KEYS, ProfileError),
            Path(file).stem if name is None else name,
        )
    own = _own(file)
    if name is None and len(own) == 1:
        name = next(iter(own))
    if name is None or not own:
        many = f"has {len(own) or 'no'} profiles"
        remedy = f"name one of {', '.join(own)}" if own else "add one"
        raise ProfileError(many, remedy, path=file, key=PROFILES_KEY)
    if name not in own:
        raise UnknownProfileError(name, tuple(own))
    return own_profile(file, name, own[name])


def profiles_in(path: str | os.PathLike[str]) -> dict[str, Profile]:
    """Return every profile of a pyproject.toml by its name, in the file's order.

    Raises:
        ProfileError: the file cannot be read, is not TOML, or one of them holds a wrong key, type or value.
    """
    file = os.fspath(path)
    return {name: own_profile(file, name, value) for name, value in _own(file).items()}


def nearest_pyproject(start: str | os.PathLike[str] = ".") -> Path | None:
    """Return the nearest pyproject.toml that has profiles: of this folder, or of one above it.

    Raises:
        ProfileError: one on the way cannot be read or is not TOML.
    """
    try:
        folder = Path(start).absolute()
    except OSError:  # the folder we stand in is gone
        return None
    for above in (folder, *folder.parents):
        file = above / PYPROJECT
        # Path.is_file would raise where a folder may not be searched.
        if os.path.isfile(file) and _own(str(file)):  # noqa: PTH113
            return file
    return None


def find_profile(wanted: str, start: str | os.PathLike[str] = ".") -> Profile:
    """Return the profile that a user means.

    Args:
        wanted: a file, where it ends in ``.toml`` or names a folder; otherwise the name of a built-in
            profile, or of one in the nearest pyproject.toml.
        start: the folder to look for that pyproject.toml from.

    Raises:
        ProfileError: a file that had to be read is not as it must be.
        UnknownProfileError: no profile has this name; a `LookupError`.

    >>> find_profile("gov-uk-notify").name
    'gov-uk-notify'
    """
    if wanted.endswith(".toml") or os.path.dirname(wanted):  # noqa: PTH120  # Path drops a "/" at the end
        return load_profile(wanted)
    pyproject = nearest_pyproject(start)
    own = _own(str(pyproject)) if pyproject else {}
    if wanted in own:
        return own_profile(str(pyproject), wanted, own[wanted])
    if wanted in PROFILES:
        return profile(wanted)
    place = str(pyproject) if pyproject else f"no {PYPROJECT} in {Path(start).absolute()} or a folder above"
    has = "has no" if pyproject else "has"
    where = f"your own are looked for too: {place} {has} [{PROFILES_KEY}.{wanted}]"
    raise UnknownProfileError(wanted, (*PROFILES, *own), where=where)


def _own(file: str) -> dict[str, Any]:
    """Return the tables under `PROFILES_KEY`, not yet read."""
    value = parsed_file(file, ProfileError)
    place = ""
    for step in PROFILES_KEY.split("."):
        value = value.get(step, {})
        place = joined(place, step)
        if not isinstance(value, dict):
            raise ProfileError(f"is {show(value)}", "it must be a table", path=file, key=place)
    return value


def own_profile(file: str, name: str, value: object, key: str = PROFILES_KEY) -> Profile:
    """Return a profile from its table.

    Args:
        file: that holds it.
        name: of the profile.
        value: the table, as TOML gave it.
        key: of the table that holds it.

    Raises:
        ProfileError: a key, type or value is wrong, or the name cannot be a profile's.
    """
    key = joined(key, name)
    if not re.fullmatch(r"[A-Za-z0-9_-]+", name):
        raise ProfileError("cannot be a profile's name", "use letters, digits, - and _", path=file, key=key)
    if name in PROFILES:
        raise ProfileError("has the name of a built-in profile", "choose another name", path=file, key=key)
    return _profile(Table(value, file, key, _KEYS, ProfileError), name)


def _profile(table: Table, name: str) -> Profile:
    base = profile(table.choice("extends", by_name(PROFILES), "standard"))
    kept = table.choices("channels", by_name(base.channels), base.channels)
    return replace(
        base,
        name=name,
        summary=table.text("summary", f"extends {base.name}"),
        follows=f"{table.file_name}, which extends {base.name}; {base.follows}",
        prefix=table.text("prefix", base.prefix),
        suffix=table.text("suffix", base.suffix),
        strip=table.flag("strip", base.strip),
        max_segments=table.number("max_segments", range(1, MAX_SEGMENTS + 1), base.max_segments),
        max_recipients=table.number("max_recipients", range(1, _MOST + 1), base.max_recipients),
        max_variable=_max_variable(table, base.max_variable),
        policy=_policy(table, base.policy),
        channels=_limited(table, {channel: base.channels[channel] for channel in kept}),
        downgrades={more: less for more, less in base.downgrades.items() if {more, less} <= {*kept}},
    )


def _policy(table: Table, base: Policy) -> Policy:
    inner = table.table("policy", _POLICY_KEYS)
    if inner is None:
        return base
    without, numbering = inner.text("without", base.without), inner.text("numbering", base.numbering)
    try:
        return base._replace(
            encodings=inner.choices("encodings", by_value(Encoding), base.encodings),
            locking_shifts=frozenset(
                inner.choices("locking_shifts", LANGUAGES, base.locking_shifts, empty=True)
            ),
            single_shifts=frozenset(
                inner.choices("single_shifts", LANGUAGES, base.single_shifts, empty=True)
            ),
            boundary=inner.choice("boundary", by_value(Boundary), base.boundary),
            reference_width=inner.choice("reference_width", by_value(ReferenceWidth), base.reference_width),
            without=without,
            numbering=numbering,
        )
    except ProfileError:
        raise
    except ValueError as error:
        key, _, problem = str(error).partition(": ")
        raise inner.error(key, problem, "choose another value") from None


def _max_variable(table: Table, base: Limit | None) -> Limit | None:
    inner = table.table("max_variable", _VARIABLE_KEYS)
    return base if inner is None else _limit(inner, "variables")


def _limited(table: Table, channels: Mapping[Channel, ChannelRules]) -> dict[Channel, ChannelRules]:
    """Add the table's limits; one on the same field, measure and severity replaces the inherited one."""
    limited = dict(channels)
    for entry in table.tables("limits", _LIMIT_KEYS):
        channel = entry.choice("channel", by_name(channels))
        limit = _limit(entry, entry.choice("field", by_name(_FIELDS)))
        limits = {_kind(old): old for old in limited[channel].limits} | {_kind(limit): limit}
        limited[channel] = limited[channel].with_limits(*limits.values())
    return limited


def _kind(limit: Limit) -> tuple[object, ...]:
    return limit.field, limit.measure, limit.severity, limit.kind, limit.alone


def _limit(table: Table, field: str) -> Limit:
    return Limit(
        field=field,
        number=table.number("number", range(_MOST + 1)),
        measure=table.choice("measure", by_value(Measure)),
        severity=table.choice("severity", by_value(Severity), Severity.ERROR),
        source=Source(table.text("source", table.file_name), table.day("read")),
        note=table.text("note", ""),
    )
