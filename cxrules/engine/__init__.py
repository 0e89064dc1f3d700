"""One assessment under one plan: levels, the full trace, and the explanation of both.

Pure: what day it is and what the files say comes in as values.
"""

from cxrules.engine.evaluation import Evaluation, evaluate

__all__ = ["Evaluation", "evaluate"]
