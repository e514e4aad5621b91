"""The tests of segmenter, as packages, so that helpers are imported as `tests.reference`.

They must not need a source tree around them: a copy of this folder runs against an installed wheel.
"""
