"""The Web API's methods, one file per family, and the table that names them all."""
