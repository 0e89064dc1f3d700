"""An assessment carried over into another model: what that tells, and what is still to be asked."""
