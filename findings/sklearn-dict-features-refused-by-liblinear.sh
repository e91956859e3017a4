#!/usr/bin/env bash
# scikit-learn 1.9.1 (scipy 1.17.1, numpy 2.4.6): what DictVectorizer makes of dictionaries, LogisticRegression will not take with two of its
# solvers. DictVectorizer gives a matrix with 64-bit indices, whatever its size; "liblinear" and "saga" take only 32-bit ones and raise
# ValueError; "lbfgs", the default, takes it. A pipeline that worked with "lbfgs" so fails when its solver is changed, on four rows as on a million.
# CountVectorizer, which builds its matrix otherwise, gives 32-bit indices, and all three solvers take them.
# Way out: cast `indices` and `indptr` of the matrix to int32 before fitting.
#
# Seen:
#   DictVectorizer int64 int64
#   lbfgs fitted
#   liblinear ValueError: Only sparse matrices with 32-bit integer indices are accepted. Got int64 indices.
#   saga ValueError: Only sparse matrices with 32-bit integer indices are accepted. Got int64 indices.
#   CountVectorizer int32 int32
#   liblinear fitted after a cast
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check scikit-learn==1.9.1 scipy==1.17.1 numpy==2.4.6

cat > "$folder/run.py" <<'PY'
import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

rows, truth = [{"a": 1}, {"b": 1}, {"a": 1, "b": 1}, {"c": 1}], [0, 1, 0, 1]
matrix = DictVectorizer().fit_transform(rows)
print("DictVectorizer", matrix.indices.dtype, matrix.indptr.dtype)
for solver in ("lbfgs", "liblinear", "saga"):
    try:
        LogisticRegression(solver=solver).fit(matrix, truth)
        print(solver, "fitted")
    except ValueError as error:
        print(solver, "ValueError:", ". ".join(str(error).split(". ")[:2]) + ".")
counted = CountVectorizer().fit_transform(["one two", "two three", "one", "three"])
print("CountVectorizer", counted.indices.dtype, counted.indptr.dtype)
matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
LogisticRegression(solver="liblinear").fit(matrix, truth)
print("liblinear fitted after a cast")
PY
"$folder/venv/bin/python" -W ignore "$folder/run.py" | tee "$folder/seen.txt"
grep '^#   ' "$0" | cut -c5- | diff - "$folder/seen.txt"
echo "as stated"
