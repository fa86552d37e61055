"""Search over public articles: what is asked (``query``), what is stored (``store``), what is found (``engine``)."""
