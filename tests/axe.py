"""axe-core asks of a page in a browser whether everyone can use it: the same question in the tests and in the audit."""

from pathlib import Path

CORE = Path(__file__).resolve().parents[1] / ".cache" / "tools" / "node_modules" / "axe-core" / "axe.min.js"
"""Where `.ci/tools` puts it."""

# Every rule that is on by default, those of good practice included; or only what the colours decide.
RUN = """async colours => {
  const only = colours ? {runOnly: ['color-contrast', 'link-in-text-block']} : {};
  const found = await axe.run(document, {resultTypes: ['violations'], ...only});
  return found.violations.map(({id, impact, help, nodes}) => ({
    id, impact, help, count: nodes.length,
    places: nodes.slice(0, 3).map(node => node.target.flat().join(' ')),
    why: (nodes[0].any[0] || nodes[0].all[0] || nodes[0].none[0] || {message: ''}).message,
  }));
}"""


def violations(page, core, colours=False):
    """What axe finds on the page that a browser shows: one line for each rule that is broken.

    `core` is its script. By night only the `colours` differ, and everything else need not be asked twice.
    """
    # What the driver evaluates is not under the page's policy, so the page is asked as it is published.
    page.evaluate(core)
    return [
        f"{found['id']} ({found['impact']}), {found['count']} times: {'; '.join(found['places'])}: {found['why'] or found['help']}"
        for found in page.evaluate(RUN, colours)
    ]
