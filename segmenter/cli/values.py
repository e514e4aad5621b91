"""Values of options: numbers, and names with values, each read or refused in words.

What an option is for is not known here.
"""

from __future__ import annotations

from argparse import Action, ArgumentError, ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import _ActionsContainer
    from collections.abc import Callable, Collection

__all__ = ["add_named", "number"]


def number(what: str, least: int, most: int) -> Callable[[str], int]:
    """Return what reads a whole number between two, both included; `what` names it in errors."""

    def read(words: str) -> int:
        if not (words.isascii() and words.isdecimal() and len(words) < 20 and least <= int(words) <= most):
            raise ArgumentTypeError(f"{words!r} is not a {what} from {least:,} to {most:,}")
        return int(words)

    return read


def add_named(
    group: _ActionsContainer,
    option: str,
    form: str,
    words: str,
    *,
    hint: str = "",
    names: Collection[str] = (),
    read: Callable[[str], Any] = str,
    empty: bool = True,
    dest: str | None = None,
) -> None:
    """Add a repeatable option that gives names values, ``NAME=VALUE``; parsed, it is a dictionary.

    Args:
        group: of the command.
        option: its name.
        form: how a value is written, as help shows it.
        words: its help.
        hint: follows the form in errors, such as an example.
        names: those allowed; any where there are none.
        read: reads the value.
        empty: whether the value may be empty.
        dest: the attribute of the parsed arguments.
    """

    def pair(text: str) -> tuple[str, Any]:
        from .inputs import argument_text

        name, equals, value = argument_text(text).partition("=")
        name = name.strip()
        if not (name and equals and (value or empty)) or (names and name not in names):
            raise ArgumentTypeError(f"{text!r} is not {form}{hint}")
        return name, read(value)

    group.add_argument(
        option,
        action=_ByName,
        default={},
        dest=dest or option.removeprefix("--").replace("-", "_"),
        type=pair,
        metavar=form,
        help=f"{words}; repeatable",
    )


class _ByName(Action):
    """Gathers the values of a repeatable option by name, each name once."""

    def __call__(self, _: ArgumentParser, namespace: Namespace, pair: Any, *_option: object) -> None:
        known = getattr(namespace, self.dest)
        if pair[0] in known:
            raise ArgumentError(self, f"{pair[0]!r} is given twice")
        setattr(namespace, self.dest, known | dict([pair]))
