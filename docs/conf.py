"""How Sphinx builds these pages: Markdown by MyST, the library reference from docstrings.

No page's content is decided here; the version is that of the package.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import segmenter  # from this checkout, installed or not

project = "segmenter"
author = "The segmenter authors"
project_copyright = "2026, The segmenter authors"
release = version = segmenter.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]

html_theme = "furo"
html_title = f"segmenter {release}"
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_copy_source = False
html_show_sourcelink = False

myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_preserve_defaults = True
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True
napoleon_attr_annotations = False
# Docstrings write `name` for what is code.
default_role = "code"

nitpicky = True
# Types of the standard library, which is not linked: nothing can be looked up while the docs are built; and
# `Part` and `Document`, names for unions, and `Rules` and `Watcher`, which callers never see.
nitpick_ignore = [
    ("py:class", name)
    for name in (
        "Decimal",
        "Document",
        "Fraction",
        "Iterable",
        "Part",
        "Rules",
        "segmenter.pricing.audiences.Watcher",
        "collections.abc.Iterable",
        "collections.abc.Mapping",
        "collections.abc.Sequence",
        "datetime",
        "datetime.date",
        "date",
        "datetime.datetime",
        "datetime.timedelta",
        "decimal.Decimal",
        "os.PathLike",
        "re.Pattern",
    )
]
