"""Writes files with NumPy for NumPyFilesTests.swift: numpy_files.py FOLDER

`manifest` in the folder has a line for each array: source, dtype, shape and the file with its plain data, split by
tabs. `saved` has a line for each dtype and shape whose `.npy` as NumPy's `save` writes it stands beside.
"""
import os
import struct
import sys
import zipfile

import numpy as np

folder = sys.argv[1]
rng = np.random.default_rng(7)
DTYPES = "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float32 float64".split()
SHAPES = [(), (0,), (1,), (7,), (3, 5), (1, 4), (4, 1), (0, 3), (2, 3, 4), (2, 1, 3, 5), (33, 65), (1, 1, 2, 1, 3)]
manifest = open(os.path.join(folder, "manifest"), "w")
saved = open(os.path.join(folder, "saved"), "w")
count = 0


def make(dtype, shape):
    size = int(np.prod(shape, dtype=int))
    if dtype == "bool":
        return rng.integers(0, 2, size).astype(bool).reshape(shape)
    return rng.integers(0, 256, size * np.dtype(dtype).itemsize, dtype=np.uint8).view(dtype).reshape(shape)


def expect(source, array):
    global count
    count += 1
    name = f"{count}.data"
    with open(os.path.join(folder, name), "wb") as file:
        file.write(array.astype(array.dtype.newbyteorder("=")).tobytes(order="C"))
    shape = " ".join(map(str, array.shape))
    manifest.write(f"{source}\t{array.dtype.name}\t{shape}\t{name}\n")


def write(name, array, version=None):
    with open(os.path.join(folder, name), "wb") as file:
        np.lib.format.write_array(file, array, version)
    expect(name, array)


for dtype in DTYPES:
    for number, shape in enumerate(SHAPES):
        array = make(dtype, shape)
        write(f"{dtype}-{number}.npy", array)
        saved.write(f"{dtype}\t{' '.join(map(str, shape))}\t{dtype}-{number}.npy\t{count}.data\n")
        write(f"{dtype}-{number}-fortran.npy", np.asfortranarray(array).reshape(shape, order="A"))
        write(f"{dtype}-{number}-big.npy", array.astype(array.dtype.newbyteorder(">")), (2, 0))
        swapped = np.asfortranarray(array.astype(array.dtype.newbyteorder(">"))).reshape(shape, order="A")
        write(f"{dtype}-{number}-both.npy", swapped, (3, 0))

arrays = {f"key {dtype}": make(dtype, (40, 3)) for dtype in DTYPES}
arrays["zeros"] = np.zeros((1000, 1000), "float32")
arrays["nested/name"] = np.asfortranarray(make("float64", (5, 6)))
for name, save in [("stored.npz", np.savez), ("deflated.npz", np.savez_compressed)]:
    save(os.path.join(folder, name), **arrays)
    for key, array in arrays.items():
        expect(f"{name}:{key}", array)
        expect(f"{name}:{key}.npy", array)
# Zip64 fields in the directory and the end record, as for a large file; and a comment behind it.
zipfile.ZIP64_LIMIT = 100
zipfile.ZIP_FILECOUNT_LIMIT = 1
with zipfile.ZipFile(os.path.join(folder, "zip64.npz"), "w", zipfile.ZIP_DEFLATED) as archive:
    for key, array in arrays.items():
        with archive.open(key + ".npy", "w", force_zip64=True) as file:
            np.lib.format.write_array(file, array)
        expect(f"zip64.npz:{key}", array)
    archive.comment = b"a comment"

# Types that are not read.
for number, array in enumerate([
    np.zeros(3, "float16"), np.zeros(3, "complex64"), np.zeros(3, "complex128"), np.zeros(3, "longdouble"),
    np.zeros(3, "U5"), np.zeros(3, "S5"), np.zeros(3, "M8[s]"), np.zeros(3, [("a", "f4"), ("b", "i8", (2,))]),
    np.array([None, 1], object), np.zeros(3, "V3"),
]):
    np.save(os.path.join(folder, f"unsupported-{number}.npy"), array)
manifest.close()
saved.close()
