"""Bounds: the fewest and the most segments a template can take, each with a filling, and what tips it.

Nothing is sampled. Without national languages and with cuts between code points, the count is monotone:
adding a character, or replacing one by another that takes more units, never lowers it, and a text never takes
more segments in GSM-7 than in UCS-2. So the shortest values of characters of one unit take the fewest, and
the longest of those that take the most units the most. Elsewhere `enclosure` proves a number that no filling
exceeds; if the filling tried attains it, it is exact as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from ..core.choice import unencodable
from ..core.counting import DEFAULT_POLICY, Count, count
from ..core.hints import field_types
from ..core.policy import Boundary, Encoding, Policy
from ..core.results import plain_fields, result
from ..errors import UnencodableError
from .enclosure import carriers, gsm7_characters, highest, outsider, plain_clusters
from .outline import Outline, cheap, costly, outline
from .rendering import fill
from .template import Literal, Placeholder, Template, as_template
from .tips import Tip, Tips
from .variables import Alphabet, Variable

__all__ = ["Bounds", "Extreme", "Tip", "Unencodable", "bounds"]


_AS_JSON = ("exact", "fewest", "most", "typical", "unencodable")


@result
class Extreme(NamedTuple):
    """One end of the range, or the typical message.

    Attributes:
        segments: that no filling goes below, or above.
        count: of the example; it takes as many segments where the bounds are exact.
        example: the text of a filling.
        values: the filling, as `render` takes it.
    """

    segments: int
    count: Count  # type: ignore[assignment]  # the contract's name; it hides tuple.count
    example: str
    values: Mapping[str, str | bool]

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, as JSON can hold them."""
        return plain_fields(self)


