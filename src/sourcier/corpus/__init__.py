"""Files to articles: read, decode, take the body out of the page, date. No network, no model.

`read_folder` does it all; the steps are public so that an index can leave unchanged files alone:
`scan`, `read_sidecar`, `read_bytes`, `fingerprint`, `article_from`, `merge_copies`.
"""

from sourcier.corpus.folder import (
    FolderReading,
    article_from,
    fingerprint,
    merge_copies,
    read_article,
    read_folder,
)
from sourcier.corpus.scanning import Scan, read_bytes, scan
from sourcier.corpus.sidecar import Known, Sidecar, read_sidecar
from sourcier.corpus.skipped import Reason, Refused, Skipped

__all__ = [
    "FolderReading",
    "Known",
    "Reason",
    "Refused",
    "Scan",
    "Sidecar",
    "Skipped",
    "article_from",
    "fingerprint",
    "merge_copies",
    "read_article",
    "read_bytes",
    "read_folder",
    "read_sidecar",
    "scan",
]
