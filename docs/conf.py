"""How Sphinx builds these pages: Markdown by MyST, the library reference from docstrings.

No page's content is decided here; the version is that of the package.
"""

import os
import sys
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util import logging

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
# Types in signatures are those of the standard library, which is not linked, since nothing can be looked up
# while the docs are built, and of lower rooms, which callers never name. One name may stand in two rooms.
nitpick_ignore_regex = [("py:(class|exc)", ".*")]
suppress_warnings = ["ref.python"]


def _write_page(app: Sphinx, error: Exception | None) -> None:
    """Put the page to try messages on beside the others, as ``try/``."""
    from segmenter.serve.page.building import PageError, build

    if error is not None or app.builder.format != "html":
        return
    there = Path(os.environ.get("SEGMENTER_NODE_MODULES", "")) / "pyodide"
    try:
        build(str(app.outdir / "try"), pyodide=str(there) if there.is_dir() else None)
    except PageError as problem:
        logging.getLogger(__name__).warning(
            "there is no page to try: %s", problem, type="segmenter", subtype="page"
        )


def setup(app: Sphinx) -> dict[str, Any]:
    """Let the page be written when the documentation is."""
    app.connect("build-finished", _write_page)
    return {"parallel_read_safe": True}
