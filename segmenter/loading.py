"""Names that a package offers without importing their modules: each is loaded when it is first asked for.

A line here knows packages and names; which names there are stands in each package.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from typing import Any

__all__ = ["lazily"]


def lazily(
    package: "dict[str, Any]", module_of: "Mapping[str, str]", submodules: "Collection[str]" = ()
) -> "Callable[[str], object]":
    """Return what a package calls ``__getattr__`` (PEP 562): it loads a name once, and keeps it.

    Args:
        package: its ``globals()``.
        module_of: the module of each name, relative to the package: ``core.counting``, or ``.files`` for one
            beside it.
        submodules: names that are modules of the package themselves.

    >>> import segmenter.bulk
    >>> segmenter.bulk.missing
    Traceback (most recent call last):
    AttributeError: module 'segmenter.bulk' has no attribute 'missing'
    """
    package_name = package["__name__"]

    def load(name: str) -> object:
        from importlib import import_module

        if name in module_of:
            value = getattr(import_module(f".{module_of[name]}", package_name), name)
        elif name in submodules:
            value = import_module(f".{name}", package_name)
        else:
            raise AttributeError(f"module {package_name!r} has no attribute {name!r}")
        package[name] = value
        return value

    return load
