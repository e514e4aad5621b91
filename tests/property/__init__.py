"""The laws: what must hold for every text and every policy, drawn by Hypothesis.

They must not know how the library reaches its answers.
"""
