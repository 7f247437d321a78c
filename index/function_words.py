"""Words that hold sentences together and tell nothing of what they are about."""

from core.text import fold

_LIST = """
và của các có những được cho trong là với theo về này đó thì mà ở tại khi nào gì ai bao nhiêu mấy hay hoặc như thế phải
đã sẽ đang từ đến do bởi vì để ra vào cái chiếc việc một bị không ạ nhỉ vậy à
"""
FUNCTION_WORDS = frozenset(_LIST.split())
FOLDED_FUNCTION_WORDS = frozenset(fold(word) for word in FUNCTION_WORDS)
