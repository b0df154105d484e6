from .corrections import *
from .credits import *
from .entry import *
