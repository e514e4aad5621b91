"""Names that packages load when they are first asked for."""

import subprocess
import sys
from importlib import import_module

import pytest

LAZY = (
    "segmenter",
    "segmenter.bulk",
    "segmenter.catalogs",
    "segmenter.files",
    "segmenter.pricing",
    "segmenter.providers",
    "segmenter.providers.endpoints",
)


@pytest.mark.parametrize("package", LAZY)
def test_an_unknown_name_of_a_package_is_an_attribute_error_that_names_both(package: str) -> None:
    with pytest.raises(AttributeError, match=rf"^module '{package}' has no attribute 'missing'$"):
        import_module(package).missing  # noqa: B018  # the look-up is the test


@pytest.mark.parametrize("package", ["segmenter", "segmenter.pricing", "segmenter.providers.endpoints"])
def test_a_name_is_loaded_once_and_kept(package: str) -> None:
    program = (
        f"import {package} as package\n"
        "name = package.__all__[-1] if package.__name__ != 'segmenter.pricing' else 'Campaign'\n"
        "assert name not in vars(package), name\n"
        "value = getattr(package, name)\n"
        "assert vars(package)[name] is value is getattr(package, name)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
