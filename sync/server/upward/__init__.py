"""A township as its district's room: what goes up of each site, and the district's own lines coming down."""
