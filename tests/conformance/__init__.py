"""Outside cases: the tables, other libraries' test cases, and real messages, read from the shared data.

What they expect must not be changed to suit the library; a case left out is named with its reason.
"""
