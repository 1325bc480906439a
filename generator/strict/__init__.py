"""What every built page must keep to: no request to another host, no script but the theme's own, links that lead somewhere."""
