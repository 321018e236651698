"""值班: the roster, appointments, tours, handing over."""
