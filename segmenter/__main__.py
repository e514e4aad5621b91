"""``python -m segmenter`` is the command ``segmenter``.

Nothing else lives here.
"""

import sys

from .cli import main

if __name__ == "__main__":
    sys.exit(main())
