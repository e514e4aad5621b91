"""The cases of peer_cases.jsonl in plain values: text, policy, and the facts that are expected.

It must not know who answers them; the library and the reference are judged by the same lines.
"""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from segmenter import Encoding, NationalLanguage, Policy, ReferenceWidth
from tests import shared_data
from tests.property.measures import air_octets
from tests.reference import Answer, Part

ENCODINGS = {"gsm7": Encoding.GSM7, "ucs2": Encoding.UCS2}
KINDS = ("count", "split", "encode", "national")


class PeerCase(NamedTuple):
    """One line of the file, of a kind that counts or splits; `expect` is already set right where `wrong`."""

    id: str
    kind: str
    text: str | None
    options: Mapping[str, Any]
    expect: Mapping[str, Any]
    verdict: str
    choice: str | None  # the name of the choice that a `policy` case shows

    @property
    def the_text(self) -> str:
        assert self.text is not None, f"{self.id} has no text"
        return self.text


def read_cases() -> list[PeerCase]:
    """Return every case of the kinds count, split, encode and national; skips where the data is absent."""
    found = []
    for line in shared_data.path("peer_cases.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        if case["kind"] not in KINDS:
            continue
        text = case["text"]
        if "text_repeat" in case:
            unit, times = case["text_repeat"]
            text = unit * times
        expect = {**case["expect"], **case.get("correct", {})}
        choice = case.get("policy")
        found.append(
            PeerCase(case["id"], case["kind"], text, case["options"], expect, case["verdict"], choice)
        )
    return found


def policy_of(case: PeerCase) -> Policy:
    """Return the policy that a case assumes; `tables` in use are not a policy and are read elsewhere."""
    encoding = case.options.get("encoding")
    enabled = case.options.get("enabled", {"locking": [], "single": []})
    return Policy(
        encodings=(Encoding.GSM7, Encoding.UCS2) if encoding is None else (ENCODINGS[encoding],),
        locking_shifts=frozenset(NationalLanguage(language) for language in enabled["locking"]),
        single_shifts=frozenset(NationalLanguage(language) for language in enabled["single"]),
        reference_width=ReferenceWidth(case.options.get("concat_ref_bits", 8)),
    )


def facts_of(answer: Answer, case: PeerCase) -> dict[str, object]:
    """Return an answer under the names that cases use, so that those a case expects can be picked out."""
    encoding = Encoding(answer.encoding)
    return {
        "encoding": {Encoding.GSM7: "gsm7", Encoding.UCS2: "ucs2"}[encoding],
        "encodable_gsm7": encoding is Encoding.GSM7,
        "segments": answer.segments,
        "units": answer.units,
        "per_segment": answer.segment_units,
        "remaining": answer.free_units,
        "locking": answer.locking_shift or 0,
        "single": answer.single_shift or 0,
        "parts": [part.text for part in answer.parts],
        "part_units": [part.units for part in answer.parts],
        "part_lengths": [len(part.text) for part in answer.parts],
        "roundtrip": "".join(part.text for part in answer.parts),
        # Which octets and septets they are is for the issue of the wire; how many, these functions say.
        "udh_hex": [part.udh_octets for part in answer.parts],
        "octets_hex": [octets_listed(encoding, part, case) for part in answer.parts],
        "septets_hex": answer.units,
    }


def octets_listed(encoding: Encoding, part: Part, case: PeerCase) -> int:
    """Return how many octets a case lists for a segment: packed or not, with its header or without."""
    if case.options.get("form") == "unpacked":
        return part.units
    octets = air_octets(encoding, part.udh_octets, part.units)
    return octets if case.options.get("with_udh") else octets - part.udh_octets


def expected_facts(case: PeerCase) -> dict[str, object]:
    """Return what a case expects, in the form of `facts_of`."""
    expected: dict[str, object] = dict(case.expect)
    if "roundtrip" in expected:
        expected["roundtrip"] = case.text
    if "udh_hex" in expected:
        expected["udh_hex"] = [len(header) // 2 for header in case.expect["udh_hex"]]
    if "septets_hex" in expected:
        expected["septets_hex"] = len(case.expect["septets_hex"]) // 2
    if "octets_hex" in expected:
        listed = case.expect["octets_hex"]
        each_segment = [listed] if isinstance(listed, str) else listed
        expected["octets_hex"] = [len(octets) // 2 for octets in each_segment]
    return expected


def assert_expected(answer: Answer, case: PeerCase) -> None:
    """Hold an answer to every fact a case states."""
    expected = expected_facts(case)
    facts = facts_of(answer, case)
    assert {name: facts[name] for name in expected} == expected


# --- What each case asks ----------------------------------------------------------------------------------

# Left out, and why. Each is a form of input or output that `count`, `segment` and `truncate` do not have.
LEFT_OUT = {
    "8-bit data is not text; the issue of the wire carries octets": ["cloudhopper-0040", "cloudhopper-0054"],
    "octets or septets as input, no text; for the issue of the wire": ["warthog-0066", "warthog-0108"],
    "DESIGN offers no segment size of the caller's choice": ["gosmpp-0006", "smpplib-0006"],
    "a count of grapheme clusters is not a fact of Count": ["twilio-0064", "twilio-0090"],
}

# Policy cases in which DESIGN decides against the peer, or asks more than the case states.
DECIDED = {
    "unmappable-to-space": "nothing is ever replaced silently: an error",
    "unpacked-140-octets": "160 septets are one segment on the air",
    "strict-ucs2": "UCS-2 is UTF-16BE: a character beyond the BMP is two units",
    "single-part-with-header": "one segment without shifts has no header",
}


def question_of(case: PeerCase) -> str:
    """Name what a case asks, so that every case belongs to exactly one test."""
    if any(case.id in ids for ids in LEFT_OUT.values()):
        return "left out"
    if case.choice in DECIDED:
        return "decided"
    if "tables" in case.options:
        return "tables"
    if "capacity_of" in case.options:
        return "capacity"
    if "truncated" in case.expect:
        return "truncation"
    if "non_gsm7" in case.expect:
        return "offenders"
    if "error" in case.expect:
        return "error"
    return "facts"


def cases_asking(question: str) -> list[PeerCase]:
    return [case for case in read_cases() if question_of(case) == question]
