"""Advice: why a text costs what it costs, what may be typed instead, and what that saves.

A line here reads what the core has counted and proposes edits; it does not print, and it knows no provider.
"""
