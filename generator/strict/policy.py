"""The content security policy of the site: written into every page and as settings for servers.

No script runs but the site's own files and the theme's inline ones, which are named by their digest;
nothing is evaluated; nothing is fetched from another host. Inline styles must stay allowed, since the
theme and the charts set them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

_HEAD = "<head>"
_WRITTEN = re.compile(r'(?<=<head>)<meta http-equiv="Content-Security-Policy" content="[^"]*">')


def policy(scripts: Iterable[str]) -> str:
    """The policy for a site with these inline scripts (`sha256-...`).

    It holds the scripts of all pages, not of one: under instant navigation a reader stays under the
    policy of the first page. `file:` lets a page that was opened from a folder load its scripts, for
    there `'self'` means nothing; a page from a server cannot load any such file.
    """
    allowed = " ".join(f"'{script}'" for script in sorted(set(scripts)))
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' file: {allowed}".rstrip(),
            "style-src 'self' file: 'unsafe-inline'",
            "img-src 'self' file: data:",
            "font-src 'self' file:",
            "connect-src 'self'",
            "worker-src 'self'",
            "base-uri 'self'",
            "form-action 'none'",
        )
    )


def with_policy(page: str, rules: str) -> str:
    """The page with the policy before everything it governs, in place of one it had. Raises `ValueError` without a head."""
    page = without_policy(page)
    start = page.find(_HEAD)
    if start < 0:
        raise ValueError("the page has no <head>")
    end = start + len(_HEAD)
    return f'{page[:end]}<meta http-equiv="Content-Security-Policy" content="{html.escape(rules, quote=False)}">{page[end:]}'


def without_policy(page: str) -> str:
    """The page as it was before."""
    return _WRITTEN.sub("", page, count=1)


def server_settings(rules: str) -> dict[str, str]:
    """File name -> settings for a server, with the headers that a page cannot give itself."""
    # A frame around a page can be forbidden in a header only.
    headers = {
        "Content-Security-Policy": f"{rules.replace(' file:', '')}; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    netlify = "/*\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())
    nginx = "".join(f'add_header {name} "{value}" always;\n' for name, value in headers.items())
    return {
        "_headers": netlify,
        "server/nginx.conf": f"# Inside the `server` block of the site.\n{nginx}",
    }
