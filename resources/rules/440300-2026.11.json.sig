{
  "signatures": [
    {
      "publisher": "zhengka-training",
      "signature": "87c18411e7dcec1f31367fa7b5288ab24ac556791cd045c6c8cac77adffa3c7a3d61ede15138dbb7b14173964a61b4ab2dfd513feab97d344ed9266ed9aa06c0"
    }
  ]
}
