"""Reassembly: duplicates, contradictions, reuse of references, bounds and expiry."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from segmenter import UserDataError, segment, wire
from segmenter.wire.elements import Concatenation


def parts(text: str, *, sender: str = "Info", reference: int = 7) -> list[wire.Tpdu]:
    return [
        wire.decode_tpdu(octets)
        for octets in wire.deliver_tpdus(segment(text), sender=sender, reference=reference)
    ]


def test_a_message_of_one_part_is_whole_at_once() -> None:
    whole = wire.Reassembler().add(parts("hi")[0])
    assert whole is not None
    assert (whole.text, whole.sender, whole.reference) == ("hi", "Info", None)


def test_a_duplicate_is_ignored() -> None:
    reassembler = wire.Reassembler()
    first, second = parts("x" * 200)
    assert reassembler.add(first) is reassembler.add(first) is None
    whole = reassembler.add(second)
    assert whole is not None
    assert whole.text == "x" * 200
    assert len(reassembler) == 0
    assert reassembler.take_evicted() == ()


def test_senders_and_references_keep_messages_apart() -> None:
    reassembler = wire.Reassembler()
    for sender in ("A", "B"):
        for reference in (1, 2):
            reassembler.add(parts(f"{sender}{reference}" * 90, sender=sender, reference=reference)[0])
    assert len(reassembler.waiting()) == 4
    whole = reassembler.add(parts("B1" * 90, sender="B", reference=1)[1])
    assert whole is not None
    assert whole.text == "B1" * 90


@pytest.mark.parametrize("later", ["y" * 200, "x" * 400])
def test_a_reference_that_is_used_again_evicts_the_old_message(later: str) -> None:
    reassembler = wire.Reassembler()
    reassembler.add(parts("x" * 200)[0])
    pieces = parts(later)
    whole = [reassembler.add(piece) for piece in pieces][-1]
    assert whole is not None
    assert whole.text == later
    (old,) = reassembler.take_evicted()
    assert (old.reason, old.missing, old.text) == ("reference reused", (2,), "x" * 153 + "…")
    assert reassembler.take_evicted() == ()


def test_messages_expire_by_the_callers_clock() -> None:
    start = datetime(2026, 11, 28, tzinfo=UTC)
    clocks: list[Any] = [(0, 3600, 3601), (start, start + timedelta(hours=1), start + timedelta(hours=2))]
    for begin, soon, late in clocks:
        reassembler = wire.Reassembler()
        reassembler.add(parts("x" * 200)[0], now=begin)
        assert reassembler.expire(soon) == ()
        (expired,) = reassembler.expire(late)
        assert (expired.reason, expired.missing) == ("expired", (2,))
        assert reassembler.take_evicted() == (expired,)


def test_without_a_moment_a_message_waits_from_the_first_one_given() -> None:
    reassembler = wire.Reassembler(lifetime=timedelta(seconds=10))
    reassembler.add(parts("x" * 200)[0])
    assert reassembler.expire(1_000_000) == ()
    assert len(reassembler.expire(1_000_011)) == 1


def test_memory_is_bounded_and_the_longest_waiting_goes_first() -> None:
    reassembler = wire.Reassembler(most_parts=3)
    for reference in range(5):
        reassembler.add(parts("x" * 200, reference=reference)[0])
    assert len(reassembler) == 3
    assert [evicted.reference for evicted in reassembler.take_evicted()] == [0, 1]
    with pytest.raises(UserDataError, match="most_parts"):
        wire.Reassembler(most_parts=0)


def test_a_part_number_that_cannot_be_makes_a_message_of_its_own() -> None:
    octets = bytearray(wire.deliver_tpdus(segment("x" * 200), sender="Info", reference=7)[1])
    place = octets.index(bytes.fromhex("0500030702"))
    for total, number in ((2, 3), (0, 1), (2, 0), (0, 0)):
        octets[place + 4 : place + 6] = bytes((total, number))
        whole = wire.Reassembler().add(wire.decode_tpdu(bytes(octets)))
        assert whole is not None
        assert whole.reference is None


def test_the_last_concatenation_element_counts() -> None:
    header = bytes.fromhex("0b" + "0003010301" + "080400020202")
    part = wire.decode_user_data(header + b"ab", udhi=True, encoding=wire.CharacterSet.DATA)
    assert part.concatenation == Concatenation(2, 2, 2, 16)  # type: ignore[arg-type]  # equal to its number
    assert [element.identifier for element in part.elements] == [0, 8]


def test_a_part_may_be_of_the_callers_making() -> None:
    reassembler = wire.Reassembler()
    place = Concatenation(1, 2, 1)
    assert reassembler.add(wire.Part("me", place, "GSM-7", (), b"a\x1b", "a ")) is None
    whole = reassembler.add(wire.Part("me", place._replace(number=2), "GSM-7", (), b"\x65b", "eb"))
    assert whole is not None
    assert whole.text == "a€b"


def test_data_is_joined_without_a_text() -> None:
    reassembler = wire.Reassembler()
    pieces = wire.encode_data(bytes(range(200)), reference=1)
    assert reassembler.add(pieces[1]) is None
    whole = reassembler.add(pieces[0])
    assert whole is not None
    assert (whole.text, whole.octets) == (None, bytes(range(200)))


def test_what_is_no_part_is_refused() -> None:
    with pytest.raises(TypeError, match="Command"):
        wire.Reassembler().add(wire.Command(0, 0, 0, 0, wire.Address("1")))


@pytest.mark.parametrize("saved", [{}, {"waiting": [{}], "evicted": []}, {"waiting": 1, "evicted": []}])
def test_what_was_not_saved_cannot_be_restored(saved: dict[str, Any]) -> None:
    with pytest.raises(UserDataError, match="save\\(\\)"):
        wire.Reassembler().restore(saved)
