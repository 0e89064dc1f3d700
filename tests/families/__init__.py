"""Small models, one for each family of published models, each with its tests in the language."""
