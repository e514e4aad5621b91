"""How texts may be encoded and cut: the options that make a `Policy`.

Names of choices are known here; what a choice costs is not.
"""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from ..channels.profiles import Profile
    from ..core.policy import NationalLanguage, Policy

__all__ = ["add_options", "changed_policy", "policy_of", "profile_named"]


def add_options(parser: ArgumentParser) -> None:
    """Add the options that make a policy."""
    group = parser.add_argument_group("encoding")
    group.add_argument(
        "--encoding",
        type=str.lower,
        choices=("gsm-7", "ucs-2"),
        help="allow this one only (default: GSM-7, else UCS-2)",
    )
    group.add_argument(
        "--language",
        type=_languages,
        action="extend",
        default=[],
        metavar="CODES",
        help="allow these languages' shift tables, used where that is cheaper; "
        "comma-separated among tr es pt bn gu hi kn ml or pa ta te ur",
    )
    group.add_argument(
        "--reference",
        type=int,
        choices=(8, 16),
        default=8,
        help="bits of the concatenation reference (default: 8)",
    )
    group.add_argument("--graphemes", action="store_true", help="cut between grapheme clusters only")


def policy_of(arguments: Namespace) -> Policy:
    """Return the policy that the options ask for."""
    from ..core.policy import Boundary, Encoding, Policy, ReferenceWidth

    one = arguments.encoding
    return Policy(
        encodings=(Encoding(one.upper()),) if one else tuple(Encoding),
        locking_shifts=arguments.language,
        single_shifts=arguments.language,
        boundary=Boundary.GRAPHEME_CLUSTER if arguments.graphemes else Boundary.CODE_POINT,
        reference_width=ReferenceWidth(arguments.reference),
    )


def changed_policy(arguments: Namespace, base: Policy | None) -> Policy:
    """Return a policy with what the options change of it; the default one where there is none."""
    from ..core.policy import Policy

    base = base or Policy()
    asked = policy_of(
        Namespace(**(vars(arguments) | {"reference": arguments.reference or base.reference_width}))
    )
    return Policy(
        encodings=asked.encodings if arguments.encoding else base.encodings,
        locking_shifts=asked.locking_shifts or base.locking_shifts,
        single_shifts=asked.single_shifts or base.single_shifts,
        boundary=asked.boundary if arguments.graphemes else base.boundary,
        reference_width=asked.reference_width,
        extra_elements=base.extra_elements,
    )


def profile_named(name: str | None) -> Profile | None:
    """Return the profile that a user means, which may be one of theirs; nothing where none is named."""
    if name is None:
        return None
    from ..providers.custom import find_profile

    return find_profile(name)


def _languages(words: str) -> list[NationalLanguage]:
    """Read ISO 639-1 codes or English names, separated by commas."""
    from ..core.languages import LANGUAGE_CODES, LANGUAGES

    names = [word.strip().lower() for word in words.split(",")]
    for name in names:
        if name not in LANGUAGES:
            codes = LANGUAGE_CODES.items()
            listing = ", ".join(f"{code} ({language.name.lower()})" for language, code in codes)
            raise ArgumentTypeError(f"unknown language {name!r}; known are {listing}")
    return [LANGUAGES[name] for name in names]
