"""One service for all tests of a process that ask it something."""

from collections.abc import Iterator

import pytest

from tests.serve.services import Service, running


@pytest.fixture(scope="session")
def service() -> Iterator[Service]:
    with running() as started:
        yield started
