{
  "signatures": [
    {
      "publisher": "zhengka-training",
      "signature": "c1b87ae8c990de176a0f25e5f081215e90363ab82f39e36455fffece74a3826bed6e8803b85cfd65293b9ca1089c28c8d26365fcc92114c86e5f6d917852255d"
    }
  ]
}
