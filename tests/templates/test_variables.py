"""Variables: lengths, alphabets and examples, and what of them is refused."""

import copy
import pickle

import pytest

from segmenter.errors import TemplateError
from segmenter.templates import Alphabet, Variable


def test_the_default_is_the_most_cautious() -> None:
    one = Variable(longest=9)
    assert (one.shortest, one.alphabet, one.examples) == (0, Alphabet.ANY, ())


def test_an_alphabet_may_be_named_by_its_string() -> None:
    assert [Variable(longest=1, alphabet=name).alphabet for name in Alphabet] == list(Alphabet)
    assert [*Alphabet] == ["digits", "ascii", "gsm7-basic", "gsm7", "any"]


@pytest.mark.parametrize(("shortest", "longest"), [(2, 1), (-1, 1), (-2, -1)])
def test_impossible_lengths_are_refused(shortest: int, longest: int) -> None:
    with pytest.raises(TemplateError):
        Variable(shortest=shortest, longest=longest)


def test_a_length_is_an_int() -> None:
    with pytest.raises(TypeError):
        Variable(longest="9")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Variable(longest=True)


def test_an_unknown_alphabet_names_the_known_ones() -> None:
    with pytest.raises(TemplateError, match="there are digits, ascii"):
        Variable(longest=1, alphabet="latin")


@pytest.mark.parametrize("example", ["", "abcd", "aëb", "a\ud800"])
def test_an_example_has_to_be_such_a_value(example: str) -> None:
    with pytest.raises(TemplateError, match="example"):
        Variable(shortest=1, longest=3, alphabet="ascii", examples=[example])


def test_examples_are_several() -> None:
    with pytest.raises(TypeError, match="several"):
        Variable(longest=3, examples="Ann")


def test_a_variable_survives_copying_and_pickling() -> None:
    one = Variable(shortest=1, longest=3, alphabet="gsm7", examples=["Ann"])
    assert copy.copy(one) == pickle.loads(pickle.dumps(one)) == one
