{
  "signatures": [
    {
      "publisher": "zhengka-training",
      "signature": "66d82a8a47feeb13044b887829090212125faf6d727a47bfc3d228ca3698bb6c0e7d65e999d21d3363205405ffe398f3d0c4e364db8679cfbe5b749714286668"
    }
  ]
}
