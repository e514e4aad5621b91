"""The core: tables, alphabets, policy, what headers cost, counting and cutting.

It does no I/O, keeps no clock, starts no thread, and imports nothing but the standard library and, when
grapheme clusters are asked for, `regex`.
"""
