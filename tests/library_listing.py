"""The list of public names in the docs: each with its signature and the first sentence of its docstring.

What is listed is what `__all__` of the facade and of the modules in it offers, and `BESIDES`.
"""

import ast
import importlib
import inspect
import itertools
import pkgutil
import re
from collections.abc import Callable, Iterator
from enum import Enum
from functools import cached_property
from operator import itemgetter
from types import ModuleType
from typing import Any

import segmenter

TITLES = {
    "core": "Counting and cutting",
    "advice": "Advice",
    "templates": "Templates",
    "channels": "Validation",
    "providers": "Validation",
    "pricing": "Prices",
    "endpoints": "Endpoints of providers",
    "errors": "Errors",
}
"""The heading of each room's names; a room that is not here has its own name."""

BESIDES = (
    "files.MalformedFileError",
    "pricing.cards.published.read_didww",
    "pricing.cards.published.read_twilio",
    "pricing.cards.published.read_vonage",
    "pricing.quotes.savings.Worth",
    "pricing.quotes.savings.savings",
    "providers.records.Record",
    "providers.records.RecordError",
)
"""What callers meet though no `__all__` on the way to it offers it."""


def listing() -> str:
    """Return the list as Markdown, a heading and a list for each room."""
    return _by_section(_entry, "{}")


def docstrings() -> str:
    """Return what has Sphinx show the docstring of each name, in the same order."""
    return _by_section(lambda path, value, _: _directive(path, value), "```{{eval-rst}}\n{}```\n")


def _by_section(entry: Callable[[str, Any, str], str], frame: str) -> str:
    sections: dict[str, list[str]] = {title: [] for title in TITLES.values()}
    for path, value, module in sorted(_everything(), key=_place):
        sections.setdefault(_title(value, module), []).append(entry(path, value, module))
    parts = (f"\n## {title}\n\n{frame.format(''.join(lines))}" for title, lines in sections.items())
    return "".join(parts) + "\n"


def _directive(path: str, value: Any) -> str:
    if not callable(value):
        return ""
    name = f"segmenter.{path}"
    if not isinstance(value, type):
        return f".. autofunction:: {name}{_signature(inspect.signature(value), value)}\n\n"
    if issubclass(value, Exception):
        return f".. autoexception:: {name}\n\n"
    members = ["", *(name for name, _ in _documented(value))]
    options = "   :members:" + ", ".join(members).removeprefix(",") + "\n" if len(members) > 1 else ""
    if issubclass(value, Enum):
        options = "   :members:\n   :undoc-members:\n"
    return f".. autoclass:: {name}\n{options}\n"


def _everything() -> Iterator[tuple[str, Any, str]]:
    yield from _public(segmenter, "")
    for path in BESIDES:
        module, _, name = f"segmenter.{path}".rpartition(".")
        yield path, getattr(importlib.import_module(module), name), module


def _public(module: ModuleType, prefix: str, seen: set[int] | None = None) -> Iterator[tuple[str, Any, str]]:
    """Yield every public name with its value and the module it was found in, each value once."""
    seen = set() if seen is None else seen
    values = {name: getattr(module, name) for name in module.__all__}
    for name, value in values.items():
        if not isinstance(value, ModuleType) and id(value) not in seen:
            seen.add(id(value))
            yield prefix + name, value, module.__name__
    for name, value in values.items():
        if isinstance(value, ModuleType):
            yield from _public(value, f"{prefix}{name}.", seen)


def _place(entry: tuple[str, Any, str]) -> tuple[int, str, str]:
    """Return what puts functions first, then classes, then constants; facade names before those below it."""
    path, value, _ = entry
    kind = 1 if isinstance(value, type) else 0 if callable(value) else 2
    room, _, name = path.rpartition(".")
    return kind, room, name


def _title(value: Any, module: str) -> str:
    if isinstance(value, type) and issubclass(value, Exception):
        return TITLES["errors"]
    # What `Annotated` wraps: on Python 3.13 the alias itself says that it is of `typing`.
    inner = getattr(value, "__origin__", value)
    defined = getattr(inner, "__module__", module) if callable(value) else module
    room = defined.split(".")[1]
    if ".endpoints" in defined:
        room = "endpoints"
    return TITLES.get(room, room)


