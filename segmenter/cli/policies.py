"""How texts may be encoded and cut: the options that make a `Policy`.

It knows the names of the choices. It must not know what a choice costs.
"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING

from ..errors import many

if TYPE_CHECKING:
    from argparse import _ArgumentGroup
    from typing import Any

    from ..channels.messages import Channel
    from ..channels.profiles import Profile
    from ..core.policy import NationalLanguage, Policy

__all__ = ["NAMES", "add_channel", "add_options", "add_profile", "added_note", "policy_of", "profile_named"]

NAMES = ("encoding", "language", "reference", "graphemes", "words")
"""Of the options that make a policy."""


def add_options(parser: ArgumentParser, *, profile: bool = False) -> _ArgumentGroup:
    """Add the options that make a policy, and return their group.

    Args:
        parser: of the command.
        profile: whether the command has a profile, whose policy these options change.
    """
    group = parser.add_argument_group("encoding")
    group.add_argument("--encoding", choices=("gsm-7", "ucs-2", "ascii-7"), help="allow only this one")
    group.add_argument(
        "--language",
        type=_languages,
        action="extend",
        default=[],
        metavar="CODES",
        help="allow the shift tables of these languages where that saves; "
        "comma-separated: tr es pt bn gu hi kn ml or pa ta te ur",
    )
    group.add_argument(
        "--reference",
        type=int,
        choices=(8, 16),
        default=None if profile else 8,
        help=f"bits of the concatenation reference (default: {'the profile, else 8' if profile else '8'})",
    )
    cuts = group.add_mutually_exclusive_group()
    cuts.add_argument("--graphemes", action="store_true", help="cut between grapheme clusters only")
    cuts.add_argument("--words", action="store_true", help="cut after white space only, where there is any")
    return group


def add_profile(group: _ArgumentGroup, words: str) -> None:
    """Add the option that names a profile."""
    group.add_argument("--profile", metavar="NAME", help=words)


def add_channel(group: _ArgumentGroup, words: str) -> None:
    """Add the option that names a channel."""
    group.add_argument("--channel", type=_channel, metavar="NAME", help=words)


def policy_of(arguments: Namespace, profile: Profile | None = None) -> Policy:
    """Return the policy that the options ask for: the profile's, or the default one, with their changes."""
    from ..core.policy import Boundary, Encoding, Policy, ReferenceWidth

    changes: dict[str, Any] = {}
    if arguments.encoding:
        changes["encodings"] = (Encoding(arguments.encoding),)
    if arguments.language:
        changes |= dict.fromkeys(("locking_shifts", "single_shifts"), arguments.language)
    if arguments.graphemes or arguments.words:
        changes["boundary"] = Boundary.WORD if arguments.words else Boundary.GRAPHEME_CLUSTER
    if arguments.reference:
        changes["reference_width"] = ReferenceWidth(arguments.reference)
    return (profile.policy if profile else Policy())._replace(**changes)


def profile_named(name: str | None) -> Profile | None:
    """Return the profile of a name, built in or of the user; None where none is named."""
    if name is None:
        return None
    from ..providers.custom import find_profile

    return find_profile(name)


def added_note(profile: Profile | None) -> str:
    """Return what a profile does to each text before it is counted, with the units it takes."""
    if profile is None:
        return ""
    texts = {"before": profile.prefix, "after": profile.suffix}
    puts = " and ".join(f"{text!r} ({_units(text)}) {place}" for place, text in texts.items() if text)
    does = ["strips white space at both ends"] * profile.strip + [f"puts {puts} each text"] * bool(puts)
    return f"profile {profile.name} {' and '.join(does)}" if does else ""


def _units(text: str) -> str:
    """Return the units that a text takes, of each encoding where these differ."""
    from ..core.counting import count
    from ..core.policy import Encoding, Policy

    code_units = count(text, policy=Policy(encodings=(Encoding.UCS2,))).units
    whole = count(text)
    if whole.encoding is Encoding.UCS2:
        return f"{many(code_units, 'unit')}, as UCS-2"
    if whole.units == code_units:
        return many(code_units, "unit")
    return f"{many(whole.units, 'septet')}, or {many(code_units, 'code unit')}"


def _channel(words: str) -> Channel:
    from ..channels.messages import Channel

    try:
        return Channel(words)
    except ValueError:
        raise ArgumentTypeError(f"unknown channel {words!r}; the channels are {', '.join(Channel)}") from None


def _languages(words: str) -> list[NationalLanguage]:
    """Read ISO 639-1 codes or English names, separated by commas."""
    from ..core.policy import LANGUAGE_CODES, LANGUAGES

    names = [word.strip().lower() for word in words.split(",")]
    for name in names:
        if name not in LANGUAGES:
            codes = LANGUAGE_CODES.items()
            listing = ", ".join(f"{code} ({language.name.lower()})" for language, code in codes)
            raise ArgumentTypeError(f"unknown language {name!r}; the languages are {listing}")
    return [LANGUAGES[name] for name in names]
