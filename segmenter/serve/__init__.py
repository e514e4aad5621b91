"""Doors for other programs: an HTTP service, and tools for agents.

Requests are read and answers written here; what a text costs is known by the rooms below.
"""
