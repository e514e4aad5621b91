"""Settings that hold for every test: the Hypothesis profiles, chosen by HYPOTHESIS_PROFILE.

It must not hold helpers that tests import; those are modules of their own beside it.
"""

import os

from hypothesis import HealthCheck, settings

from tests.shared_data import in_ci

# A deadline, and how long examples take to draw, measure the machine. In CI a run must be repeatable.
for name, examples in {"default": 100, "thorough": 2_000}.items():
    settings.register_profile(
        name,
        max_examples=examples,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        derandomize=in_ci(),
        print_blob=True,
    )
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
