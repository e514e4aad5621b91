"""What stands for which character, by level: data, and no logic.

All but `languages` is made by ``scripts/make_substitutions.py``, and a test makes it again.
"""
