print("arrayc")
