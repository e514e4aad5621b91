"""Building: the page written into a folder, with Python for the browser beside it.

A line here knows files; what the page shows is in `static`, and what it is answered in `answers`.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import pickle
import shutil
import subprocess
import tarfile
import tempfile
import zipfile
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ... import __version__
from ...core.policy import NationalLanguage
from ...errors import SegmenterError, many
from ...files import read_octets, replace_file
from ...providers import PROFILES, profile
from .answers import TeamTemplate

if TYPE_CHECKING:
    from ...channels.profiles import Profile
    from ...pricing import RateCard

__all__ = ["PYODIDE", "PageError", "build", "config", "static_files"]

PYODIDE = "314.0.7"
"""The version of Pyodide that the page is tested with."""
_DIGEST = "0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="
"""SHA-512 of the package as npm has it."""
_PARTS = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
_NOTICE = """\
This folder holds files of Pyodide {version}, unchanged: CPython compiled to WebAssembly, and what loads it.

Pyodide is licensed under the Mozilla Public License 2.0: https://www.mozilla.org/en-US/MPL/2.0/
Its source is at https://github.com/pyodide/pyodide, tag {version}; npm has the package as pyodide@{version}.
CPython and its standard library are licensed under the Python Software Foundation License Version 2:
https://docs.python.org/3/license.html
"""

_UNUSED = ("audit", "bulk", "cli", "endpoints", "lsp", "wire")
"""Rooms that the page needs nothing of."""
_UNUSED_DOORS = frozenset(
    ["application", "agents", "building", "infobip", "openapi", "operations", "problems", "server"]
) | {"serving", "shapes"}
_MARK = "config.json"
_STATIC = Path(__file__).parent / "static"
_EXAMPLES = {
    "brace": "{name}",
    "percent": "%(name)s",
    "mustache": "{{name}}",
    "dollar": "${name}",
    "colon": ":name",
    "ruby": "%{name}",
    "notify": "((name))",
    "dlt": "{#var#}",
}


class PageError(SegmenterError, OSError):
    """The page cannot be written."""


def config(
    engine: str,
    team: Profile | None = None,
    rates: RateCard | None = None,
    templates: Sequence[TeamTemplate] = (),
) -> dict[str, Any]:
    """Return what the page reads when it begins.

    Args:
        engine: ``pyodide`` or ``service``.
        team: the profile that is chosen at the beginning; a built-in one, or your own.
        rates: the card that prices messages until a rate is typed.
        templates: texts to begin with.
    """
    offered = [{"name": "", "summary": "none: the text as it is"}]
    if team is not None and team.name not in PROFILES:
        offered.append({"name": team.name, "summary": team.summary})
    offered += [{"name": name, "summary": profile(name).summary} for name in PROFILES if name != "standard"]
    return {
        "engine": engine,
        "version": __version__,
        "profile": team.name if team and team.name != "standard" else "",
        "profiles": offered,
        "languages": [language.name for language in NationalLanguage if language.name != "SPANISH"]
        + ["SPANISH"],
        "syntaxes": [{"name": name, "example": example} for name, example in _EXAMPLES.items()],
        "templates": [template._asdict() for template in templates],
        "rates": f"the card of {many(len(rates.rates), 'row')}" if rates else "",
    }


def static_files() -> dict[str, bytes]:
    """Return the page's own files by name."""
    return {path.name: path.read_bytes() for path in sorted(_STATIC.iterdir())}


def build(
    folder: str,
    *,
    pyodide: str | None = None,
    team: Profile | None = None,
    rates: RateCard | None = None,
    templates: Sequence[TeamTemplate] = (),
) -> int:
    """Write the page into a folder, all of it or nothing.

    Args:
        folder: new, empty, or holding a page written before, which is replaced.
        pyodide: the folder of an unpacked npm package; by default npm brings the pinned version, once.
        team: as for `config`.
        rates: as for `config`.
        templates: as for `config`.

    Returns:
        How many octets were written.

    Raises:
        PageError: the folder holds something else, Pyodide is not to be had, or the system refuses.
    """
    target = Path(os.path.abspath(folder))  # noqa: PTH100  # resolve() would follow a link that we replace
    _refuse_others(target)
    python = _from_folder(Path(pyodide)) if pyodide is not None else _from_npm()
    files: dict[str, bytes] = static_files()
    files |= {f"pyodide/{name}": octets for name, octets in python.items()}
    files["segmenter.zip"] = _package()
    files["team.pickle"] = pickle.dumps({"profile": team, "rates": rates}, protocol=5)
    files[_MARK] = json.dumps(config("pyodide", team, rates, templates), indent=1).encode()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _put(target, files)
    except OSError as error:
        if isinstance(error, SegmenterError):
            raise
        raise PageError(f"cannot be written: {error.strerror or error}", path=folder) from None
    return sum(map(len, files.values()))


