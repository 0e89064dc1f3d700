"""Files of wishes for a roadmap: reading them, and holding them against the assessments they are for."""

from __future__ import annotations

from cxrules.exchange.wishes.check import Known, check_wishes
from cxrules.exchange.wishes.read import read_wishes

__all__ = ["Known", "check_wishes", "read_wishes"]
