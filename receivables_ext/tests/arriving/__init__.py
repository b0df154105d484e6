from .imports import *
