"""``python -m derive`` is the command ``derive``."""

import sys

from derive.cli import main

sys.exit(main())