def _refuse_others(target: Path) -> None:
    """Refuse a folder that holds what is not ours to replace."""
    try:
        if target.is_symlink() or (target.exists() and not target.is_dir()):
            raise PageError("is not a folder", "name a new one", path=str(target))
        names = {path.name for path in target.iterdir()} if target.exists() else set()
    except OSError as error:
        if isinstance(error, SegmenterError):
            raise
        raise PageError(f"cannot be read: {error.strerror or error}", path=str(target)) from None
    if names and _MARK not in names:
        problem = f"holds other files, such as {sorted(names)[0]}"
        raise PageError(problem, "name a new folder, or one with a page written before", path=str(target))


def _put(target: Path, files: Mapping[str, bytes]) -> None:
    """Write all files beside the folder, then exchange the two."""
    with tempfile.TemporaryDirectory(
        prefix=".segmenter-", dir=target.parent, ignore_cleanup_errors=True
    ) as work:
        new, old = Path(work) / "new", Path(work) / "old"
        for name, octets in files.items():
            path = new / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(octets)
        if target.exists():
            target.rename(old)
        try:
            new.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise


def _package() -> bytes:
    """Return the package as a zip file that Python imports from, the same octets from the same files."""
    root = Path(__file__).parents[2]
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(root.rglob("*.py")):
            parts = path.relative_to(root).parts
            if parts[0] in _UNUSED or (parts[0] == "serve" and path.stem in _UNUSED_DOORS):
                continue
            entry = zipfile.ZipInfo("/".join(("segmenter", *parts)))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, path.read_bytes())
    return written.getvalue()


# --- Pyodide ----------------------------------------------------------------------------------------------


def _from_folder(folder: Path) -> dict[str, bytes]:
    found = {}
    for name in _PARTS:
        try:
            found[name] = read_octets(str(folder / name))
        except SegmenterError as error:
            remedy = f"--pyodide names the unpacked npm package pyodide@{PYODIDE}"
            raise PageError(f"cannot be used: {error.problem}", remedy, path=str(folder / name)) from None
    return found | _notice(found)


def _from_npm() -> dict[str, bytes]:
    """Return the files of the pinned version, from the cache or from npm."""
    kept = _cache() / f"pyodide-{PYODIDE}.tgz"
    octets = kept.read_bytes() if kept.is_file() else b""
    if not _is_right(octets):
        octets = _packed()
        try:
            kept.parent.mkdir(parents=True, exist_ok=True)
            replace_file(str(kept), octets)
        except OSError:
            pass  # it is brought again next time
    with tarfile.open(fileobj=io.BytesIO(octets)) as archive:
        found = dict(_members(archive))
    return found | _notice(found)


def _members(archive: tarfile.TarFile) -> Iterator[tuple[str, bytes]]:
    for name in _PARTS:
        member = archive.extractfile(f"package/{name}")
        if member is None:
            raise PageError(f"the package of Pyodide has no {name}")
        yield name, member.read()


def _notice(files: Mapping[str, bytes]) -> dict[str, bytes]:
    try:
        version = json.loads(files["pyodide-lock.json"])["info"]["version"]
    except (ValueError, KeyError, TypeError):
        version = PYODIDE
    return {"NOTICE.txt": _NOTICE.format(version=version).encode()}


def _is_right(octets: bytes) -> bool:
    return b64encode(hashlib.sha512(octets).digest()).decode() == _DIGEST


def _packed() -> bytes:
    """Return the package from npm."""
    remedy = f"install npm, or name the unpacked package pyodide@{PYODIDE} with --pyodide DIR"
    npm = shutil.which("npm")
    if npm is None:
        raise PageError("Pyodide is not there, and neither is npm, which would bring it", remedy)
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(
            [npm, "pack", f"pyodide@{PYODIDE}", "--silent", "--pack-destination", folder],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        packed = Path(folder) / f"pyodide-{PYODIDE}.tgz"
        if run.returncode or not packed.is_file():
            lines = [line for line in run.stderr.splitlines() if line.strip()]
            why = lines[0][:200] if lines else f"exit code {run.returncode}"
            raise PageError(f"Pyodide is not there, and npm did not bring it: {why}", remedy)
        octets = packed.read_bytes()
    if not _is_right(octets):
        raise PageError(f"what npm brought as pyodide@{PYODIDE} does not have its digest", remedy)
    return octets


def _cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or "~/.cache"
    return Path(base).expanduser() / "segmenter"
