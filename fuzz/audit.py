"""Feeds the audit with broken pages and rows of what was sent, and reports what raises anything undocumented.

    python -m fuzz.audit --seconds 60 --only wavix

Starts from pages that are right, and changes octets and JSON values. Each failure is printed with the octets
that made it, which become a regression test. The seed is printed, so that a run can be repeated.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from fuzz.running import run
from tests.audit.broken import TARGETS, mutated, seeds

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    return run(__doc__ or "", TARGETS, seeds(), mutated, arguments)


if __name__ == "__main__":
    sys.exit(main())
