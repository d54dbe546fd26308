{
  "signatures": [
    {
      "publisher": "zhengka-training",
      "signature": "e07ef9d9796e1756e6569fbccc8349c801e80c4c938495396c2cc9eb14290ddfeb49197c4f17201c7d8d558f7331e04abe9055d7a2f4cedbfa823db9472a873d"
    }
  ]
}
