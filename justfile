# The tasks of this project, a line each. `just` alone lists them; `just checks` runs what CI runs.
# scripts/venv makes the environment they need; `just` itself comes with it.

venv := env_var_or_default("CXRULES_VENV", justfile_directory() / ".venv")
export PATH := venv / "bin:" + env_var("PATH")

_list:
    @just --list --unsorted

# everything that must pass before a change is merged
checks: format lint types layers dependencies docs test

# one layout: fails where a file is not formatted
format:
    ruff format --check .

# style and likely mistakes
lint:
    ruff check .

# types, strictly, tests included
types:
    mypy

# who may import whom
layers:
    lint-imports --no-logo

# what is imported is declared, and the other way round
dependencies:
    deptry .

# the documentation, with warnings as errors
docs:
    sphinx-build -W --keep-going -q -b html docs docs/_build/html

# tests; arguments go to pytest: just test -k scale
test *arguments:
    pytest --numprocesses auto {{ arguments }}

# the tests of the shipped rulesets, and every change to a rule that none of them would notice
mutants:
    cxrules test rulesets/ --mutants

# tests with many more generated cases
thorough *arguments:
    pytest --hypothesis-profile=thorough {{ arguments }}

# format and repair what can be repaired
fix:
    ruff check --fix .
    ruff format .

# wheel and source distribution, into dist/
build:
    python -m hatchling build
