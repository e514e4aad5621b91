"""Lint: which entries of catalogs are messages, and what is wrong with them, rule by rule.

Takes catalogs and yields findings; how those look, and what a run of the command does with them, is not known
here.
"""
