"""The codec ``gsm03.38``: GSM 7 bit text through `str.encode`, `bytes.decode` and `open`.

This module knows Python's codecs and the alphabets; it must not know a header or a segment. Each septet takes
an octet of its own, except in ``gsm03.38-packed``.

Names: ``gsm03.38``, with the aliases ``gsm0338``, ``gsm-7`` and ``gsm7``; ``-turkish`` and so on after any of
them for the two tables of a language, ``-turkish-single`` for its single shift table alone; ``-packed`` last.
Octets do not show which tables they were written with, so a reader has to know the language.
"""

from __future__ import annotations

import codecs
import re
from codecs import charmap_decode, charmap_encode
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from ..core.alphabets import ESCAPE, NO_SLOT, AlphabetTables, alphabet
from ..core.policy import LANGUAGES, NationalLanguage
from .septets import septets_of, slots_of
from .texts import UNDEFINED, decoding_table
from .ussd import pack_padded, unpack_padded

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["NAME", "codec_info"]

NAME = "gsm03.38"
_ALIASES = re.compile(r"gsm(?:03[._]38|0338|_?7)(?:_([a-z]+?))?(_single)?(_packed)?")
_PLAIN = {"strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace"}


@lru_cache(maxsize=64)
def codec_info(name: str) -> codecs.CodecInfo | None:
    """Return the codec of a name as Python passes it, lower case with underscores; `None` for other names.

    >>> codec_info("gsm_7").name, codec_info("gsm0338_turkish_packed").name
    ('gsm03.38', 'gsm03.38-turkish-packed')
    """
    match = _ALIASES.fullmatch(name.replace("-", "_"))
    if match is None:
        return None
    word, single_only, packed = match.groups()
    if word == "packed" and not packed:
        word, packed = None, "_packed"
    if word is not None and word not in LANGUAGES:
        return None
    language = None if word is None else LANGUAGES[word]
    if language is None and single_only:
        return None
    locking = None if single_only or language is NationalLanguage.SPANISH else language
    words = [NAME]
    if language is not None:
        words.append(language.name.lower())
    words += [suffix.strip("_") for suffix in (single_only, packed) if suffix]
    return _info("-".join(words), locking, language, packed=bool(packed))


def _info(
    name: str, locking: NationalLanguage | None, single: NationalLanguage | None, *, packed: bool
) -> codecs.CodecInfo:
    tables = alphabet(locking, single)
    encode = _encoder(name, tables)
    decode = _decoder(name, locking, single)
    if packed:
        encode, decode = _packing(encode), _unpacking(decode)

    class Codec(codecs.Codec):
        def encode(self, input: str, errors: str = "strict") -> tuple[bytes, int]:  # noqa: A002  # the base's name
            return encode(input, errors)

        def decode(self, input: bytes, errors: str = "strict") -> tuple[str, int]:  # noqa: A002  # the base's name
            return decode(input, errors)

    class StreamWriter(Codec, codecs.StreamWriter):
        """Writes text to a stream of octets."""

    class StreamReader(Codec, codecs.StreamReader):
        """Reads text from a stream of octets."""

    return codecs.CodecInfo(
        encode=encode,
        decode=decode,
        streamreader=StreamReader,
        streamwriter=StreamWriter,
        incrementalencoder=_NoIncrementalEncoder if packed else _incremental_encoder(encode),
        incrementaldecoder=_incremental_decoder(decode, packed=packed),
        name=name,
    )


# --- Text to septets --------------------------------------------------------------------------------------


def _encoder(name: str, tables: AlphabetTables) -> Callable[..., tuple[bytes, int]]:
    latin1_slots, slot_map = tables.latin1_slots, tables.map

    def encode(text: str, errors: str = "strict") -> tuple[bytes, int]:
        if text.isascii():
            slots = text.encode().translate(latin1_slots)
            if slots.isascii():
                # Where the escape's slot is used, `septets_of` puts position 0 there.
                return (septets_of(slots) if ESCAPE in slots else slots), len(text)
            if NO_SLOT not in slots:
                return septets_of(slots), len(text)
        mapping = _map_without_nul(tables) if "\0" in text else slot_map
        handler = errors if errors in _PLAIN else _text_handler(errors)
        try:
            slots = charmap_encode(text, handler, mapping)[0]
        except UnicodeEncodeError as error:
            raise UnicodeEncodeError(name, text, error.start, error.end, "not in the alphabet") from None
        if 0 in slots:  # a handler put a NUL in
            raise UnicodeEncodeError(
                name, text, 0, len(text), "the error handler's replacement is not in the alphabet"
            )
        return septets_of(slots), len(text)

    return encode


@cache
def _map_without_nul(tables: AlphabetTables) -> dict[int, int]:
    """Return the alphabet's map without U+0000 for a text that has one; it is seven times slower."""
    slots = tables.slots("".join(sorted({*tables.base.values(), *tables.shifted.values()})))
    characters = sorted({*tables.base.values(), *tables.shifted.values()})
    return {ord(character): slot for character, slot in zip(characters, slots, strict=True)}


