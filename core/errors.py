"""Everything that can go wrong, as one tree.

    DondocError
    ├── IntakeError                 the file is not taken in; nothing was stored
    │   ├── EmptyFile               nothing in it
    │   ├── UnsupportedFile         a type that is not read
    │   ├── EncryptedFile           needs a password
    │   ├── DamagedFile             truncated or malformed
    │   ├── FileTooLarge            over a limit: bytes, pages, pixels, unpacked size, nesting, time
    │   ├── ConverterMissing        an old office format, and no LibreOffice to convert it
    │   ├── FileNotReadable         missing, a folder, or no permission
    │   └── HeldBack                held already, and not open to who hands it in
    ├── PageError                   one page could not be read; the others are kept
    │   ├── PageTimeout
    │   └── OcrUnavailable          Tesseract or its Vietnamese data is missing
    ├── NotFound                    no such document, task or page
    ├── Ambiguous                   a prefix or number that names several documents
    ├── InvalidInput                a date, status or option that cannot be understood
    ├── ConfigurationError          a setting that is unknown, unsafe or contradictory
    ├── IndexDamaged                the vector index must be rebuilt from the database
    ├── EmbedderUnavailable         the model that turns text into vectors cannot be had; searches go on by words
    ├── AuditBroken                 the audit trail was tampered with
    ├── NotAllowed                  who asks may not do this, or is not who they say
    │   └── SignOnRefused           the identity provider did not vouch for them, or the office has no place for them
    ├── ProviderUnavailable         the identity provider cannot be reached, or answers nonsense
    ├── TooManyAttempts             too many failed attempts to sign in; wait
    ├── Overloaded                  too much waits to be read, or the disk is full; try again later
    ├── StorageUnavailable          the store of files cannot be reached, or does not do as asked
    └── Busy                        another process holds the data folder's writer lock

Each error says what happened, where, and what to do next; `code` is stable and machine-readable. The Vietnamese wording
for pages lives in `service/`, keyed by `code`.
"""


class DondocError(Exception):
    """Base of all errors of the program.

    Args:
        what: what happened.
        where: file, page, field or record it happened at; "" when there is no such place.
        advice: what the person can do next.
    """

    code = "error"

    def __init__(self, what: str, *, where: str = "", advice: str = "") -> None:
        self.what, self.where, self.advice = what, where, advice
        super().__init__(": ".join(part for part in (where, what) if part) + (f" ({advice})" if advice else ""))

    def __reduce__(self) -> tuple[object, ...]:
        """Keeps the three parts when the error crosses a process or is stored by the job engine."""
        return _rebuild, (type(self), self.what, self.where, self.advice)


def error_of_code(code: str) -> type[DondocError]:
    """The class of the tree with this `code`; the base when there is none.

    >>> error_of_code("empty_file").__name__
    'EmptyFile'
    """
    kinds = [DondocError]
    for kind in kinds:
        if kind.code == code:
            return kind
        kinds.extend(kind.__subclasses__())
    return DondocError


def _rebuild(kind: type[DondocError], what: str, where: str, advice: str) -> DondocError:
    return kind(what, where=where, advice=advice)


class IntakeError(DondocError):
    code = "intake"


class EmptyFile(IntakeError):
    code = "empty_file"


class UnsupportedFile(IntakeError):
    code = "unsupported_file"


class EncryptedFile(IntakeError):
    code = "encrypted_file"


class DamagedFile(IntakeError):
    code = "damaged_file"


class FileTooLarge(IntakeError):
    code = "file_too_large"


class ConverterMissing(IntakeError):
    code = "converter_missing"


class FileNotReadable(IntakeError):
    code = "file_not_readable"


class HeldBack(IntakeError):
    code = "held_back"


class PageError(DondocError):
    code = "page"


class PageTimeout(PageError):
    code = "page_timeout"


class OcrUnavailable(PageError):
    code = "ocr_unavailable"


class NotFound(DondocError):
    code = "not_found"


class Ambiguous(DondocError):
    code = "ambiguous"


class InvalidInput(DondocError):
    code = "invalid_input"


class ConfigurationError(DondocError):
    code = "configuration"


class IndexDamaged(DondocError):
    code = "index_damaged"


class EmbedderUnavailable(DondocError):
    code = "embedder_unavailable"


class StorageUnavailable(DondocError):
    code = "storage_unavailable"


class AuditBroken(DondocError):
    code = "audit_broken"


class NotAllowed(DondocError):
    code = "not_allowed"


class SignOnRefused(NotAllowed):
    code = "sign_on_refused"


class ProviderUnavailable(DondocError):
    code = "provider_unavailable"


class TooManyAttempts(DondocError):
    code = "too_many_attempts"


class Overloaded(DondocError):
    code = "overloaded"


class Busy(DondocError):
    code = "busy"
