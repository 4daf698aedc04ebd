"""Files to articles: read, decode, take the body out of the page, date. No model.

`read_folder` does it all; the steps are public so that an index can leave unchanged files alone. `read_files` opens
them in other processes, `read_file` in this one.
"""

from sourcier.corpus.folder import (
    RULES,
    FolderReading,
    articles_from,
    file_title,
    merge_copies,
    precedence,
    read_file,
    read_folder,
)
from sourcier.corpus.origin import raw_span
from sourcier.corpus.pool import read_files
from sourcier.corpus.scanning import Scan, read_bytes, scan
from sourcier.corpus.sidecar import Known, Sidecar, read_sidecar
from sourcier.corpus.skipped import Reason, Refused, Skipped

__all__ = [
    "RULES",
    "FolderReading",
    "Known",
    "Reason",
    "Refused",
    "Scan",
    "Sidecar",
    "Skipped",
    "articles_from",
    "file_title",
    "merge_copies",
    "precedence",
    "raw_span",
    "read_bytes",
    "read_file",
    "read_files",
    "read_folder",
    "read_sidecar",
    "scan",
]
