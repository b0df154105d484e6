from .cash_terms import *
from .corrections import *
from .credits import *
from .deductions import *
from .discount import *
from .entry import *
from .pile import *
