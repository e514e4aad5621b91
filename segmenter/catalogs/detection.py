"""Which format and which locale a file has, by its name and, where names are shared, by a look into it.

Nothing is parsed here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

__all__ = ["FORMATS", "Format", "format_of", "is_locale", "locale_of", "refined"]


class Format(NamedTuple):
    """A format that is read.

    Attributes:
        module: of `formats`, whose `read` reads it.
        suffixes: of file names, in lower case.
        package: that is needed, of the extra ``catalogs``; "" of none.
        general: whether files of all kinds have these suffixes, of which few are catalogs.
    """

    module: str
    suffixes: tuple[str, ...]
    package: str = ""
    general: bool = False


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "gettext": Format("po", (".po", ".pot"), "polib"),
        "json": Format("json_keys", (".json",), general=True),
        "i18next": Format("i18next", (".i18next.json",)),
        "arb": Format("arb", (".arb",)),
        "webext": Format("webext", ()),
        "xcstrings": Format("xcstrings", (".xcstrings",)),
        "yaml": Format("yaml", (".yml", ".yaml"), "ruamel.yaml", general=True),
        "android": Format("android", (".xml",), general=True),
        "strings": Format("strings", (".strings",)),
        "stringsdict": Format("stringsdict", (".stringsdict",)),
        "properties": Format("properties", (".properties",)),
        "xliff": Format("xliff", (".xlf", ".xliff")),
        "fluent": Format("ftl", (".ftl",), "fluent.syntax"),
        "csv": Format("tables", (".csv",), general=True),
        "tsv": Format("tables", (".tsv",), general=True),
        "jinja": Format("jinja", (".jinja", ".jinja2", ".j2", ".django", ".djt"), general=True),
        "plain": Format("plain", (".txt", ".md"), general=True),
    }
)
_BY_SUFFIX = {suffix: name for name, each in FORMATS.items() for suffix in each.suffixes}

_CODES = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz
ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik
in io is it iu iw ja ji jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh
mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw
sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk
ur uz ve vi vo wa wo xh yi yo za zh zu
ast chr ckb dsb fil gsw haw hsb kab kok yue
"""
_LANGUAGES = frozenset(_CODES.split())
"""ISO 639-1 with the old in, iw and ji; of three letters only those that are no word in a path."""

_LOCALE = r"([a-z]{2,3})(?:[-_][A-Z][a-z]{3})?(?:[-_](?:[A-Za-z]{2}|[0-9]{3}))?(?:@[a-z]+)?"
_IN_PATH = (
    r"(?:^|/)values-(?:b\+)?(?P<locale>([a-z]{2,3})(?:-r[A-Z]{2}|\+\w+)*)(?:-[^/]*)?/[^/]+$",
    r"(?:^|/)(?P<locale>([a-z]{2,3})\b[^/]*)\.lproj/[^/]+$",
    rf"(?:^|/)(?:[^/]*[._-])?(?P<locale>{_LOCALE})\.[^/]+$",
    rf"(?:^|/)(?P<locale>{_LOCALE})/(?:[^/]+/)?[^/]+$",
)


def is_locale(text: str) -> bool:
    """Say whether a text is a locale as files name it: ``fr``, ``pt_BR``, ``zh-Hant-TW``, ``sr@latin``.

    >>> is_locale("pt-BR"), is_locale("sms")
    (True, False)
    """
    match = re.fullmatch(_LOCALE, text)
    return match is not None and match[1] in _LANGUAGES


def format_of(path: str) -> str | None:
    """Return the format that a file's name tells; `None` where it tells none.

    Names ending in ``.json``, ``.txt`` and ``.xml`` tell the likeliest; `read` looks into the file.

    >>> format_of("fr/LC_MESSAGES/django.po"), format_of("_locales/fr/messages.json"), format_of("a.py")
    ('gettext', 'webext', None)
    """
    path = path.replace("\\", "/")
    name = path.rpartition("/")[2].lower()
    if name == "messages.json" and "_locales/" in path:
        return "webext"
    parts = name.split(".")
    for count in range(min(3, len(parts)), 1, -1):
        if found := _BY_SUFFIX.get("." + ".".join(parts[1 - count :])):
            return found
    return None


def refined(name: str, text: str) -> str:
    """Return the format of a file after a look into it, "" where it is none that is read."""
    if name == "android":
        root = _ROOT.match(text)
        return {"resources": name, "xliff": "xliff"}.get(root[1], "") if root else ""
    if name == "plain":
        return "jinja" if re.search(r"\{%[-+]?\s*\w|\{\{[^{}]*\|", text) else name
    if name == "json":
        return next((found for found, sign in _SIGNS if re.search(sign, text)), name)
    return name


_ROOT = re.compile(
    r"(?:\s|<\?.*?\?>|<!--.*?-->|<![^\[>]*(?:\[.*?\]\s*)?>)*+<(?:[\w.-]+:)?([\w.-]+)", re.DOTALL
)
_SIGNS = (
    ("arb", r'"@@locale"\s*:'),
    ("webext", r'\A\s*\{\s*"(?:[^"\\]|\\.)*+"\s*:\s*\{\s*"(?:message|description)"\s*:\s*"'),
    ("xcstrings", r'\A\s*\{\s*"sourceLanguage"\s*:'),
    ("i18next", r'_(?:zero|one|two|few|many|other|plural)"\s*:\s*"|\{\{[^{}"]*\}\}|\$t\('),
)


def locale_of(path: str) -> str:
    """Return the locale that a file's path names; "" where it names none.

    >>> locale_of("values-pt-rBR/strings.xml"), locale_of("fr/LC_MESSAGES/web.po"), locale_of("app_de.arb")
    ('pt-BR', 'fr', 'de')
    """
    path = path.replace("\\", "/")
    for pattern in _IN_PATH:
        match = re.search(pattern, path)
        if match and match[2] in _LANGUAGES:
            return match["locale"].replace("+", "-").replace("-r", "-").replace("_", "-")
    return ""
