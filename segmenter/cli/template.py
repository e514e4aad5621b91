"""``segmenter template``: the range of a template before its values are known, and what adds a segment.

Connects the options to the templates room and to its reports. It must not know how either works.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ..errors import UnencodableError
from . import audiences, inputs, outputs, policies, variables

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from ..channels.profiles import Profile
    from ..core.policy import Policy
    from ..pricing.campaigns.audiences import AudienceFile, AudienceRow
    from ..report.display import Screen
    from ..templates import Distribution, Template, Variable

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "Show the fewest and most segments a template can take, and what adds one."
EPILOG = """\
examples:
  segmenter template "Hi {name}, your code is {code}" \\
      --var name=1..30:gsm7 --var code=6:digits
  segmenter template --syntax dlt "{#var#}, pay {#var#}" --var 2=1..9:digits
  segmenter template --syntax mustache --profile dexatel "{{1}}, until {{2}}"
  segmenter template --file offer.txt --audience customers.csv

LENGTHS are code points: 1..30, ..30 for 0 to 30, or 6 for exactly 6. ALPHABET
is digits, ascii, gsm7-basic, gsm7 or any (default). Placeholders without a name
are called 1, 2 ... in order.
syntaxes: brace {name}, percent %(name)s %1$s %s, mustache {{name}}, dollar
${name}, colon :name, ruby %{name}, notify ((name)) ((flag??text)), dlt {#var#}.
exit code: 0; 1 if some values cannot be encoded as requested, or a row of the
audience yields no message; 2 for wrong usage, a malformed template or an
unreadable file.
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("texts", nargs="*", metavar="TEXT", help="the template; - reads standard input")
    group = parser.add_argument_group("template")
    inputs.add_files(group, "read the template from PATH")
    variables.add_syntax(group)
    group = parser.add_argument_group("values")
    variables.add_options(group)
    policies.add_profile(group, "a provider: longest value of unnamed variables, and encoding")
    audiences.add_options(parser.add_argument_group("audience", "Real values, counted row by row:"))
    policies.add_options(parser, profile=True)
    outputs.add_options(parser, "text", "json")


def run(arguments: Namespace) -> int:
    """Find the range of the template, and count it over its audience."""
    from ..advice.own_text import own_text, unbroken
    from ..report.counts import segment_words
    from ..report.templates import distribution_text, own_text_words, range_text, template_fields
    from ..templates import parse
    from ..templates.lookalikes import look_alike

    written, note = audiences.template_text(arguments)
    template = parse(written, syntax=arguments.syntax)
    if found := look_alike(template):
        outputs.complain(f"note: {found}")
    elif arguments.audience and not template.names:
        outputs.complain("note: the template has no placeholder, so no column of the audience is used")
    profile = policies.profile_named(arguments.profile)
    policy = policies.policy_of(arguments, profile)
    known = _known(arguments, template, profile)
    own = own_text(template, policy=policy)
    others = {name: other for name, other in (("typed", own.typed), ("plain", own.plain)) if other}
    extent = audience = None
    saved: dict[str, int] = {}
    try:
        if known is not None:
            from ..templates import bounds

            def most(other: Template) -> int:
                return bounds(other, known or {}, policy=policy).most.segments

            extent = bounds(template, known, policy=policy)
            if (whole := unbroken(template)) is not None and most(whole) < extent.most.segments:
                note = "the line break at its end adds a segment; --drop-line-break leaves it out"
            saved = {name: extent.most.segments - most(other) for name, other in others.items()}
    except UnencodableError as error:
        outputs.complain(f"no values let this template be sent: {error}")
        return 1
    if arguments.audience is not None:
        audience = _audience(arguments, template, policy)
        saved = {
            name: audience.total_segments - _audience(arguments, other, policy).total_segments
            for name, other in others.items()
        }

    def text(screen: Screen) -> str:
        words = {name: segment_words(number) for name, number in saved.items() if number > 0}
        notes = [*own_text_words(own, **words), *([f"Note: {note}"] if note else [])]
        looks = [] if extent is None else [range_text(extent, known or {}, screen, notes=notes)]
        if audience is not None:
            looks.append(distribution_text(audience, screen, notes=() if looks else notes))
        return "\n".join(looks)

    outputs.write_as(arguments.format, text, partial(template_fields, template, extent, audience, own, saved))
    return 1 if (extent and extent.unencodable) or (audience and audience.failed) else 0


def _known(arguments: Namespace, template: Template, profile: Profile | None) -> dict[str, Variable] | None:
    """Return what is known of each value; None where an audience takes its place."""
    described = arguments.variables or arguments.others or profile or arguments.syntax == "dlt"
    if arguments.audience is not None and not described:
        return None
    return variables.known_of(arguments, template, profile)


def _audience(arguments: Namespace, template: Template, policy: Policy) -> Distribution:
    from ..pricing.campaigns.audiences import AudienceFile
    from ..templates import distribution

    file = audiences.audience_of(arguments, AudienceFile)
    return distribution(template, _rows(file, template.names), policy=policy)


def _rows(file: AudienceFile, names: tuple[str, ...]) -> Iterator[AudienceRow]:
    """Yield the rows of an audience; a column that no row has is one error, not one for each row."""
    from ..files.rows import matched
    from ..pricing.campaigns.audiences import CampaignError, check_values

    lacking, some = frozenset(names), False
    shown: tuple[str, ...] = ()
    for row in file.rows(names):
        if not some and file.columns:
            shown = file.columns
            if file.uniform:
                check_values(names, matched(shown, names), shown, file.title)
        some = True
        if lacking and not isinstance(row, str):
            lacking = lacking.difference(row)
        yield row
    if not some:
        raise CampaignError(f"{file.path} has no rows", "give at least one row of values")
    if shown:
        check_values(names, frozenset(names) - lacking, shown, file.title)
