"""Settings that hold for every test: the Hypothesis profiles, chosen by HYPOTHESIS_PROFILE.

It must not hold helpers that tests import; those are modules of their own beside it.
"""

import os

from hypothesis import settings

from tests.shared_data import in_ci

# Deadlines measure the machine, which others use at the same time; under CI a run must be repeatable.
settings.register_profile("default", max_examples=100, deadline=None, derandomize=in_ci(), print_blob=True)
settings.register_profile("thorough", max_examples=2_000, deadline=None, derandomize=in_ci(), print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
