from .imports import *
from . import test_arriving
