"""Locales in the paths of files: which one a path names, and where the same texts are in another language.

Knows paths alone; no file is opened.
"""

from __future__ import annotations

import re

__all__ = ["is_locale", "locale_of", "siblings_of"]

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
"""ISO 639-1 with the old in, iw and ji; of three letters only those that are not words in paths."""

_LOCALE = r"([a-z]{2,3})(?:[-_][A-Z][a-z]{3})?(?:[-_](?:[A-Za-z]{2}|[0-9]{3}))?(?:@[a-z]+)?"
_IN_PATH = (
    r"(?:^|/)values-(?:b\+)?(?P<locale>([a-z]{2,3})(?:-r[A-Z]{2}|\+\w+)*)(?:-[^/]*)?/[^/]+$",
    r"(?:^|/)(?P<locale>([a-z]{2,3})\b[^/]*)\.lproj/[^/]+$",
    rf"(?:^|/)(?:[^/]*[._-])?(?P<locale>{_LOCALE})\.[^/]+$",
    rf"(?:^|/)(?P<locale>{_LOCALE})/(?:[^/]+/)?[^/]+$",
)


def is_locale(text: str) -> bool:
    """Return whether a text is a locale as files name it: ``fr``, ``pt_BR``, ``zh-Hant-TW``, ``sr@latin``.

    >>> is_locale("pt-BR"), is_locale("sms")
    (True, False)
    """
    match = re.fullmatch(_LOCALE, text)
    return match is not None and match[1] in _LANGUAGES


def siblings_of(path: str, language: str) -> list[str]:
    """Return the paths that the same texts may have in another language, likeliest first.

    >>> siblings_of("locales/fr.json", "en"), siblings_of("res/values-fr/strings.xml", "en")[1]
    (['locales/en.json'], 'res/values/strings.xml')
    """
    path = path.replace("\\", "/")
    if not (match := _locale_in(path)):
        return []
    start, stop = match.span("locale")
    written = re.escape(match["locale"])
    other = language.replace("-", "_") if "_" in match["locale"] else language
    everywhere = re.sub(rf"(?<![A-Za-z0-9]){written}(?![A-Za-z0-9])", other, path)
    siblings = [everywhere, path[:start] + other + path[stop:]]
    if path[start - 1 : start] in "_-." and start:  # messages_fr.properties, values-fr/, Sms.fr.resx
        siblings.append(path[: start - 1] + path[stop:])
    if path[stop:].startswith(".lproj/"):
        siblings.append(f"{path[:start]}Base{path[stop:]}")
    return [sibling for sibling in dict.fromkeys(siblings) if sibling != path]


def locale_of(path: str) -> str:
    """Return the locale that a file's path names; "" where it names none.

    >>> locale_of("values-pt-rBR/strings.xml"), locale_of("fr/LC_MESSAGES/web.po"), locale_of("app_de.arb")
    ('pt-BR', 'fr', 'de')
    """
    match = _locale_in(path.replace("\\", "/"))
    return match["locale"].replace("+", "-").replace("-r", "-").replace("_", "-") if match else ""


def _locale_in(path: str) -> re.Match[str] | None:
    matches = (re.search(pattern, path) for pattern in _IN_PATH)
    return next((match for match in matches if match and match[2] in _LANGUAGES), None)
