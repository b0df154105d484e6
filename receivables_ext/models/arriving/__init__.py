"""What the bank says of money that came in, from the ground up."""

# isort: skip_file
from . import imports  # lines of the bank: read, shown, then kept
from . import matching  # whose money they are: proposed from all that is open, never booked here
