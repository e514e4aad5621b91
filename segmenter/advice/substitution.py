"""Substitution: a text made cheaper by what may stand for its offenders, as far as the caller allows.

A line here decides whether proposed edits are made; it must not know how they were found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from ..core.coding import codings
from ..core.counting import DEFAULT_POLICY, Count, count, exact_text
from ..core.hints import field_types
from ..core.policy import Encoding, Policy
from ..core.results import plain_fields, result
from ..errors import LeftOverError, UnencodableError
from .characters import OUTSIDE
from .edits import Edit, SubstitutionLevel, apply_edits
from .modes import SubstitutionMode
from .offenders import Offender, offenders_of
from .proposals import Surroundings, language_codes, propose
from .protection import patterns, protected
from .scans import changeable, only_helped, typographic

__all__ = ["Substitution", "SubstitutionMode", "SubstitutionRules", "substitute"]


_AS_JSON = ("text", "changes", "before", "after", "left_over")


class SubstitutionRules(NamedTuple):
    """What a substitution was asked to do."""

    level: SubstitutionLevel = SubstitutionLevel.TYPOGRAPHIC
    mode: SubstitutionMode = SubstitutionMode.WHEN_CHEAPER
    keep: tuple[re.Pattern[str], ...] = ()
    languages: tuple[str, ...] = ()
    policy: Policy = DEFAULT_POLICY


class _Fields(NamedTuple):
    text: str
    changes: tuple[Edit, ...]
    before: Count | None
    after: Count
    rules: SubstitutionRules


@result
class Substitution(_Fields):
    """A text after substitution, and what was done.

    Attributes:
        text: the result.
        changes: each change in order: where in the old text, what, by what, and why.
        before: the count of the old text; `None` where the policy cannot encode it.
        after: the count of the result.
        rules: the level, mode, kept patterns, languages and policy asked for.
    """

    __slots__ = ()

    @property
    def left_over(self) -> tuple[Offender, ...]:
        """What is still outside GSM-7, or the policy's part of it; its index in the result and why it stays.

        It is sought when asked.
        """
        if self.after.encoding is not Encoding.UCS2 and not (
            self.after.locking_shift or self.after.single_shift
        ):
            return ()
        mode = self.rules.mode
        return _left_over(self.text, self.rules, stay=f"left as it is: {_UNCHANGED.get(mode, mode)}")

    def as_dict(self) -> dict[str, Any]:
        """Return the text, its changes, and the counts before and after."""
        return plain_fields(self, *_AS_JSON)

    @classmethod
    def json_types(cls) -> dict[str, Any]:
        """Return the type of each value of `as_dict`."""
        return field_types(cls, *_AS_JSON)


_UNCHANGED = {
    SubstitutionMode.WHEN_CHEAPER: "replacing would save no segment",
    SubstitutionMode.ALL_OR_NOTHING: "not all could be replaced",
}
_DEFAULT_RULES = SubstitutionRules()
_NONE = ()
_LONE = next(coding for coding in codings(DEFAULT_POLICY) if coding.encoding is Encoding.UCS2).lone_units
# Read once: to read a member of an enumeration through its class takes as long as all comparisons here.
_GSM7, _TYPOGRAPHIC, _WHEN_CHEAPER = (
    Encoding.GSM7,
    SubstitutionLevel.TYPOGRAPHIC,
    SubstitutionMode.WHEN_CHEAPER,
)
_new = tuple.__new__  # past the named tuple's own constructor


def substitute(
    text: str,
    *,
    level: SubstitutionLevel | str = SubstitutionLevel.TYPOGRAPHIC,
    mode: SubstitutionMode | str = SubstitutionMode.WHEN_CHEAPER,
    policy: Policy = DEFAULT_POLICY,
    keep: str | re.Pattern[str] | Iterable[str | re.Pattern[str]] = _NONE,
    languages: str | Iterable[str] = _NONE,
) -> Substitution:
    r"""Replace what keeps a text out of GSM-7 by what may stand for it.

    Only characters outside GSM-7 are touched, but for a letter composed with its marks (``e`` and U+0301
    become ``é``). URLs, e-mail addresses, placeholders and what `keep` matches stay as they are. An emoji is
    never left out: below level `ANY` it stays, and is in `left_over`.

    Args:
        text: the text as it would be sent.
        level: how far to go; each level contains those before it.
        mode: when to do it; by default only where that saves a segment.
        policy: how texts are counted.
        keep: regular expressions; what they match is left alone.
        languages: ISO 639-1 codes whose published rules are used at level `LANGUAGE` and above, the first
            named first.

    Raises:
        LeftOverError: under `SubstitutionMode.STRICT`, something stays outside GSM-7.
        UnknownLanguageError: there are no rules for a language.
        MissingExtraError: level `ANY` needs `anyascii`.
        UnencodableError: the policy cannot encode the result.
        ValueError: a pattern is no regular expression.

    >>> substitute("It’s “late” – 70 characters are the limit here, so these four cost a segment…").text
    'It\'s "late" - 70 characters are the limit here, so these four cost a segment...'
    >>> substitute("It’s late").changes  # one segment either way
    ()
    """
    if type(text) is not str:
        text = exact_text(text)
    if level is _TYPOGRAPHIC and mode is _WHEN_CHEAPER and keep is languages is _NONE:
        if policy is DEFAULT_POLICY:  # one look less each: 0.5 µs become 0.3 beside the count
            try:
                known = count(text)
            except UnencodableError:
                return _substituted(text, None, _DEFAULT_RULES)
            if known[0] is _GSM7 or known[1] == 1 or _stays(text, known, least=_over(known)):
                return _new(Substitution, (text, (), known, known, _DEFAULT_RULES))
            return _substituted(text, known, _DEFAULT_RULES)
        rules = _new(SubstitutionRules, (level, mode, _NONE, _NONE, policy))
    else:
        rules = SubstitutionRules(
            level if type(level) is SubstitutionLevel else SubstitutionLevel(level),  # type: ignore[arg-type]  # a name is taken too
            mode if type(mode) is SubstitutionMode else SubstitutionMode(mode),
            patterns(keep) if keep else (),
            language_codes(languages) if languages else (),
            policy,
        )
    before: Count | None
    try:
        before = known = count(text, policy=policy)
    except UnencodableError:
        before = None
    else:
        if _is_settled(text, known, rules):
            return _new(Substitution, (text, (), known, known, rules))
    return _substituted(text, before, rules)


def _is_settled(text: str, before: Count, rules: SubstitutionRules) -> bool:
    """Say whether nothing can change, as far as that is known without a look at single characters."""
    level, mode, _, languages, policy = rules
    if policy.is_restricted:
        return before.encoding is not Encoding.UCS2 and not (before.locking_shift or before.single_shift)
    if before[0] is _GSM7 and not (before[5] or before[6]):
        return True
    if mode is _WHEN_CHEAPER:
        if before[1] == 1:
            return True
        if not (policy.locking_shifts or policy.single_shifts):
            if level is _TYPOGRAPHIC:
                return _stays(text, before, least=1)
            if level is not SubstitutionLevel.ANY:
                helped, left, shorter = only_helped(level, languages)
                # The character in the middle tells of most texts in other scripts: 0.1 µs instead of 0.8.
                if text[len(text) >> 1] in helped and left.search(text) is None:
                    return False
                return shorter.misses(text, astral=before[2] != len(text))
    if mode is SubstitutionMode.STRICT:
        return OUTSIDE.search(text) is None
    return changeable(level, languages).misses(text, astral=before[2] != len(text))


def _over(counted: Count) -> int:
    """Return how many units a text in UCS-2 must lose, at least, to take a segment less."""
    segments = counted[1]
    return max(counted[2] - (_LONE if segments == 2 else (segments - 1) * counted[3]), 1)


def _stays(text: str, before: Count, *, least: int) -> bool:
    """Say whether typing look-alikes surely saves no segment of a text in UCS-2.

    It saves none where something stays outside GSM-7 and UCS-2 becomes shorter by fewer units than `least`.
    """
    scan = typographic()
    astral = before[2] != len(text)
    # The character in the middle tells of most texts in other scripts: 0.1 µs instead of 0.8.
    if text[len(text) >> 1] in scan.helped and not scan.stays_outside(text, astral=astral):
        return False
    return scan.saves_less(text, least, astral=astral)


def _substituted(text: str, before: Count | None, rules: SubstitutionRules) -> Substitution:
    level, mode, keep, languages, policy = rules
    around = Surroundings(level, languages, protected(text, keep))
    proposals = list(propose(text, around))
    edits = tuple(proposal.edit for proposal in proposals if proposal.edit)
    if policy.has_ascii_for_gsm7:
        edits = tuple(edit for edit in edits if not edit.old.isascii())
    if policy.is_restricted:
        edits = _with_restricted(text, edits, around, policy)
    new = apply_edits(text, edits)
    if mode is SubstitutionMode.STRICT and _stays_outside(new, policy):
        raise LeftOverError(_left_over(new, rules))
    if mode is SubstitutionMode.ALL_OR_NOTHING and _stays_outside(new, policy):
        edits, new = (), text
    try:
        after = count(new, policy=policy) if edits else before
    except UnencodableError:
        if before is None:
            raise
        after = None  # cannot be: what stands for a character is in every encoding
    if after is None:
        count(text, policy=policy)  # says where and why
        after = before
    if mode is SubstitutionMode.WHEN_CHEAPER and before is not None and after is not None and edits:
        if after.segments >= before.segments:
            edits, new, after = (), text, before
        elif after.encoding is Encoding.UCS2:  # GSM-7 is out of reach: what only changes the look is spared
            shorter = tuple(edit for edit in edits if _code_units(edit.new) < _code_units(edit.old))
            spared = apply_edits(text, shorter)
            counted = count(spared, policy=policy)
            if counted.segments == after.segments:
                edits, new, after = shorter, spared, counted
    assert after is not None
    return Substitution(new, edits, before, after, rules)


def _stays_outside(text: str, policy: Policy) -> bool:
    if policy.has_ascii_for_gsm7:
        return not text.isascii()
    if OUTSIDE.search(text):
        return True
    if not policy.is_restricted:
        return False
    from .restricted import lacks

    return lacks(text, policy)


def _left_over(text: str, rules: SubstitutionRules, stay: str = "") -> tuple[Offender, ...]:
    """Return what of a text is outside the alphabet asked for, and why.

    Args:
        text: after substitution.
        rules: of the substitution.
        stay: why a character stays that could be replaced; by default that nothing was.
    """
    level, _, keep, languages, policy = rules
    around = Surroundings(level, languages, protected(text, keep))
    proposals = propose(text, around)
    if stay:
        proposals = (
            each if each.edit is None else each._replace(edit=None, obstacle=stay) for each in proposals
        )
    offenders = offenders_of(text, proposals, obstacles=True)
    if policy.has_ascii_for_gsm7:
        offenders = [offender for offender in offenders if not offender.character.isascii()]
    if policy.is_restricted:
        from .restricted import left_out_of

        offenders = sorted((*offenders, *left_out_of(text, policy, around, stay)))
    return tuple(offenders)


def _with_restricted(
    text: str, edits: tuple[Edit, ...], around: Surroundings, policy: Policy
) -> tuple[Edit, ...]:
    """Return edits with those of GSM-7 characters that the policy leaves out, at the level asked for."""
    from .restricted import restricted, within  # what few policies need

    edits = tuple(within(edit, policy, around.level) for edit in edits)
    more = [
        edit
        for edit in restricted(text, policy, edits).edits
        if edit.level is not None
        and edit.level <= around.level
        and not any(kept.start <= edit.start < kept.stop for kept in around.ranges)
    ]
    return tuple(sorted((*edits, *more)))


def _code_units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
