"""Two versions of a model: which element became which, what that changes, and what version follows."""