@result
class Unencodable(NamedTuple):
    """A filling that cannot be sent as the policy asks. The bounds are of those that can.

    Attributes:
        name: of the variable or condition that allows it.
        character: one that no encoding allowed can carry.
        example: a text that has it.
    """

    name: str
    character: str
    example: str

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, as JSON can hold them."""
        return plain_fields(self)


@result
class Bounds(NamedTuple):
    """What a template can cost before its values are known.

    Attributes:
        fewest: no filling takes fewer segments.
        most: no filling takes more.
        exact: whether both examples take as many as the bounds say, so that neither could be closer.
        tips: by name, in the order in which the placeholders appear; each is found when it is asked for.
        typical: every variable as its first example, conditions shown; `None` where one has no example.
        unencodable: what the policy does not let through; empty where every filling can be sent.
        variables: what was said of each placeholder.
    """

    fewest: Extreme
    most: Extreme
    exact: bool
    tips: Mapping[str, Tip]
    typical: Extreme | None
    unencodable: tuple[Unencodable, ...]
    variables: Mapping[str, Variable] = MappingProxyType({})

    def as_dict(self) -> dict[str, Any]:
        """Return the ends of the range, and of each variable what was said of it and what adds a segment."""
        variables = {name: self._variable(name) | tip.as_dict() for name, tip in self.tips.items()}
        return plain_fields(self, *_AS_JSON) | {"variables": variables}

    @classmethod
    def json_types(cls) -> dict[str, Any]:
        """Return the type of each value of `as_dict`."""
        said: dict[str, Any] = {"condition": bool, **dict.fromkeys(("shortest", "longest"), int | None)}
        said |= {"alphabet": Alphabet | None}
        return field_types(cls, *_AS_JSON) | {"variables": {"*": said | field_types(Tip)}}

    def _variable(self, name: str) -> dict[str, Any]:
        """Return what was said of a variable; of a condition, nothing."""
        variable = self.variables.get(name)
        facts = ("shortest", "longest", "alphabet")
        return {"condition": variable is None} | (
            plain_fields(variable, *facts) if variable else dict.fromkeys(facts)
        )


def bounds(
    template: str | Template,
    variables: Mapping[str, Variable],
    *,
    policy: Policy = DEFAULT_POLICY,
    default: Variable | None = None,
) -> Bounds:
    """Return the fewest and the most segments that a template can take, whatever its values.

    Args:
        template: from `parse`; a text is parsed with syntax ``brace``.
        variables: what is known of each placeholder's value, by name. A condition needs none: it may be
            shown or not.
        policy: how the text may be encoded and cut.
        default: of placeholders that `variables` does not name, such as a provider's limit.

    Raises:
        TemplateValuesError: a placeholder has no variable, or a variable no placeholder.
        TemplateError: a placeholder is malformed.
        UnencodableError: no encoding that the policy allows can carry the template's own text; the index is
            one of the template.

    >>> variables = {
    ...     "name": Variable(shortest=1, longest=30),
    ...     "code": Variable(shortest=6, longest=6, alphabet="digits"),
    ... }
    >>> result = bounds("Hi {name}, your code is {code}", variables)
    >>> result.fewest.segments, result.most.segments, result.exact, result.most.count.encoding.value
    (1, 2, True, 'UCS-2')
    >>> result.tips["name"].rises_at, result.tips["name"].flips
    (None, '’')
    """
    sketch = outline(as_template(template), variables, default)
    if policy.boundary is Boundary.GRAPHEME_CLUSTER and plain_clusters(sketch):
        policy = policy._replace(boundary=Boundary.CODE_POINT)  # the same cuts, and a simpler proof
    fewest = _fewest(sketch, policy)
    refused: tuple[Unencodable, ...] = ()
    shown = sketch.flags
    if shown or Encoding.UCS2 not in policy.encodings:
        refused = _refused(sketch, policy, fewest.example)
        hidden = {refusal.name for refusal in refused}
        shown = tuple(name for name in shown if name not in hidden)
    if policy.is_simple:
        longest = {
            name: costly(variable.alphabet, policy) * variable.longest
            for name, variable in sketch.variables.items()
        }
        most = _extreme(sketch, longest, shown, policy)
    else:
        segments, texts, shown_at_most = highest(sketch, policy)
        most = _extreme(sketch, texts, shown_at_most, policy, segments)
    exact = fewest.segments == fewest.count.segments and most.segments == most.count.segments
    typical = _typical(sketch, shown, policy)
    return Bounds(fewest, most, exact, Tips(sketch, policy, shown), typical, refused, sketch.variables)


def _extreme(
    sketch: Outline,
    texts: dict[str, str],
    shown: tuple[str, ...],
    policy: Policy,
    segments: int | None = None,
) -> Extreme:
    """Return a filling as an end of the range; its own count where no other number is proved."""
    example = fill(sketch.template.parts, texts, shown)
    counted = count(example, policy=policy)
    values: dict[str, str | bool] = {**texts, **{name: name in shown for name in sketch.flags}}
    return Extreme(counted.segments if segments is None else segments, counted, example, values)


def _fewest(sketch: Outline, policy: Policy) -> Extreme:
    """Return the lower end: the shortest values of characters that take one unit in every coding.

    Cuts between code points are never more than those that keep clusters whole, so their count is a bound of
    both; and it is the least of all codings', each of which is monotone.
    """
    texts = _shortest(sketch)
    try:
        fewest = _extreme(sketch, texts, (), policy)
    except UnencodableError as error:
        text = sketch.template.text
        raise unencodable(text, _place(sketch, texts, error.index), policy) from None
    if policy.boundary is Boundary.CODE_POINT:
        return fewest
    between_code_points = policy._replace(boundary=Boundary.CODE_POINT)
    return fewest._replace(segments=count(fewest.example, policy=between_code_points).segments)


def _shortest(sketch: Outline) -> dict[str, str]:
    return {name: cheap(variable.alphabet) * variable.shortest for name, variable in sketch.variables.items()}


def _place(sketch: Outline, texts: dict[str, str], index: int) -> int:
    """Return where in the template a character of a filling stands; only a literal's is asked for."""
    for part in sketch.template.parts:
        if isinstance(part, Literal):
            if index < len(part.text):
                return part.start + (index if part.stop - part.start == len(part.text) else 0)
            index -= len(part.text)
        elif isinstance(part, Placeholder):
            index -= len(texts[part.name])
    raise AssertionError("a character of one unit was refused")


def _refused(sketch: Outline, policy: Policy, shortest: str) -> tuple[Unencodable, ...]:
    """Return what each variable and condition may bring in that the policy cannot send."""
    known = frozenset[str]()
    if Encoding.UCS2 not in policy.encodings:
        known = known.union(*map(gsm7_characters, carriers(shortest, policy)))
    refused = []
    texts = _shortest(sketch)
    for name in sketch.template.names:
        if name in sketch.flags:
            example = fill(sketch.template.parts, texts, (name,))
        else:
            variable = sketch.variables[name]
            outside = outsider(variable.alphabet, known) if known and variable.longest else None
            if outside is None:
                continue
            value = cheap(variable.alphabet) * (variable.shortest - 1) + outside
            example = fill(sketch.template.parts, texts | {name: value}, ())
        try:
            count(example, policy=policy)
        except UnencodableError as error:
            refused.append(Unencodable(name, error.character, example))
    return tuple(refused)


def _typical(sketch: Outline, shown: tuple[str, ...], policy: Policy) -> Extreme | None:
    if not sketch.variables or not all(variable.examples for variable in sketch.variables.values()):
        return None
    texts = {name: variable.examples[0] for name, variable in sketch.variables.items()}
    try:
        return _extreme(sketch, texts, shown, policy)
    except UnencodableError:
        return None
