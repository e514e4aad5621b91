"""Where the command starts, as ``segmenter`` or ``python -m segmenter``.

It decides what an interrupt does until the command can catch one; nothing else lives here.
"""

import _signal  # type: ignore[import-not-found]  # `signal` itself takes 5 ms, in which an interrupt is a traceback
import sys

# Until `main` is ready an interrupt ends the process; where a parent has interrupts ignored, they stay so.
if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
    _signal.signal(_signal.SIGINT, _signal.SIG_DFL)

from .cli import main

if __name__ == "__main__":
    sys.exit(main())
