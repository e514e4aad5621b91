"""Tools for agents, on the Model Context Protocol: what a message takes and costs, before it is sent.

Each tool connects its arguments to the rooms below and returns their results. Streams and transport are those
of `mcp`; what a text costs is not known here.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import wraps
from typing import Annotated, Any, ParamSpec, TypeVar

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import Tool
from mcp.types import ToolAnnotations
from pydantic import BaseModel, Field, RootModel, ValidationError, WithJsonSchema

from .. import __version__
from ..advice.edits import SubstitutionLevel
from ..advice.explanation import Advice, Explanation, OffenderGroup, explain
from ..advice.substitution import Substitution, substitute
from ..channels.findings import Validation
from ..channels.profiles import Profile
from ..core.counting import Count
from ..core.headers import MAX_SEGMENTS
from ..core.policy import Policy
from ..core.results import plain
from ..core.schemas import inlined_schema
from ..core.segmentation import segment
from ..errors import SegmenterError, UnencodableError
from ..files.strict_json import joined
from ..files.words import clipped, describe, did_you_mean
from ..pricing import Quote
from ..pricing.quotes.quotes import quoted
from ..providers.requests import OWN
from ..templates import Fitting, parse
from ..templates import fit as fitted
from .errors import RequestError
from .operations import Knowledge, profile_of, usual_channel
from .shapes import ChoiceShape

__all__ = [
    "FitAnswer",
    "FixAnswer",
    "PreviewAnswer",
    "PriceAnswer",
    "ValidateAnswer",
    "agents_server",
]

INSTRUCTIONS = """\
Before you send an SMS or another message, ask `preview` what it takes: one character outside GSM-7, such as
a curly apostrophe or an emoji, makes every segment hold 70 characters in place of 160. `fix` replaces such
characters, `fit` fills a template within a number of segments, `validate` says whether a channel and a
provider take the message, `price` what it costs."""

_Text = Annotated[str, Field(description="the message, exactly as it would be sent")]
_ProfileName = Annotated[
    str | None, Field(description="the provider, whose encoding and limits apply, such as twilio")
]
_Country = Annotated[str | None, Field(description="the recipient's country, ISO 3166-1 alpha-2, such as GB")]
_Recipient = Annotated[str | None, Field(description="the recipient's number, such as +447700900123")]
_LEVEL = ChoiceShape(SubstitutionLevel)
_Arguments = ParamSpec("_Arguments")
_Answer = TypeVar("_Answer")


def _schema(result: type) -> Any:
    """Return what says to pydantic that a plain value is what `as_dict` of a result returns."""
    return WithJsonSchema(inlined_schema(result))


_Plain = dict[str, Any]
_CountAnswer = Annotated[_Plain, _schema(Count)]
_QuoteAnswer = Annotated[_Plain, _schema(Quote)]


class PreviewAnswer(BaseModel):
    """What a message takes."""

    count: Annotated[_CountAnswer, Field(description="its encoding, segments and units")]
    texts: Annotated[list[str], Field(description="of its segments, as they are cut; none of more than 255")]
    offenders: Annotated[
        list[Annotated[_Plain, _schema(OffenderGroup)]],
        Field(description="the characters that keep it out of GSM-7, and what to type instead"),
    ]
    advice: Annotated[
        list[Annotated[_Plain, _schema(Advice)]], Field(description="edits that save segments, best first")
    ]
    price: Annotated[
        _QuoteAnswer | None, Field(description="what it costs, if the server has a rate card with its price")
    ]
    price_missing: Annotated[str, Field(description="why the price is missing, if it is")] = ""


class FixAnswer(RootModel[Annotated[_Plain, _schema(Substitution)]]):
    """A text after substitution, and what was done."""


class FitAnswer(RootModel[Annotated[_Plain, _schema(Fitting)]]):
    """What was made of a template."""


class ValidateAnswer(RootModel[Annotated[_Plain, _schema(Validation)]]):
    """Whether a message fits, and what was found."""


class PriceAnswer(RootModel[_QuoteAnswer]):
    """What a message costs: least, expected, most."""


def agents_server(known: Knowledge) -> MCPServer[Any]:
    """Return the server with its tools; `run` it on standard input and output.

    Args:
        known: profiles, and the rate card if there is one.
    """
    tools = _Tools(known)
    return MCPServer(
        "segmenter",
        instructions=INSTRUCTIONS,
        version=__version__,
        log_level="CRITICAL",  # it would log the messages of errors, and those may hold what was sent
        tools=[
            _ExactTool.of(tool) for tool in (tools.preview, tools.fix, tools.fit, tools.validate, tools.price)
        ],
    )


class _ExactTool(Tool):
    """A tool that refuses an argument it does not have; those of `mcp` 2.3.0 ignore it."""

    @classmethod
    def of(cls, function: Callable[..., Any]) -> Tool:
        """Return the tool that calls a function."""
        hints = ToolAnnotations(read_only_hint=True, open_world_hint=False)
        tool = cls.from_function(_guarded(function), annotations=hints)
        tool.parameters["additionalProperties"] = False
        return tool

    async def run(
        self,
        arguments: dict[str, Any],
        context: Context[Any, Any],
        convert_result: bool = False,  # noqa: FBT001, FBT002  # as in mcp
    ) -> Any:
        """Call the function, or raise what is wrong with the arguments in our words."""
        try:
            for name in arguments:
                if name not in self.parameters["properties"]:
                    raise _unknown_argument(name, list(self.parameters["properties"]))
            return await super().run(arguments, context, convert_result)
        except SegmenterError as error:
            raise ToolError(f"Error executing tool {self.name}: {_valid(str(error))}") from None
        except ToolError as error:
            if not isinstance(error.__cause__, ValidationError):
                raise
            problems = "; ".join(map(_misfit, error.__cause__.errors(include_url=False)))
            raise ToolError(f"Error executing tool {self.name}: {_valid(problems)}") from None


def _unknown_argument(name: str, known: list[str]) -> RequestError:
    remedy = f"the arguments are {', '.join(known)}{did_you_mean(name, known)}"
    return RequestError(f"there is no argument {clipped(repr(name))}", remedy)


def _misfit(problem: Any) -> str:
    """Describe what is wrong with an argument, from what pydantic reports."""
    place = ""
    for step in problem["loc"]:
        place = f"{place}[{step}]" if isinstance(step, int) else joined(place, str(step))
    if problem["type"] == "missing":
        return f"{place} is missing"
    words = str(problem["msg"]).removeprefix("Input ")
    return f"{place} is {describe(problem['input'])}; it {words}"


def _guarded(tool: Callable[_Arguments, _Answer]) -> Callable[_Arguments, _Answer]:
    """Return a tool whose errors reach the agent in our words, and whose crashes show where they happened."""

    @wraps(tool)
    def guarded(*given: _Arguments.args, **named: _Arguments.kwargs) -> _Answer:
        try:
            return tool(*given, **named)
        except SegmenterError as error:
            raise ToolError(_valid(str(error))) from None
        except Exception as error:
            # Without the message, which may hold the text.
            places = "".join(traceback.format_tb(error.__traceback__))
            sys.stderr.write(f"segmenter: {tool.__name__} failed: {type(error).__name__}\n{places}")
            raise ToolError(f"segmenter failed with {type(error).__name__}; this is a bug in it") from None

    return guarded


def _valid(words: str) -> str:
    """Return words as UTF-8 can hold them."""
    return words.encode("utf-8", "backslashreplace").decode()


def _whole(text: str) -> str:
    """Return a text, unless it holds half of a surrogate pair, which no answer could carry back.

    Raises:
        UnencodableError: it does.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UnencodableError(
            index=error.start,
            character=text[error.start],
            problem="is half of a surrogate pair",
            remedy="send whole characters",
        ) from None
    return text


