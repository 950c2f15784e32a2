"""The pages of `/gm/` that are no model's list: the evening at a glance, uploads, imports, and a table watched live.

They read every app and belong to none, so they are part of the composition root; `pages.join` puts them on the site.
What they change goes the way of the table: REST, or the room's own socket, and through `perform`.
"""
