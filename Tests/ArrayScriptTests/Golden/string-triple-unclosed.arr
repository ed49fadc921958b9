e = """text
more
