"""What the running program tells those who look after it: log lines, metrics, traces, and whether it is ready.

Nothing of it holds words of documents, questions or names of files: routes are told by their pattern, errors by their
code.
"""
