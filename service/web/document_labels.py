"""What choices of documents call each one: kind and number, with the name of the file where two are called alike."""

from collections import Counter

from service.documents.conditions import DocumentCondition
from service.office import Office
from service.store.document_naming import label_of

SUGGESTED = 12


def document_labels(office: Office) -> dict[str, str]:
    """A label for each document, by id, newest first; no two alike unless their files are named alike too."""
    names = office.documents.names()
    times = Counter(name.full for name in names.values())
    return {document_id: label_of(name, is_alone=times[name.full] == 1) for document_id, name in names.items()}


def suggested_labels(office: Office, words: str) -> list[str]:
    """Labels of the newest documents that say these words in name, title, issuer or day."""
    found = office.catalogue.page(DocumentCondition(words=words), limit=SUGGESTED).documents
    labels = document_labels(office)
    return [labels[document.id] for document in found if document.id in labels]


def chosen_document(office: Office, typed: str) -> str:
    """Id of the document that was chosen or typed in a field for one: by label, số/ký hiệu or id; "" for none.

    Raises:
        NotFound: no document.
        Ambiguous: several documents.
    """
    return office.documents.find(typed).id if typed.strip() else ""
