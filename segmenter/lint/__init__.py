"""Lint: which entries of catalogs are messages, and what is wrong with them, rule by rule.

Takes catalogs that are read and gives findings; how they look, and what a run of the command does with them,
is not known here.
"""
