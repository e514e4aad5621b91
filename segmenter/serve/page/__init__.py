"""The page: what it asks and what it is answered, in a browser or by the service; and its files.

Answers are made of what the rooms below return; no line here counts.
"""
