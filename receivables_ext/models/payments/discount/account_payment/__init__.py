# isort: skip_file
from . import closing
from . import entry_again  # what a draft closes, where it already has an entry
