# -i A=np.ones((20, 30)):u8
out = np.where(A > 50, 255, 0).astype(np.uint8)