def _entry(path: str, value: Any, module: str) -> str:
    if callable(value):
        about = _sentence(inspect.getdoc(value))
    else:
        about = _sentence(_constant_doc(path, module)) or f"A `{type(value).__name__}`."
    return f"- **{path}**{_shape(value)}  \n  {about}\n" + "".join(_members(value))


def _members(value: Any) -> Iterator[str]:
    """Yield a line for each method and property that a class of ours documents."""
    for name, member in _documented(value):
        if isinstance(member, property | cached_property):
            yield f"  - **.{name}**: {_sentence(inspect.getdoc(member))}\n"
        else:
            signature = _signature(inspect.signature(member), member)
            yield f"  - **.{name}** `{signature}`: {_sentence(member.__doc__)}\n"


def _documented(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, type) and not issubclass(value, Enum | Exception):
        for name, member in vars(value).items():
            method = getattr(member, "__func__", member)
            if (
                not name.startswith("_")
                and (isinstance(method, property | cached_property) or inspect.isfunction(method))
                and method.__doc__
                and not isinstance(getattr(method, "fget", None), itemgetter)  # whose own text it would be
            ):
                yield name, method


def _shape(value: Any) -> str:
    """Return how a function is called, a value is built, or an enumeration's members are written."""
    if not callable(value):
        return ""
    if isinstance(value, type) and issubclass(value, Exception):
        base = next(kind for kind in value.__mro__ if kind.__module__ == "builtins")
        return "" if base is Exception else f" (`{base.__name__}`)"
    if isinstance(value, type) and issubclass(value, Enum):
        return ": " + ", ".join(f"`{member.name}`" for member in value)
    try:
        signature = inspect.signature(value)
    except ValueError:
        return ""
    return f" `{_signature(signature, value)}`"


def _signature(signature: inspect.Signature, value: Any) -> str:
    parameters, keyword_only = [], False
    for parameter in signature.parameters.values():
        if parameter.name in {"self", "cls", "_cls"}:
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and not keyword_only:
            keyword_only = True
            parameters.append("*")
        written = parameter.name
        if parameter.annotation is not parameter.empty:
            written += f": {_annotation(parameter.annotation)}"
        if parameter.default is not parameter.empty:
            equals = " = " if ":" in written else "="
            written += equals + _default(parameter.default)
        many = {"VAR_POSITIONAL": "*", "VAR_KEYWORD": "**"}.get(parameter.kind.name, "")
        parameters.append(many + written)
    returned = "" if isinstance(value, type) else f" -> {_annotation(signature.return_annotation)}"
    return f"({', '.join(parameters)}){returned}"


def _annotation(annotation: Any) -> str:
    annotation = getattr(annotation, "__forward_arg__", annotation)
    written = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    return re.sub(r"\b(?:[a-z_]+\.)+(?=[A-Z])", "", written)


def _default(default: Any) -> str:
    if isinstance(default, Enum):
        return f"{type(default).__name__}.{default.name}"
    if isinstance(default, segmenter.Policy):
        return "Policy()" if default == segmenter.Policy() else "Policy(…)"
    written = repr(default)
    return "…" if " at 0x" in written or len(written) > 30 else written


def _sentence(doc: str | None) -> str:
    """Return the first paragraph of a docstring on one line, its code as Markdown has it."""
    first = (doc or "").split("\n\n")[0]
    return re.sub(r"``?(.+?)``?", r"`\1`", " ".join(first.split()))


def _constant_doc(path: str, module: str) -> str | None:
    """Return the text that follows a constant's assignment, as in the source."""
    name = path.rpartition(".")[2]
    for source in _sources(module, name):
        body = ast.parse(source).body
        for statement, after in itertools.pairwise(body):
            targets = statement.targets if isinstance(statement, ast.Assign) else []
            if isinstance(statement, ast.AnnAssign):
                targets = [statement.target]
            if any(isinstance(target, ast.Name) and target.id == name for target in targets) and (
                isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
            ):
                return str(after.value.value)
    return None


def _sources(module: str, name: str) -> Iterator[str]:
    package = importlib.import_module(module)
    yield inspect.getsource(package)
    for found in pkgutil.iter_modules(getattr(package, "__path__", ())):
        inner = importlib.import_module(f"{module}.{found.name}")
        if hasattr(inner, name):
            yield inspect.getsource(inner)
