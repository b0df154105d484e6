from . import test_arriving
from .imports import *
