"""`python -m tests.faults`: schedules of faults on what is published."""

import sys

from tests.faults.publishing import main

sys.exit(main())