@cache
def _text_handler(errors: str) -> str:
    """Return the name of a handler that does what `errors` does, but may not return octets.

    Octets from a handler would go into the output as they are, and this is not the output yet.
    """
    handler = codecs.lookup_error(errors)

    def text_only(error: UnicodeError) -> tuple[str | bytes, int]:
        answer, place = handler(error)
        if not isinstance(answer, str):
            message = f"the error handler {errors!r} returned octets; {NAME} needs text"
            raise TypeError(message)
        return answer, place

    name = f"segmenter.text-only.{errors}"
    codecs.register_error(name, text_only)
    return name


# --- Septets to text --------------------------------------------------------------------------------------


def _decoder(
    name: str, locking: NationalLanguage | None, single: NationalLanguage | None
) -> Callable[..., tuple[str, int]]:
    strict = decoding_table(locking, single, strict=True)
    received = decoding_table(locking, single)

    def decode(octets: bytes, errors: str = "strict") -> tuple[str, int]:
        octets = bytes(octets)
        if octets.isascii():
            slots, cut = slots_of(octets)
            if errors == "replace":
                text = charmap_decode(slots, "replace", received)[0]
                return (text + " " if cut else text), len(octets)
            if not cut:
                try:
                    return charmap_decode(slots, "strict", strict)[0], len(octets)
                except UnicodeDecodeError:
                    pass
        return _decode_with_errors(name, octets, errors, strict, received), len(octets)

    return decode


def _decode_with_errors(name: str, octets: bytes, errors: str, strict: str, received: str) -> str:
    """Decode octets that a strict reader rejects, each fault by the error handler."""
    good = _good_octets(strict)
    texts: list[str] = []
    at = 0
    while at < len(octets):
        match = good.match(octets, at)
        if match:
            texts.append(charmap_decode(slots_of(match[0])[0], "strict", strict)[0])
            at = match.end()
            if at == len(octets):
                break
        shifted = octets[at] == ESCAPE
        stop = min(len(octets), at + 1 + shifted)
        if shifted and stop == at + 2 and octets[at + 1] > 0x7F:
            stop = at + 1
        if errors == "replace":
            slot = 0x80 + octets[at + 1] if shifted and stop == at + 2 else None
            character = " " if shifted and slot is None else "\ufffd" if slot is None else received[slot]
            texts.append("\ufffd" if character == UNDEFINED else character)
            at = stop
            continue
        reason = "not a septet"
        if shifted:
            reason = "escape without a septet" if stop == at + 1 else "escape before an undefined position"
        elif octets[at] < 0x80:
            reason = "undefined position"
        error = UnicodeDecodeError(name, octets, at, stop, reason)
        if errors == "strict":
            raise error
        answer, at = codecs.lookup_error(errors)(error)
        texts.append(str(answer))
        at += len(octets) if at < 0 else 0
    return "".join(texts)


@cache
def _good_octets(strict: str) -> re.Pattern[bytes]:
    """Return the pattern of a run of octets that a strict reader accepts."""
    base = b"".join(re.escape(bytes((at,))) for at in range(0x80) if strict[at] != UNDEFINED)
    shifted = b"".join(re.escape(bytes((at,))) for at in range(0x80) if strict[0x80 + at] != UNDEFINED)
    return re.compile(b"(?:[" + base + b"]|\x1b[" + shifted + b"])+")


# --- Packed, and piece by piece ---------------------------------------------------------------------------


def _packing(encode: Callable[..., tuple[bytes, int]]) -> Callable[..., tuple[bytes, int]]:
    def packed(text: str, errors: str = "strict") -> tuple[bytes, int]:
        septets, length = encode(text, errors)
        return pack_padded(septets), length

    return packed


def _unpacking(decode: Callable[..., tuple[str, int]]) -> Callable[..., tuple[str, int]]:
    def unpacked(octets: bytes, errors: str = "strict") -> tuple[str, int]:
        return decode(unpack_padded(bytes(octets)), errors)[0], len(octets)

    return unpacked


class _NoIncrementalEncoder(codecs.IncrementalEncoder):
    """Refuses to pack piece by piece: `open` does not announce the end, so the last octet would be lost."""

    def __init__(self, errors: str = "strict") -> None:
        super().__init__(errors)
        message = "packed text cannot be written piece by piece; encode the whole text"
        raise LookupError(message)


def _incremental_encoder(encode: Callable[..., tuple[bytes, int]]) -> type[codecs.IncrementalEncoder]:
    class Encoder(codecs.IncrementalEncoder):
        """Encodes each character by itself, so it keeps no state."""

        def encode(self, input: str, final: bool = False) -> bytes:  # noqa: A002, ARG002, FBT001, FBT002  # as in codecs
            return encode(input, self.errors)[0]

    return Encoder


def _incremental_decoder(
    decode: Callable[..., tuple[str, int]], *, packed: bool
) -> type[codecs.IncrementalDecoder]:
    class Decoder(codecs.BufferedIncrementalDecoder):
        """Keeps an escape at the end of a piece for the next one, and packed septets until the end."""

        def _buffer_decode(self, input: Any, errors: str, final: bool) -> tuple[str, int]:  # noqa: A002, FBT001  # as in codecs
            octets = bytes(input)
            if not final:
                escapes = len(octets) - len(octets.rstrip(b"\x1b"))
                octets = b"" if packed else octets[: len(octets) - escapes % 2]
            return decode(octets, errors)[0], len(octets)

    return Decoder