class _Tools:
    """The tools; their docstrings and annotations are what an agent reads."""

    def __init__(self, known: Knowledge) -> None:
        self._known = known

    def _judged(self, name: str | None) -> tuple[Profile | None, Policy]:
        """Return the profile of this name, or the server's, and its policy."""
        judge = profile_of(self._known, {} if name is None else {"profile": name})
        return judge, judge.policy if judge else Policy()

    def preview(
        self,
        text: _Text,
        profile: _ProfileName = None,
        country: _Country = None,
        recipient: _Recipient = None,
    ) -> PreviewAnswer:
        """Show how an SMS will be encoded, how many segments it takes and why, and what would save some."""
        judge, policy = self._judged(profile)
        text = _prepared(_whole(text), judge)
        explanation = explain(text, policy=policy)
        if explanation.count is None:
            raise explanation.error or UnencodableError(index=0, character=text[:1], problem="", remedy="")
        fits = explanation.count.segments <= MAX_SEGMENTS
        texts = [part.text for part in segment(text, policy=policy).segments] if fits else []
        price, missing = None, ""
        try:
            price = plain(self._quote(text, policy, explanation, country=country, recipient=recipient))
        except SegmenterError as error:
            missing = _valid(str(error))
        return PreviewAnswer(
            count=plain(explanation.count),
            texts=texts,
            offenders=plain(explanation.groups),
            advice=plain(explanation.advice),
            price=price,
            price_missing=missing,
        )

    def fix(
        self,
        text: _Text,
        level: Annotated[
            str,
            Field(
                description="TYPOGRAPHIC keeps the meaning; LETTERS also replaces letters by look",
                json_schema_extra=_LEVEL.schema,
            ),
        ] = SubstitutionLevel.TYPOGRAPHIC.name,
        profile: _ProfileName = None,
    ) -> FixAnswer:
        """Replace characters outside GSM-7 by those in it, where that saves segments."""
        _, policy = self._judged(profile)
        return FixAnswer(plain(substitute(_whole(text), level=_chosen(level), policy=policy)))

    def fit(
        self,
        template: Annotated[str, Field(description="with placeholders such as {name}")],
        values: Annotated[dict[str, str], Field(description="the value of each placeholder")],
        segments: Annotated[int, Field(description="the most it may take", ge=1, le=255)] = 1,
        shorten: Annotated[
            list[str], Field(description="placeholders whose values may be shortened, in this order")
        ] = [],  # noqa: B006  # it is never changed, and its schema is a list
        floor: Annotated[
            dict[str, Annotated[int, Field(ge=1)]],
            Field(description="the fewest characters of a shortened value"),
        ] = {},  # noqa: B006  # as above
        optional: Annotated[
            list[str], Field(description="placeholders that may be left out, in this order")
        ] = [],  # noqa: B006  # as above
        syntax: Annotated[str, Field(description="brace, mustache, percent …")] = "brace",
        profile: _ProfileName = None,
    ) -> FitAnswer:
        """Fill a template so that it takes at most so many segments, by shortening values."""
        _, policy = self._judged(profile)
        fitting = fitted(
            parse(_whole(template), syntax=syntax),
            {name: _whole(value) for name, value in values.items()},
            segments=segments,
            shorten=shorten,
            floor=floor,
            optional=optional,
            policy=policy,
        )
        return FitAnswer(plain(fitting))

    def validate(
        self,
        message: Annotated[
            dict[str, Any],
            Field(description="its fields: text, recipients, sender, channel, template …; text may be all"),
        ],
        profile: _ProfileName = None,
        channel: Annotated[str | None, Field(description="sms, whatsapp, viber, rcs …")] = None,
    ) -> ValidateAnswer:
        """Tell whether a channel and a provider accept a message, and why not."""
        judge = self._judged(profile)[0] or self._known.profiles["standard"]
        now = datetime.now(UTC).replace(microsecond=0)
        body = message if channel is None else {"channel": channel} | message
        return ValidateAnswer(plain(OWN.check(body, judge, channel=usual_channel(judge), now=now).validation))

    def price(
        self,
        text: _Text,
        country: _Country = None,
        recipient: _Recipient = None,
        channel: Annotated[str, Field(description="sms, whatsapp, viber, rcs …")] = "sms",
        at: Annotated[date | None, Field(description="the day it is sent; today if left out")] = None,
        profile: _ProfileName = None,
    ) -> PriceAnswer:
        """Say what a message costs by the server's rate card: the least, the expected and the most."""
        judge, policy = self._judged(profile)
        keys: dict[str, Any] = {"country": country, "recipient": recipient, "channel": channel, "at": at}
        return PriceAnswer(plain(self._quote(_prepared(_whole(text), judge), policy, **keys)))

    def _quote(self, text: str, policy: Policy, explanation: Explanation | None = None, **keys: Any) -> Quote:
        card = self._known.rates
        if card is None:
            raise RequestError("there is no rate card", "start the server with --rates FILE")
        keys["at"] = keys.get("at") or datetime.now(UTC).date()
        query = card.query(**keys)
        counted = explanation.count if explanation else None
        return quoted(text, query, rates=card, policy=policy, counted=counted)


def _chosen(level: str) -> SubstitutionLevel:
    try:
        chosen: SubstitutionLevel = _LEVEL.read(level)
    except SegmenterError as error:
        raise error.under("level") from None
    return chosen


def _prepared(text: str, judge: Profile | None) -> str:
    return judge.prepared(text) if judge else text
