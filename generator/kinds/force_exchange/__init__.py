"""Who can still do what to whom after being struck first, and does anyone gain by going first?"""
