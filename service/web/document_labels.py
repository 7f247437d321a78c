"""What choices of documents call each one: kind and number, with the name of the file where two are called alike."""

from collections import Counter

from service.office import Office


def document_labels(office: Office) -> dict[str, str]:
    """A label for each document, by id, newest first; no two alike unless their files are named alike too."""
    names = office.documents.names()
    times = Counter(name.full for name in names.values())
    return {
        document_id: name.full if times[name.full] == 1 else f"{name.full} · {name.file_name}"
        for document_id, name in names.items()
    }
