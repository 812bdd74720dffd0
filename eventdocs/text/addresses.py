"""Names of files and addresses of pages: what is valid everywhere, what collides, and how links are written.

Ids, names, providers and locales become parts of paths. A site is built on one system, checked into git on
another and served by a third, so a name must be valid and unique on all of them.
"""

import re
import unicodedata
from urllib.parse import quote

LONGEST_NAME = 200  # bytes; most file systems allow 255, and endings and temporary files need some
LONGEST_PATH = 240  # bytes; Windows allows 260 characters by default, with the folder that the site is in

_DEVICE = re.compile(
    r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(?:\..*)?", re.IGNORECASE
)
_SAFE = re.compile(r"[0-9][0-9A-Za-z_-]{0,99}")  # most ids, and most names of pages
_FORBIDDEN = re.compile(r'[\0-\x1f\x7f<>:"/\\|?*]')
# Characters without a shape of their own that Unicode does not count as control or format characters.
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_SHAPELESS = frozenset("CZ")  # categories of Unicode: controls, private and unassigned characters; spaces


# Most paths of a site, and nothing that is encoded.
_UNRESERVED = re.compile(r"[A-Za-z0-9_.~/-]*")


def href(path: str) -> str:
    """Return a path of the site as part of an address: percent-encoded, with its slashes."""
    return path if _UNRESERVED.fullmatch(path) else quote(path)


def folded(path: str) -> str:
    """Return a path in a form that is equal for all paths that some file system takes for one.

    File systems ignore case, or normalize Unicode, or both. This is the compatibility caseless matching of
    the Unicode standard (D146), which covers all of them.
    """
    if path.isascii():
        return path.lower()
    once = unicodedata.normalize("NFKD", unicodedata.normalize("NFD", path).casefold())
    return unicodedata.normalize("NFKD", once.casefold())


def file_name_problem(name: str) -> str:
    """Return why a name is not a valid file name on every system, or an empty text."""
    if _SAFE.fullmatch(name):
        return ""
    if _DEVICE.fullmatch(name):
        return "is reserved on Windows"
    if name.startswith("."):
        return "begins with a dot"
    if name.endswith((".", " ")):
        return "ends with a dot" if name.endswith(".") else "ends with a space"
    if character := _bad_character(name):
        return f"contains the character U+{ord(character):04X}, which is not allowed in file names"
    if not unicodedata.is_normalized("NFC", name):
        return "is not in the Unicode normalization form NFC, to which some systems change file names"
    return "is too long for a file name" if len(name.encode()) > LONGEST_NAME else ""


def safe_file_name(text: str, longest: int = LONGEST_NAME) -> str:
    """Return a text without what is not valid in file names, with at most this number of bytes.

    The result may be empty, or a name that is reserved on Windows.
    """
    allowed = (each for each in text if not _FORBIDDEN.match(each) and not _is_shapeless(each))
    name = unicodedata.normalize("NFC", "".join(allowed)).lstrip(".")
    return name.encode()[:longest].decode(errors="ignore").rstrip(".")


def _bad_character(name: str) -> str:
    """Return the first character that some system refuses or that nobody can see; empty if there is none."""
    if found := _FORBIDDEN.search(name):
        return found[0]
    if name.isascii():
        return ""
    return next((character for character in name if _is_shapeless(character)), "")


def _is_shapeless(character: str) -> bool:
    return unicodedata.category(character)[0] in _SHAPELESS or bool(_INVISIBLE.match(character))
