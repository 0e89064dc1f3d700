"""The tests of cxrules, a folder a layer."""
