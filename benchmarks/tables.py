"""What was measured, as text for people: times in a fitting unit, and markdown tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def readable(nanoseconds: float) -> str:
    """Write a time in the unit a person would choose.

    >>> readable(228.4), readable(64_219), readable(36_000_000), readable(2.5e9)
    ('228 ns', '64.2 µs', '36.0 ms', '2.50 s')
    """
    if nanoseconds < 1_000:
        return f"{nanoseconds:.0f} ns"
    if nanoseconds < 1e6:
        return f"{nanoseconds / 1e3:.1f} µs"
    if nanoseconds < 1e9:
        return f"{nanoseconds / 1e6:.1f} ms"
    return f"{nanoseconds / 1e9:.2f} s"


def shortened(ratio: float) -> str:
    """Write a ratio with as many digits as it deserves.

    >>> shortened(0.0213), shortened(1.496), shortened(168.83)
    ('0.02', '1.50', '169')
    """
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:.1f}" if ratio < 100 else f"{ratio:.0f}"


def markdown_table(header: tuple[str, ...], rows: Sequence[tuple[str, ...]], *, left: int = 1) -> str:
    """Write a markdown table, its columns padded; the first `left` columns flush left, the rest right."""
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]

    def line(cells: tuple[str, ...]) -> str:
        padded = [
            cell.ljust(width) if index < left else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        return f"| {' | '.join(padded)} |"

    rule = tuple("-" * w if i < left else "-" * (w - 1) + ":" for i, w in enumerate(widths))
    return "\n".join([line(header), line(rule), *map(line, rows)])
