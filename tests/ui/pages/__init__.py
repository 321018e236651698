"""Pages of the window, worked by real keys over real services and a real register."""
