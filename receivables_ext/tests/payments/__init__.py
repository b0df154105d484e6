from .cash_terms import *
from .corrections import *
from .credits import *
from .discount import *
from .entry import *
