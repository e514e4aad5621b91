"""The page of each rule, to which its findings link: on a site, or written on this machine when it is needed.

What a rule says about itself stands with the rule, how it is shown in `report`.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from ..channels.rules import RULES
from ..report.display import Screen
from ..report.rules import rules_text

__all__ = ["RulePages"]


class RulePages:
    """The rules' pages.

    Args:
        site: address of the page "Rules of check" in the built documentation; "" to write a file for each
            rule, in a folder that is removed at the end.
    """

    def __init__(self, site: str = "") -> None:
        self._site = site
        self._folder: TemporaryDirectory[str] | None = None
        self._written: dict[str, str] = {}

    def of(self, code: str) -> str:
        """Return the address of a rule's page; "" where it cannot be written."""
        if self._site:
            return f"{self._site}#{code.lower()}-{RULES[code].name}"
        if code not in self._written:
            self._written[code] = self._write(code)
        return self._written[code]

    def _write(self, code: str) -> str:
        try:
            if self._folder is None:
                self._folder = TemporaryDirectory(prefix="segmenter-rules-")
            page = Path(self._folder.name, f"{code}.txt")
            page.write_text("".join(rules_text([RULES[code]], Screen())), "utf-8")
        except OSError:
            return ""
        return page.as_uri()

    def close(self) -> None:
        """Remove what was written."""
        if self._folder is not None:
            self._folder.cleanup()
