"""The syntaxes of placeholders, one a module: each a pattern, and what to make of the odder matches.

A line here knows how placeholders are written; it must not know what they are filled with.
"""
